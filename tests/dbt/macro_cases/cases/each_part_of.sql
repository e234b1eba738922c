-- one row a part, empty ones too, none for no text; the separator is no pattern
with lists (name, text) as (

    values
    ('three', 'a|b|c'), ('one', '红寺堡镇'), ('empty', ''), ('gap', 'a||b'), ('open', 'a|'), ('null', null), ('dot', 'a.b')

),

found as (

    select name, {{ each_part_of('text', '|') }} as part
    from lists

),

expected (name, part) as (

    values
    ('three', 'a'), ('three', 'b'), ('three', 'c'), ('one', '红寺堡镇'), ('empty', ''),
    ('gap', 'a'), ('gap', ''), ('gap', 'b'), ('open', 'a'), ('open', ''), ('dot', 'a.b')

)

(select 'missing' as problem, * from expected except all select 'missing' as problem, * from found)
union all
(select 'not expected' as problem, * from found except all select 'not expected' as problem, * from expected)
