with cases (text, expected) as (

    values
    ('是', true), ('否', false), ('Ｙ', true), ('no', false), ('TRUE', true), ('０', false), (' 1 ', true),
    ('1.0', true), ('0.00', false), ('="是"', true), ({{ literal("'N") }}, false), ('１．０', true), ({{ literal("\u200e是") }}, true),
    ('2.0', null), ('1.5', null), ('10.0', null),
    ('yes!', null), ('10', null), ('不详', null), ('-', null), ('', null), (null, null)

)

{{ differing(yes_no(match_text('text'))) }}
