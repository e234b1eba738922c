{{ config(meta = {'dagster': {'ref': {'name': 'tickets'}}}) }}
-- from its first moment on, up to and without the next quarter's: reckoned back from the quarter's name
{% set dates = {
    'tickets': 'received_at', 'cases': 'received_at', 'licenses': 'filed_at', 'evaluations': 'evaluated_at'
} %}
with dated as (

    {% for mart, date in dates.items() %}
    select
        '{{ mart }}' as mart,
        month,
        quarter,
        {{ date }} as moment,
        cast(
            left(quarter, 4) || '-' || cast(3 * cast(right(quarter, 1) as bigint) - 2 as string) || '-1' as timestamp
        ) as quarter_start,
        cast(month || '-01' as timestamp) as month_start
    from {{ ref(mart) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select mart, month, quarter, moment
from dated
where not coalesce(moment >= quarter_start and moment < {{ months_after('quarter_start', 3) }}, false)
    or not coalesce(moment >= month_start and moment < {{ months_after('month_start', 1) }}, false)
