with cases (text, expected) as (

    values
    ('2', 2), ('２次', 2), ('2.0', 2), ('002', 2), ('999999999', 999999999), ('1234567890', null), ('2.5', null),
    ('="2"', 2), ({{ literal("'3") }}, 3), ({{ literal("\u200e4") }}, 4), ('5.00', 5), ('＝＂６＂', 6), ('2.0次', 2),
    ('-1', null), ('几次', null), ('#N/A', null), ('', null), (null, null)

)

{{ differing(parse_count(key_text('text'))) }}
