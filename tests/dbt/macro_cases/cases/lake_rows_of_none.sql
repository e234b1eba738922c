-- an export that nothing has come from yet: its columns are there, and no row
select name, later_column, file_row_number
from {{ lake_rows('rows/none/*.parquet') }}
