with cases (text, expected) as (

    values
    ('#N/A', true), ('#n/a', true), ('#VALUE!', true), ('#REF!', true), ('#DIV/0!', true), ('#NAME?', true),
    ('#NUM!', true), ('#NULL!', true), ('#SPILL!', true), ('#CALC!', true), ('#GETTING_DATA', true), ('#FIELD!', true),
    ('#UNCOMPUTED!', true), ('#uncomputed!', true), ('########', true), ('Err:502', true), ('err:508', true),
    ('#12345', false), ('#A12', false), ('#', false), ('#N/A号', false), ('见#REF!', false), ('#话题#', false),
    ('Err:', false), ('', false), (null, false)

)

{{ differing(is_unknown('text')) }}
