-- a day stands for its first moment
with cases (day, seconds, expected) as (

    values
    (date '2024-02-29', cast(30600 as bigint), timestamp '2024-02-29 08:30:00'),
    (date '2023-12-31', 86400, timestamp '2024-01-01 00:00:00'),
    (date '2023-12-31', 0, timestamp '2023-12-31 00:00:00'),
    (null, 0, null)

)

{{ differing(seconds_after('day', 'seconds')) }}
