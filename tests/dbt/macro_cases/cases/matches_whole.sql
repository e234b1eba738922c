with cases (text, expected) as (

    values
    ('红寺', true),
    ('红寺堡镇', true),
    ('𠮷野', true),
    ('红', false),
    ('红寺A', false),
    ('红寺' || {{ literal("\n") }}, false),
    (' 红寺', false),
    ('', false),
    (null, null)

)

{{ differing(matches_whole('text', "\\p{Han}{2,}")) }}
