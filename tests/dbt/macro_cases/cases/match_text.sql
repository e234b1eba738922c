with cases (text, expected) as (

    values
    ('红寺堡镇', '红寺堡镇'),
    ('“我的宁夏” ＡＰＰ', '我的宁夏app'),
    ({{ literal("「窗口」'A'") }}, '窗口a'),
    ('𠮷野家', '𠮷野家'),
    ('“”', null), ('无', null), ('', null), (null, null)

)

{{ differing(match_text('text')) }}
