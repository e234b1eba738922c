with counts as (

    select * from {{ ref('int_headline_counts') }}

),

-- no negative evaluation means that all of them are rectified; any other rate over zero is empty
valued as (

    select
        counts.quarter,
        counts.role,
        catalogue.sort_order,
        counts.code,
        catalogue.name,
        catalogue.unit,
        catalogue.is_rate,
        counts.numerator,
        counts.denominator,
        case
            when not catalogue.is_rate then cast(counts.numerator as decimal(18, 2))
            when counts.code = 'evaluations.rectified_rate' and counts.denominator = 0
                then cast(100 as decimal(18, 2))
            else {{ rate('counts.numerator', 'counts.denominator') }}
        end as value
    from counts
    inner join {{ ref('int_indicators') }} as catalogue on counts.code = catalogue.code

),

comparable as (

    select
        valued.*,
        with_data.export is not null as has_data
    from valued
    left join {{ ref('int_periods_with_data') }} as with_data
        on valued.quarter = with_data.quarter
        and valued.role = with_data.role
        and with_data.export = case
            when valued.code like 'orders.%' then 'tickets'
            else split_part(valued.code, '.', 1)
        end

)

select
    this.quarter,
    cast(this.sort_order as integer) as sort_order,
    this.code as indicator_code,
    this.name as indicator_name,
    this.value,
    this.unit as indicator_unit,
    this.is_rate,
    this.numerator,
    this.denominator,
    case when previous.has_data then previous.value end as previous_value,
    case when year_before.has_data then year_before.value end as year_before_value
from comparable as this
left join comparable as previous
    on this.quarter = previous.quarter and this.code = previous.code and previous.role = 'previous'
left join comparable as year_before
    on this.quarter = year_before.quarter
    and this.code = year_before.code
    and year_before.role = 'year_before'
where this.role = 'current'
