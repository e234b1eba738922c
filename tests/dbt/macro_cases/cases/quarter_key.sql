with cases (moment, expected) as (

    values
    (timestamp '2023-03-31 23:59:59', '2023Q1'), (timestamp '2023-04-01 00:00:00', '2023Q2'),
    (timestamp '2024-02-29 12:00:00', '2024Q1'), (timestamp '2023-12-31 23:59:59', '2023Q4'), (null, null)

)

{{ differing(quarter_key('moment')) }}
