with cases (text, expected) as (

    values
    ('00:00', 0), ('08:30', 30600), ('8:30', 30600), ('24:00', 86400), ('23:59', 86340),
    ('8', null), ('', null), ('八点', null), (null, null)

)

{{ differing(clock_seconds('text')) }}
