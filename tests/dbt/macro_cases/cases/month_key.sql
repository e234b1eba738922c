with cases (moment, expected) as (

    values
    (timestamp '2023-03-31 23:59:59', '2023-03'), (timestamp '2023-04-01 00:00:00', '2023-04'),
    (timestamp '2024-02-29 12:00:00', '2024-02'), (timestamp '2023-12-31 23:59:59', '2023-12'), (null, null)

)

{{ differing(month_key('moment')) }}
