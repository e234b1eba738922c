-- the forms of exports are held in the unit tests of stg_licenses; here is where engines could part
with cases (text, expected) as (

    values
    ('2023-04-01 24:00:00', timestamp '2023-04-02 00:00:00'),
    ('2023年12月31日 24时00分', timestamp '2024-01-01 00:00:00'),
    ('20240229', timestamp '2024-02-29 00:00:00'),
    ('20230229', null),
    ('20230401240000', timestamp '2023-04-02 00:00:00'),
    ('２０２４／２／２９　２３：５９：５９', timestamp '2024-02-29 23:59:59'),
    ('2023-04-01T00:30:00-05:00', timestamp '2023-04-01 13:30:00'),
    ('2023-12-31T16:00:00Z', timestamp '2024-01-01 00:00:00'),
    ('2023-04-01 09:30:00.999', timestamp '2023-04-01 09:30:00'),
    ('45017.5', timestamp '2023-04-01 12:00:00'),
    ('45017.0000058', timestamp '2023-04-01 00:00:01'),
    ('45017.00000578', timestamp '2023-04-01 00:00:00'),
    ('9999', null),
    ('2023-04-01 09:30:00' || {{ literal("\n") }}, timestamp '2023-04-01 09:30:00'),
    ('2023-04-01 9', null),
    ('+2023-04-01', null),
    ('无', null),
    ('', null),
    (null, null)

)

{{ differing(parse_time('text')) }}
