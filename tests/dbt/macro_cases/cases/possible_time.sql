with cases (form, expected) as (

    values
    ('2000-01-01 00:00:00', timestamp '2000-01-01 00:00:00'), ('2100-12-31 23:59:59', timestamp '2100-12-31 23:59:59'),
    ('1999-12-31 23:59:59', null), ('2101-01-01 00:00:00', null), ('0023-05-01', null), ('0001-01-01', null),
    ('1970-01-01 08:00:00', null), ('9999-12-31T23:59:59-12:00', null), ('9999-12-31T23:59:59+08:00', null),
    ('1900-01-01 12:00', null), ('明天', null), (null, null)

)

{{ differing(possible_time(read_time('form', year_first('form')))) }}
