with cases (moment, months, expected) as (

    values
    (timestamp '2023-04-01 00:00:00', -3, timestamp '2023-01-01 00:00:00'),
    (timestamp '2024-04-01 00:00:00', -12, timestamp '2023-04-01 00:00:00'),
    (timestamp '2023-10-01 00:00:00', 3, timestamp '2024-01-01 00:00:00'),
    (timestamp '2024-02-29 12:34:56', -12, timestamp '2023-02-28 12:34:56'),
    (timestamp '2023-03-31 00:00:00', -1, timestamp '2023-02-28 00:00:00'),
    (timestamp '2023-11-30 23:59:59', 3, timestamp '2024-02-29 23:59:59'),
    (timestamp '2023-04-01 00:00:00', 0, timestamp '2023-04-01 00:00:00'),
    (timestamp '2023-04-01 00:00:00', null, null),
    (null, 3, null)

)

{{ differing(months_after('moment', 'months')) }}
