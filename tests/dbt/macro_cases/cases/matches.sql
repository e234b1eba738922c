with cases (text, expected) as (

    values
    ('1', true), ('a12', true), ('12' || {{ literal("\n") }}, false), ('12a', false), ('１２', false),
    ('', false), (null, null)

)

{{ differing(matches('text', "[0-9]+$")) }}
