-- SHA-256 of key and text in UTF-8, in hexadecimal: the same hash whatever engine made it
with cases (text, expected) as (

    values
    ('', '8254c329a92850f6d539dd376f4816ee2764517da5e0235514af433164480d7a'),
    ('13900000000', 'fec541ac431fc4510be5f78e785e8ce7c2cc10a250d40aadda0bdc91252914b2'),
    ('已办结。', '6df85a2fbaf15687742dcfab94307f17455702c3f4bb17a8d9d9018cb4549244'),
    (null, null)

)

{{ differing(keyed_hash("'k'", 'text')) }}
