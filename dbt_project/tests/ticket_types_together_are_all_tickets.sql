-- each ticket is of one type: their counts add up to the total
with figures as (

    select
        figures.period,
        sum(figures.numerator) filter (where figures.indicator_code = 'tickets.total') as whole,
        count(*) filter (where types.type_code is not null) as part_rows,
        sum(figures.numerator) filter (where types.type_code is not null) as parts_sum
    from {{ ref('indicator_values') }} as figures
    left join {{ ref('ticket_types') }} as types on figures.indicator_code = 'tickets.' || types.type_code
    where figures.dimension = 'all' and figures.indicator_code like 'tickets.%'
    group by figures.period

)

select * from figures
where part_rows = 0 or not coalesce(whole = parts_sum, false)
