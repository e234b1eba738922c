with cases (text, expected) as (

    values
    ('红寺堡镇', '红寺堡镇'),
    ('　红寺堡镇 ', '红寺堡镇'),
    (' 红 寺 ', '红 寺'),
    ('市民' || {{ literal("\n") }} || '来电' || {{ literal("\n") }}, '市民' || {{ literal("\n") }} || '来电'),
    ('无', null), ('无效', '无效'), ('null', null), ('Null', null), ('nullify', 'nullify'),
    ('--', null), ('／', null), ('-1', '-1'), ('　', null), ('', null), (null, null),
    ('="水 务局"', '水 务局'), ('＝＂水务局＂', '水务局'), ({{ literal("'水务局") }}, '水务局'), ({{ literal("`水务局 ") }}, '水务局'),
    ({{ literal("=\"两\n行\"") }}, {{ literal("两\n行") }}), ({{ literal("水务局'") }}, {{ literal("水务局'") }}),
    ('“水务局”', '“水务局”'), ('⽔务局', '⽔务局'), ('640303.0', '640303'), ('3.10', '3.10'), ('第3.0', '第3.0'),
    ({{ literal("\u200e水务局\u202c") }}, '水务局'), ('nan', null), ('ＮａＮ', null), ('None', null), ({{ literal("\\N") }}, null),
    ('（ＮＵＬＬ）', null), ('="null"', null), ({{ literal("'-") }}, null), ('—', null), ('--1', '--1'), ('#N/A', '#N/A')

)

{{ differing(written('text')) }}
