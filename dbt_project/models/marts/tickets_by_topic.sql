with counted as (

    select period, role, type_code, topic_1, topic, topic_3, count(*) as tickets
    from {{ ref('int_tickets_judged') }}
    group by period, role, type_code, topic_1, topic, topic_3

),

this_period as (

    select * from counted
    where role = 'current'

),

comparable as (

    select period, role, is_comparable from {{ ref('int_periods_with_data') }}
    where export = 'tickets'

),

earlier as (

    select counted.*
    from counted
    inner join comparable on counted.period = comparable.period and counted.role = comparable.role

),

compared as (

    select
        this_period.*,
        case when previous_period.period is not null then coalesce(previous.tickets, 0) end
            as previous_tickets,
        case when year_before_period.period is not null then coalesce(year_before.tickets, 0) end
            as year_before_tickets,
        coalesce(previous_period.is_comparable, false) as is_comparable_with_previous,
        coalesce(year_before_period.is_comparable, false) as is_comparable_with_year_before
    from this_period
    left join comparable as previous_period
        on this_period.period = previous_period.period and previous_period.role = 'previous'
    left join comparable as year_before_period
        on this_period.period = year_before_period.period and year_before_period.role = 'year_before'
    {% for role in ['previous', 'year_before'] %}
    left join earlier as {{ role }}
        on this_period.period = {{ role }}.period
        and this_period.type_code = {{ role }}.type_code
        and this_period.topic_1 = {{ role }}.topic_1
        and this_period.topic = {{ role }}.topic
        and this_period.topic_3 = {{ role }}.topic_3
        and {{ role }}.role = '{{ role }}'
    {% endfor %}

)

select
    compared.period,
    cast(row_number() over (
        partition by compared.period
        order by types.sort_order, compared.tickets desc, compared.topic_1, compared.topic, compared.topic_3
    ) as bigint) as listing_position,
    compared.type_code,
    types.type_name,
    compared.topic_1,
    compared.topic,
    compared.topic_3,
    compared.tickets,
    {{ rate('compared.tickets', 'sum(compared.tickets) over (partition by compared.period, compared.type_code)') }}
        as share_of_type,
    cast(rank() over (partition by compared.period, compared.type_code order by compared.tickets desc) as bigint)
        as rank_in_type,
    compared.previous_tickets,
    case
        when compared.is_comparable_with_previous
            then {{ change_rate('compared.tickets', 'compared.previous_tickets') }}
    end as change_on_previous,
    compared.year_before_tickets,
    case
        when compared.is_comparable_with_year_before
            then {{ change_rate('compared.tickets', 'compared.year_before_tickets') }}
    end as change_on_year_before
from compared
inner join {{ ref('ticket_types') }} as types on compared.type_code = types.type_code
