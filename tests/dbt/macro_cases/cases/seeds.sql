-- an empty cell is null, and every other cell is what stands in the file
with expected (place, name, day, is_so, hours) as (

    values
    (1, {{ literal("it's") }}, date '2024-02-29', true, cast(0.5 as decimal(6, 2))),
    (2, {{ literal("back\\slash 'n \\n") }}, null, false, 10),
    (3, null, date '2023-12-31', null, null),
    (4, '“引号”，100%', date '2014-01-01', true, 1234.25),
    (5, 'None', null, null, null)

),

found as (

    select place, name, day, is_so, hours from {{ ref('awkward') }}

)

(select 'missing' as problem, * from expected except select 'missing' as problem, * from found)
union all
(select 'not expected' as problem, * from found except select 'not expected' as problem, * from expected)
