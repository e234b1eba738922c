-- counts of work orders, one row a period, role of the period and unit
select
    period,
    role,
    unit_id,
    count(*) as received,
    count(*) filter (where is_signed) as signed,
    count(*) filter (where is_sign_overdue) as sign_overdue,
    count(*) filter (where is_finished) as finished,
    count(*) filter (where is_finish_overdue) as finish_overdue,
    count(*) filter (where is_extended) as extended,
    cast(sum(sent_back_count) as bigint) as sent_back,
    count(*) filter (where is_rated) as rated,
    count(*) filter (where is_satisfied) as satisfied
from {{ ref('int_tickets_judged') }}
where is_work_order
group by period, role, unit_id
