with cases (text, expected) as (

    values
    ('１２３４５６７８９０', '1234567890'),
    ('ＡＢＣｘｙｚ', 'ABCxyz'),
    ('！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～',
        {{ literal("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") }}),
    ('红寺堡镇（一）', '红寺堡镇(一)'),
    ('　', '　'),
    ({{ literal("back\\slash") }}, {{ literal("back\\slash") }}),
    ('', ''),
    (null, null)

)

{{ differing(half_width('text')) }}
