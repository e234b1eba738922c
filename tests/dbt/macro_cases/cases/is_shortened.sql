with cases (text, expected) as (

    values
    ('2.02407E+17', true), ('9.87E18', true), ('9.87e18', true), ('2E+17', true), ('1.5E-7', true), ('2.E+17', true),
    ('-2.02407E+17', true),
    ('2024E00123', false), ('2E17', false), ('20240701', false), ('1.5', false), ('A1.5E+3', false), ('1.5E+3A', false),
    ('GD+2024', false), ('1+1', false), ('E+17', false), ('', false)

)

{{ differing(is_shortened('text')) }}
