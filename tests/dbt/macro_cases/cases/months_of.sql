with cases (name, expected) as (

    values
    ('2023', 12), ('2023Q2', 3), ('2023H2', 6), ('2023-05', 1), ('2023-05-01', 1), ('2023-13', null), (null, null)

)

{{ differing(months_of('name')) }}
