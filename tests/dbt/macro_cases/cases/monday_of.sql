with cases (moment, expected) as (

    values
    (timestamp '2023-04-01 00:00:00', timestamp '2023-03-27 00:00:00'),
    (timestamp '2023-04-03 00:00:00', timestamp '2023-04-03 00:00:00'),
    (timestamp '2023-04-02 23:59:59', timestamp '2023-03-27 00:00:00'),
    (timestamp '2024-03-01 12:00:00', timestamp '2024-02-26 00:00:00'),
    (timestamp '2025-01-01 08:30:00', timestamp '2024-12-30 00:00:00'),
    -- the clocks changed within this week
    (timestamp '1986-05-05 01:00:00', timestamp '1986-05-05 00:00:00'),
    (timestamp '1986-05-04 23:00:00', timestamp '1986-04-28 00:00:00'),
    (null, null)

)

{{ differing(monday_of('moment')) }}
