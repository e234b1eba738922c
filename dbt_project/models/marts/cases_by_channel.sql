-- every case stands in exactly one row: channels that the list does not know are counted as other
select
    counted.period,
    counted.channel_code,
    coalesce(channels.channel_name, '其他渠道') as channel_name,
    cast(sum(counted.cases) as bigint) as cases
from {{ ref('int_cases_in_periods') }} as counted
left join {{ ref('case_channels') }} as channels on counted.channel_code = channels.channel_code
where counted.role = 'current'
group by counted.period, counted.channel_code, channels.channel_name
