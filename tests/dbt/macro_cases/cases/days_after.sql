with cases (moment, days, expected) as (

    values
    (timestamp '2023-02-28 23:59:59', 1, timestamp '2023-03-01 23:59:59'),
    (timestamp '2024-02-28 00:00:00', 1, timestamp '2024-02-29 00:00:00'),
    (timestamp '2024-03-01 00:00:00', -1, timestamp '2024-02-29 00:00:00'),
    (timestamp '1986-05-03 12:00:00', 1, timestamp '1986-05-04 12:00:00'),
    (timestamp '2023-04-01 00:00:00', 0, timestamp '2023-04-01 00:00:00'),
    (timestamp '2023-04-01 00:00:00', null, null),
    (null, 1, null)

)

{{ differing(days_after('moment', 'days')) }}
