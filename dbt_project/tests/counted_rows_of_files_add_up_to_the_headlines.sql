-- every counted row came from one file: by files there are as many as the headline figure says
with by_file as (

    select period, export || '.total' as indicator_code, sum(counted_rows) as counted_rows
    from {{ ref('counted_rows_by_file') }}
    where reference_period = period
    group by period, export

)

select headline.period, headline.indicator_code, headline.numerator, by_file.counted_rows
from {{ ref('headline_indicators') }} as headline
left join by_file
    on headline.period = by_file.period and headline.indicator_code = by_file.indicator_code
where headline.indicator_code in ('tickets.total', 'cases.total', 'licenses.total', 'evaluations.total')
    and headline.numerator <> coalesce(by_file.counted_rows, 0)
