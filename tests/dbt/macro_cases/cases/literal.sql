-- by length as well: an escape that is taken apart would shorten the text
with cases (text, characters, expected) as (

    values
    ({{ literal("") }}, 0, 0),
    ({{ literal("it's") }}, 4, 4),
    ({{ literal("''") }}, 2, 2),
    ({{ literal("a\\d") }}, 3, 3),
    ({{ literal("\\\\") }}, 2, 2),
    ({{ literal("\\'") }}, 2, 2),
    ({{ literal("\\n%_\"`$1") }}, 8, 8),
    ({{ literal("两\n行") }}, 3, 3)

)

{{ differing('length(text)') }}
union all
select text, characters, characters, length(text)
from cases
where characters = 3 and text not in ({{ literal("a\\d") }}, {{ literal("两\n行") }})
