-- whole minutes only: the last second of a minute does not fill it, before the start as after it
with cases (start, finish, expected) as (

    values
    (timestamp '2023-04-01 09:00:00', timestamp '2023-04-01 09:00:59', 0),
    (timestamp '2023-04-01 09:00:00', timestamp '2023-04-01 09:01:00', 1),
    (timestamp '2023-04-01 09:00:59', timestamp '2023-04-01 09:01:00', 0),
    (timestamp '2023-04-01 23:59:30', timestamp '2023-04-02 00:00:29', 0),
    (timestamp '2023-04-01 23:59:30', timestamp '2023-04-02 00:00:30', 1),
    (timestamp '2024-02-28 12:00:00', timestamp '2024-02-29 12:00:00', 1440),
    (timestamp '2023-04-01 09:01:00', timestamp '2023-04-01 09:00:01', 0),
    (timestamp '2023-04-01 09:01:00', timestamp '2023-04-01 09:00:00', -1),
    (null, timestamp '2023-04-01 09:01:00', null)

)

{{ differing(minutes_between('start', 'finish')) }}
