-- every blank that an export may carry, wherever it stands
with cases (text, expected) as (

    values
    (' a b ', 'ab'),
    ('a' || {{ literal("\t\n\r\x0b\x0c") }} || 'b', 'ab'),
    ('红　寺' || {{ literal("\xa0\u200b\u2028\u202f\u2060\ufeff") }} || '堡', '红寺堡'),
    ('', ''),
    (null, null),
    ('a-b', 'a-b')

)

{{ differing(replaced('text', "[" ~ blank_class() ~ "]+", "")) }}
