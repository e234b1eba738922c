with cases (text, expected) as (

    values
    ('BJ-001', 'BJ-001'), ('ＢＪ－００１', 'BJ-001'), (' BJ 001　', 'BJ001'), ('20230401', '20230401'),
    ('办件１号', '办件1号'), ('－', null), ('无', null), ('ＮＵＬＬ', null), (' ', null), ('', null), (null, null),
    -- wrappers, alone and one in another
    ('="202404010001"', '202404010001'), (' ="2024 0401" ', '20240401'), ('=""', null), ('="无"', null),
    ({{ literal("'202404010001") }}, '202404010001'), ({{ literal("`GD-7") }}, 'GD-7'), ({{ literal("'") }}, null),
    ({{ literal("'=\"2024\"") }}, '2024'), ({{ literal("=\"'2024\"") }}, '2024'), ('＝＂２０２４＂', '2024'),
    ('202404010001.0', '202404010001'), ('5.000', '5'), ('="77.0"', '77'), ('１２.０', '12'),
    ('A1.0', 'A1.0'), ('1.50', '1.50'), ('1.05', '1.05'), ('.0', '.0'), ('GD"7"', 'GD"7"'), ({{ literal("7'A'") }}, {{ literal("7'A'") }}),
    ({{ literal("\u200e202404010001\u202c") }}, '202404010001'), ({{ literal("20240401\t") }}, '20240401'),
    ({{ literal("2024\n0401") }}, '20240401'), ({{ literal("A2024\u20660401\u2069") }}, 'A20240401'),
    -- what stands for no value, whatever is before or behind it
    ('nan', null), ('NaN', null), ('None', null), ('none ', null), ({{ literal("\\N") }}, null), ('(Null)', null),
    ('（ＮＵＬＬ）', null), ('<NA>', null), ('NaT', null), ({{ literal("'-") }}, null), ('——', null), ('n/a', null),
    ('Nancy', 'Nancy'), ('none1', 'none1'), ({{ literal("\\Null") }}, {{ literal("\\Null") }}), ('无1', '无1'),
    ('#N/A', '#N/A'), ('2.02407E+17', '2.02407E+17'), ('⼯单７', '工单7')

)

{{ differing(key_text('text')) }}
