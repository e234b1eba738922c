with cases (day, days, expected) as (

    values
    (date '2023-12-31', 1, timestamp '2024-01-01 00:00:00'),
    (date '2024-03-01', -56, timestamp '2024-01-05 00:00:00'),
    (null, 1, null)

)

{{ differing(days_after('day', 'days')) }}
