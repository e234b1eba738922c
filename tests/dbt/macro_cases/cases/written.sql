with cases (text, expected) as (

    values
    ('红寺堡镇', '红寺堡镇'),
    ('　红寺堡镇 ', '红寺堡镇'),
    (' 红 寺 ', '红 寺'),
    ('市民' || {{ literal("\n") }} || '来电' || {{ literal("\n") }}, '市民' || {{ literal("\n") }} || '来电'),
    ('无', null), ('无效', '无效'), ('null', null), ('Null', null), ('nullify', 'nullify'),
    ('--', null), ('／', null), ('-1', '-1'), ('　', null), ('', null), (null, null)

)

{{ differing(written('text')) }}
