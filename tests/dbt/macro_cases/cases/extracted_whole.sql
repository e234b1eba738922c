with cases (text, expected) as (

    values
    ('09:30Z', 'Z'), ('09:30+08:00', '+08:00'), ('09:30-0500', '-0500'), ('09:30', ''), (null, null)

)

{{ differing(extracted('text', "(?:Z|[+-][0-9]{2}:?[0-9]{2})$", 0)) }}
