-- which exports have any row in which period: a comparison with a period without data is left empty
select period, role, 'tickets' as export
from {{ ref('int_tickets_by_type') }}
group by period, role
having sum(tickets) > 0
union all
select period, role, 'cases' as export
from {{ ref('int_cases_in_periods') }}
group by period, role
union all
select period, role, 'licenses' as export
from {{ ref('int_licenses_by_unit_and_type') }}
group by period, role
union all
select period, role, 'evaluations' as export
from {{ ref('int_evaluations_by_unit') }}
group by period, role
