-- held to Python's own normalization
with cases as (

    select text, form as expected
    from {{ lake_rows('texts.parquet') }}

)

{{ differing(compatibility_form('text')) }}
