with cases (text, expected) as (

    values
    ('是', true), ('否', false), ('Ｙ', true), ('no', false), ('TRUE', true), ('０', false), (' 1 ', true),
    ('yes!', null), ('10', null), ('不详', null), ('-', null), ('', null), (null, null)

)

{{ differing(yes_no('text')) }}
