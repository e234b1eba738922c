with counted as (

    select quarter, role, type_code, topic_1, topic, topic_3, count(*) as tickets
    from {{ ref('int_tickets_judged') }}
    group by quarter, role, type_code, topic_1, topic, topic_3

),

this_quarter as (

    select * from counted
    where role = 'current'

),

comparable as (

    select quarter, role from {{ ref('int_periods_with_data') }}
    where export = 'tickets'

),

earlier as (

    select counted.*
    from counted
    inner join comparable on counted.quarter = comparable.quarter and counted.role = comparable.role

),

compared as (

    select
        this_quarter.*,
        case when previous_period.quarter is not null then coalesce(previous.tickets, 0) end
            as previous_tickets,
        case when year_before_period.quarter is not null then coalesce(year_before.tickets, 0) end
            as year_before_tickets
    from this_quarter
    left join comparable as previous_period
        on this_quarter.quarter = previous_period.quarter and previous_period.role = 'previous'
    left join comparable as year_before_period
        on this_quarter.quarter = year_before_period.quarter and year_before_period.role = 'year_before'
    {% for role in ['previous', 'year_before'] %}
    left join earlier as {{ role }}
        on this_quarter.quarter = {{ role }}.quarter
        and this_quarter.type_code = {{ role }}.type_code
        and this_quarter.topic_1 = {{ role }}.topic_1
        and this_quarter.topic = {{ role }}.topic
        and this_quarter.topic_3 = {{ role }}.topic_3
        and {{ role }}.role = '{{ role }}'
    {% endfor %}

)

select
    compared.quarter,
    cast(row_number() over (
        partition by compared.quarter
        order by types.sort_order, compared.tickets desc, compared.topic_1, compared.topic, compared.topic_3
    ) as bigint) as listing_position,
    compared.type_code,
    types.type_name,
    compared.topic_1,
    compared.topic,
    compared.topic_3,
    compared.tickets,
    {{ rate('compared.tickets', 'sum(compared.tickets) over (partition by compared.quarter, compared.type_code)') }}
        as share_of_type,
    cast(rank() over (partition by compared.quarter, compared.type_code order by compared.tickets desc) as bigint)
        as rank_in_type,
    compared.previous_tickets,
    {{ change_rate('compared.tickets', 'compared.previous_tickets') }} as change_on_previous,
    compared.year_before_tickets,
    {{ change_rate('compared.tickets', 'compared.year_before_tickets') }} as change_on_year_before
from compared
inner join {{ ref('ticket_types') }} as types on compared.type_code = types.type_code
