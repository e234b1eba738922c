with cases (start, finish, expected) as (

    values
    (timestamp '2023-04-01 00:00:00', timestamp '2023-04-01 00:00:00', 0),
    (timestamp '2023-04-01 23:59:59', timestamp '2023-04-02 00:00:00', 1),
    (timestamp '2023-04-02 00:00:00', timestamp '2023-04-01 23:59:59', -1),
    (timestamp '2024-02-28 00:00:00', timestamp '2024-03-01 00:00:00', 172800),
    (timestamp '2014-01-01 00:00:00', timestamp '2150-01-01 00:00:00', 4291747200),
    (timestamp '2023-04-01 00:00:00.9', timestamp '2023-04-01 00:00:01', 1),
    (timestamp '2023-04-01 00:00:00', timestamp '2023-04-01 00:00:00.9', 0),
    (timestamp '2023-04-01 00:00:01', timestamp '2023-04-01 00:00:00.9', -1),
    (null, timestamp '2023-04-01 00:00:00', null),
    (timestamp '2023-04-01 00:00:00', null, null)

)

{{ differing(seconds_between('start', 'finish')) }}
