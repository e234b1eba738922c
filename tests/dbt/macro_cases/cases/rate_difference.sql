-- of the exact percentages, rounded once; counts whose products do not fit into 64 bits
with cases (part, whole, other_part, other_whole, expected) as (

    values
    (cast(2 as bigint), cast(3 as bigint), cast(1 as bigint), cast(3 as bigint), cast(33.33 as decimal(18, 2))),
    (1, 3, 2, 3, -33.33), (1, 2, 1, 2, 0.00), (1, 3, 1, 6, 16.67), (1, 800, 0, 1, 0.13), (0, 1, 1, 800, -0.13),
    (1, 20000, 0, 7, 0.01), (0, 7, 1, 20000, -0.01), (1, 20001, 0, 7, 0.00), (7, 7, 0, 9, 100.00),
    (47000000, 90000000, 1, 3000000000, 52.22), (0, 47000000, 90000000, 90000000, -100.00),
    (1, 0, 1, 2, null), (1, 2, 1, 0, null), (null, 2, 1, 2, null), (1, 2, null, 2, null)

)

{{ differing(rate_difference('part', 'whole', 'other_part', 'other_whole')) }}
