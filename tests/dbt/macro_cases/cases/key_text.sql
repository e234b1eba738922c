with cases (text, expected) as (

    values
    ('BJ-001', 'BJ-001'), ('ＢＪ－００１', 'BJ-001'), (' BJ 001　', 'BJ001'), ('20230401', '20230401'),
    ('办件１号', '办件1号'), ('－', null), ('无', null), ('ＮＵＬＬ', null), (' ', null), ('', null), (null, null)

)

{{ differing(key_text('text')) }}
