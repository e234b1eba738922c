with texts (text, expected) as (

    values
    ('2023-04-01 09:30:00', cast(null as string)), ('-', null), (' NULL ', null), ('nan', null), ('', null), (null, null),
    ('="-"', null),
    ('0000-00-00', 'impossible'), ('0000-00-00 00:00:00', 'impossible'), ('0000/0/0', 'impossible'), ('00000000', 'impossible'),
    ('0001-01-01', 'impossible'), ('1753-01-01 00:00:00', 'impossible'), ('1899/12/30', 'impossible'),
    ('1899-12-31 12:00', 'impossible'), ('1900-01-00', 'impossible'), ('1900/1/0 0:00:00', 'impossible'),
    ('1900年1月1日', 'impossible'), ('9999-12-31 23:59:59', 'impossible'), ('1970-01-01 08:00:00', 'impossible'),
    ('0', 'impossible'), ('1', 'impossible'), ('2.0', 'impossible'), ('0.395833', 'impossible'),
    ('0024-07-15', 'impossible'), ('1999-12-31', 'impossible'), ('2101-01-01', 'impossible'), ('36525', 'impossible'),
    ('#VALUE!', 'unknown'), ('="#N/A"', 'unknown'), ('＃ＲＥＦ！', 'unknown'), ('######', 'unknown'),
    ('明天', 'unreadable'), ('2023-13-01', 'unreadable'), ('2023-02-30 00:00:00', 'unreadable'), ('3', 'unreadable'),
    ('4/1/2023', 'unreadable'), ('1900-01-001', 'unreadable')

),

forms as (

    select *, {{ time_form('text') }} as form
    from texts
    cross join {{ lake_rows('compatibility.parquet') }} as compatibility

),

cases as (

    select text, expected, form, {{ read_time('form', year_first('form')) }} as time
    from forms

)

{{ differing(time_fault('form', 'time', possible_time('time'))) }}
