-- how exports write the units that the roster does not have, and when each spelling was first there in a month
{% set exports = {
    'int_ticket_rows': 'received_at', 'int_case_rows': 'received_at', 'int_license_rows': 'filed_at',
    'int_evaluation_rows': 'evaluated_at'
} %}
with named as (

    {% for rows, moment in exports.items() %}
    select
        district,
        {% if rows == 'int_ticket_rows' -%}
        unit_word,
        unit_written,
        {%- else -%}
        coalesce(unit_word, '{{ unnamed_unit() }}') as unit_word,
        case when unit_word is null then '{{ unnamed_unit() }}' else unit_written end as unit_written,
        {%- endif %}
        {{ moment }} as happened_at
    from {{ ref(rows) }}
    where fate = 'accepted'
    {%- if rows == 'int_ticket_rows' %} and unit_word is not null{% endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

known as (

    select word, district from {{ ref('int_words') }}
    where list_name = 'unit'

)

select
    {{ off_roster_unit_id('named.district', 'named.unit_word') }} as unit_id,
    named.district,
    named.unit_written,
    cast(date_trunc('month', named.happened_at) as timestamp) as month_start,
    min(named.happened_at) as first_at
from named
left join known on named.unit_word = known.word and named.district = known.district
where known.word is null
group by
    named.district, named.unit_word, named.unit_written, cast(date_trunc('month', named.happened_at) as timestamp)
