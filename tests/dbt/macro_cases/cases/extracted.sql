with cases (text, expected) as (

    values
    ('2次', '2'), ('2.0', '2'), ('12', '12'), ('2.5', ''), ('几次', ''), ('２', ''), ('2' || {{ literal("\n") }}, ''),
    ('', ''), (null, null)

)

{{ differing(extracted('text', "^([0-9]{1,9})(?:[.]0*)?次?$", 1)) }}
