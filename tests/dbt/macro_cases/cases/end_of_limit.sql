-- a date alone ends with its day, in whatever form; a midnight that is written stays
with texts (text, expected) as (

    values
    ('2023-07-01', timestamp '2023-07-01 23:59:59'), ('2023/7/1', timestamp '2023-07-01 23:59:59'),
    ('2023年7月1日', timestamp '2023-07-01 23:59:59'), ('20230701', timestamp '2023-07-01 23:59:59'),
    ('２０２３－０７－０１', timestamp '2023-07-01 23:59:59'), ('="2023-07-01"', timestamp '2023-07-01 23:59:59'),
    ('45108', timestamp '2023-07-01 23:59:59'), ('45108.0', timestamp '2023-07-01 23:59:59'),
    ('13/7/2023', timestamp '2023-07-13 23:59:59'),
    ('45108.5', timestamp '2023-07-01 12:00:00'),
    ('2023-07-01 00:00:00', timestamp '2023-07-01 00:00:00'), ('2023/7/1 0:00', timestamp '2023-07-01 00:00:00'),
    ('2023年7月1日 0时0分', timestamp '2023-07-01 00:00:00'), ('20230701000000', timestamp '2023-07-01 00:00:00'),
    ('2023-07-01T00:00:00+08:00', timestamp '2023-07-01 00:00:00'), ('2023-07-01 24:00', timestamp '2023-07-02 00:00:00'),
    ('２０２３－０７－０１　００：００', timestamp '2023-07-01 00:00:00'),
    ('2023-07-01 17:30', timestamp '2023-07-01 17:30:00'),
    ('明天', null), ('', null), (null, null)

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

{{ differing(end_of_limit('form', 'time')) }}
