-- as it stood, empty cells and all; what is compared is the text of each name and value
with rows_of_it (number, name, note) as (

    values (1, '我"/', cast(null as string)), (2, '', 'b')

),

json as (

    select number, {{ row_as_json('rows_of_it') }} as text
    from rows_of_it

),

cases (number, text, expected) as (

    select number, text, case number
        when 1 then {{ literal('{"number":1,"name":"我\\"/","note":null}') }}
        else {{ literal('{"number":2,"name":"","note":"b"}') }}
    end
    from json

)

{{ differing('text') }}
