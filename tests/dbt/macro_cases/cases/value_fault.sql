-- an empty form and what could be read are no fault
with cases (text, expected) as (

    values
    ('2', cast(null as string)), ('2次', null), (' - ', null), ('None', null), ('', null), (null, null),
    ('几次', 'unreadable'), ('2.5', 'unreadable'), ('#N/A', 'unknown'), (' ="#REF!" ', 'unknown'), ('＃ＮＡＭＥ？', 'unknown'),
    ('#5', 'unreadable')

)

{{ differing(value_fault(key_text('text'), parse_count(key_text('text')))) }}
