with cases (text, expected) as (

    values
    ('2023-AB', true), (' ' || {{ literal("\t\n") }}, true), ('', true), ('２', false), ('号1', false), ('é', false),
    (null, null)

)

{{ differing(is_ascii('text')) }}
