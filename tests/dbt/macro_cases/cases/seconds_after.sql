with cases (moment, seconds, expected) as (

    values
    (timestamp '2023-04-01 23:59:59', cast(1 as bigint), timestamp '2023-04-02 00:00:00'),
    (timestamp '2024-02-28 23:59:59', 1, timestamp '2024-02-29 00:00:00'),
    (timestamp '2023-02-28 23:59:59', 1, timestamp '2023-03-01 00:00:00'),
    (timestamp '2023-04-01 00:00:00', 0, timestamp '2023-04-01 00:00:00'),
    (timestamp '2023-04-01 00:00:00', -1, timestamp '2023-03-31 23:59:59'),
    (timestamp '1899-12-30 00:00:00', 3889501200, timestamp '2023-04-01 09:00:00'),
    -- a change of the clocks in the machine's zone, or in China in 1986, moves nothing
    (timestamp '1986-05-04 01:59:59', 3600, timestamp '1986-05-04 02:59:59'),
    (timestamp '2023-03-26 01:30:00', 3600, timestamp '2023-03-26 02:30:00'),
    (timestamp '2023-04-01 00:00:00', null, null),
    (null, 1, null)

)

{{ differing(seconds_after('moment', 'seconds')) }}
