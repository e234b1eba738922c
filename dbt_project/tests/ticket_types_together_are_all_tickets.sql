-- each ticket is of one type: their headline counts add up to the total
with figures as (

    select
        headline.period,
        sum(headline.numerator) filter (where headline.indicator_code = 'tickets.total') as whole,
        count(*) filter (where catalogue.filter_dimension = 'type') as part_rows,
        sum(headline.numerator) filter (where catalogue.filter_dimension = 'type') as parts_sum
    from {{ ref('headline_indicators') }} as headline
    inner join {{ ref('int_indicators') }} as catalogue on headline.indicator_code = catalogue.code
    where catalogue.source_mart = 'counted_tickets'
        and catalogue.statistic = 'count'
        and catalogue.numerator = 'is_ticket'
    group by headline.period

)

select * from figures
where part_rows = 0 or not coalesce(whole = parts_sum, false)
