-- groups in another order, a group that found nothing, a text in which nothing is found
with cases (text, expected) as (

    values
    ('2023年4月', '4/2023/'),
    ('2023年4月1', '4/2023/1'),
    ('于2023年4月1', '于2023年4月1'),
    ('$1', '$1'),
    (null, null)

)

{{ differing(replaced('text', "^([0-9]{4})年([0-9]{1,2})月([0-9])?$", "\\2/\\1/\\3")) }}
