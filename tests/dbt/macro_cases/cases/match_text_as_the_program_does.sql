-- names on the command line and in an office's files are compared in Python
with cases as (

    select text, word as expected
    from {{ lake_rows('texts.parquet') }}

)

{{ differing(match_text('text')) }}
