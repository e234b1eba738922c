-- units that exports name and the roster does not, each under its own name as written
with named as (

    select district, unit_word, unit_written from {{ ref('int_ticket_rows') }}
    where fate = 'accepted' and unit_word is not null
    union all
    select district, coalesce(unit_word, '{{ unnamed_unit() }}'), coalesce(unit_written, '{{ unnamed_unit() }}')
    from {{ ref('int_case_rows') }}
    where fate = 'accepted'
    union all
    select district, coalesce(unit_word, '{{ unnamed_unit() }}'), coalesce(unit_written, '{{ unnamed_unit() }}')
    from {{ ref('int_license_rows') }}
    where fate = 'accepted'
    union all
    select district, coalesce(unit_word, '{{ unnamed_unit() }}'), coalesce(unit_written, '{{ unnamed_unit() }}')
    from {{ ref('int_evaluation_rows') }}
    where fate = 'accepted'

),

known as (

    select word, district from {{ ref('int_words') }}
    where list_name = 'unit'

)

select
    {{ off_roster_unit_id('named.district', 'named.unit_word') }} as unit_id,
    named.district,
    -- of several spellings the first in code-point order, so that the order of landing does not matter
    min(named.unit_written) as unit_name
from named
left join known on named.unit_word = known.word and named.district = known.district
where known.word is null
group by named.district, named.unit_word
