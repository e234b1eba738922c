-- either form as a whole, not the beginning of one or the end of the other
with cases (text, expected) as (

    values
    ('y', true), ('yes', true), ('是', true), ('yesterday', false), ('why', false), ('', false), (null, null)

)

{{ differing(matches_whole('text', "是|y|yes")) }}
