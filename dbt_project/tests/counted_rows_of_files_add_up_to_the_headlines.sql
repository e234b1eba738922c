-- every counted row came from one file: by files there are as many as the headline figure says
with by_file as (

    select quarter, export || '.total' as indicator_code, sum(counted_rows) as counted_rows
    from {{ ref('counted_rows_by_file') }}
    where period = quarter
    group by quarter, export

)

select headline.quarter, headline.indicator_code, headline.numerator, by_file.counted_rows
from {{ ref('headline_indicators') }} as headline
left join by_file
    on headline.quarter = by_file.quarter and headline.indicator_code = by_file.indicator_code
where headline.indicator_code in ('tickets.total', 'cases.total', 'licenses.total', 'evaluations.total')
    and headline.numerator <> coalesce(by_file.counted_rows, 0)
