-- within how many minutes half, and nine tenths, of all work orders were finished; an order that is still
-- open counts as longer than any finished one, so that a young period does not look fast
with orders as (

    select period, role, unit_id, ticket_id, handling_minutes
    from {{ ref('int_tickets_judged') }}
    where is_work_order

),

by_dimension as (

    select period, role, 'all' as dimension, 'all' as member, ticket_id, handling_minutes
    from orders
    union all
    select period, role, 'unit' as dimension, unit_id as member, ticket_id, handling_minutes
    from orders
    union all
    select orders.period, orders.role, 'group' as dimension, units.unit_group as member, orders.ticket_id,
        orders.handling_minutes
    from orders
    inner join {{ ref('int_units') }} as units on orders.unit_id = units.unit_id
    where units.unit_group is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by period, role, dimension, member
            order by handling_minutes nulls last, ticket_id
        ) as place,
        count(*) over (partition by period, role, dimension, member) as orders
    from by_dimension

)

select
    period,
    role,
    dimension,
    member,
    orders,
    -- the place of a quantile is the first that has so many of the orders up to it: no value in between is made up
    min(case when place = {{ whole_quotient('orders + 1', 2) }} then handling_minutes end) as median_minutes,
    min(case when place = {{ whole_quotient('9 * orders + 9', 10) }} then handling_minutes end) as p90_minutes
from ranked
group by period, role, dimension, member, orders
