with cases (text, expected) as (

    values
    ('已解决', true), ('解决', true), ('基本解决', true), ('未解决', false), ('没有解决', false), ('是', true),
    ('N', false), ('未能解决', null), ('解决了', null), ('', null), (null, null)

)

{{ differing(solved(match_text('text'))) }}
