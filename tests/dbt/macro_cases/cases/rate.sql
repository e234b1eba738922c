-- half up to two decimals, without a floating number on the way
with cases (numerator, denominator, expected) as (

    values
    (cast(1 as bigint), cast(3 as bigint), cast(33.33 as decimal(18, 2))),
    (2, 3, 66.67), (1, 8, 12.50), (1, 800, 0.13), (1, 20000, 0.01), (1, 20001, 0.00),
    (201, 20000, 1.01), (0, 7, 0.00), (7, 7, 100.00), (3, 2, 150.00),
    (9999999, 10000000, 100.00), (99995, 100000, 100.00), (99994, 100000, 99.99),
    (0, 0, null), (5, 0, null), (null, 5, null), (5, null, null)

)

{{ differing(rate('numerator', 'denominator')) }}
