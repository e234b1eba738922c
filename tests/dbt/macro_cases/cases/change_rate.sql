with cases (now_count, before_count, expected) as (

    values
    (cast(3 as bigint), cast(2 as bigint), cast(50.00 as decimal(18, 2))),
    (2, 3, -33.33), (1, 3, -66.67), (2, 2, 0.00), (0, 2, -100.00),
    (20001, 20000, 0.01), (19999, 20000, -0.01), (801, 800, 0.13), (799, 800, -0.13),
    (5, 0, null), (0, 0, null), (null, 5, null), (5, null, null)

)

{{ differing(change_rate('now_count', 'before_count')) }}
