-- every counted row came from one file: by files there are as many as the figure says
with by_file as (

    select period, export || '.total' as indicator_code, sum(counted_rows) as counted_rows
    from {{ ref('counted_rows_by_file') }}
    where reference_period = period
    group by period, export

)

select figures.period, figures.indicator_code, figures.numerator, by_file.counted_rows
from {{ ref('indicator_values') }} as figures
left join by_file
    on figures.period = by_file.period and figures.indicator_code = by_file.indicator_code
where figures.dimension = 'all'
    and figures.indicator_code in ('tickets.total', 'cases.total', 'licenses.total', 'evaluations.total')
    and figures.numerator <> coalesce(by_file.counted_rows, 0)
