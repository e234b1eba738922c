-- the types of licences that the periods of the plan hold, one name for the spellings of each
select
    licenses.license_type_word,
    -- as the period's own rows write it, else as those of a reference period do
    coalesce(
        {% for role in ['current', 'previous', 'year_before'] %}
        min(case when periods.role = '{{ role }}' then licenses.license_type_written end){{ ',' if not loop.last }}
        {% endfor %}
    ) as license_type
from {{ ref('int_licenses') }} as licenses
inner join {{ ref('int_periods') }} as periods
    on licenses.filed_at >= periods.period_start and licenses.filed_at < periods.period_end
    and {{ is_taken_by('periods', 'licenses') }}
where licenses.license_type_word is not null
group by licenses.license_type_word
