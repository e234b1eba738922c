-- what is its own form is left alone, whichever way it is found to be so
with cases (text, expected) as (

    values
    ('“红寺堡”·水务局——（一）', '“红寺堡”·水务局——(一)'), ('⻋辆管理⽕车站', '⻋辆管理火车站'), ('２０２３', '2023'),
    ('2023-04-01', '2023-04-01'), ('㐀龥𠀀', '㐀龥𠀀'), ('café', 'café'), ('', ''), (null, null)

)

{{ differing(compatibility_form('text')) }}
