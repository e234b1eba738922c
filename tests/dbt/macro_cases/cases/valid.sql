with cases (text, expected) as (

    values
    ('有效', true), (' 有 效 ', true), ('无效', false), ('是', true), ('否', false), ('Ｙ', true), ('0', false),
    ('有效工单', null), ('无', null), ('', null), (null, null)

)

{{ differing(valid(match_text('text'))) }}
