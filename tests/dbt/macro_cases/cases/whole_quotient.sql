with cases (dividend, divisor, expected) as (

    values
    (7, 2, 3), (8, 2, 4), (1, 2, 0), (0, 5, 0), (-7, 2, -3), (7, -2, -3), (-1, 60, 0), (-60, 60, -1),
    (9007199254740993, 1, 9007199254740993), (9007199254740993, 2, 4503599627370496),
    (5, 0, null), (0, 0, null), (null, 2, null), (7, null, null)

)

{{ differing(whole_quotient('dividend', 'divisor')) }}
