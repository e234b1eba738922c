{{ config(meta = {'dagster': {'ref': {'name': 'tickets'}}}) }}
-- the first and the last moment of each month's rows, against the month and quarter that they are named for
{% set dates = {
    'tickets': 'received_at', 'cases': 'received_at', 'licenses': 'filed_at', 'evaluations': 'evaluated_at'
} %}
with named as (

    {% for mart, date in dates.items() %}
    select
        '{{ mart }}' as mart,
        month,
        quarter,
        count(*) - count({{ date }}) as undated,
        min({{ date }}) as first_moment,
        max({{ date }}) as last_moment
    from {{ ref(mart) }}
    group by month, quarter
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

reckoned as (

    select
        *,
        cast(
            left(quarter, 4) || '-' || cast(3 * cast(right(quarter, 1) as bigint) - 2 as string) || '-1' as timestamp
        ) as quarter_start,
        cast(month || '-01' as timestamp) as month_start
    from named

)

select mart, month, quarter, undated, first_moment, last_moment
from reckoned
where undated > 0
    or not coalesce(first_moment >= quarter_start and last_moment < {{ months_after('quarter_start', 3) }}, false)
    or not coalesce(first_moment >= month_start and last_moment < {{ months_after('month_start', 1) }}, false)
