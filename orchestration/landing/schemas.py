"""The columns of the lake's tables of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.landing.contract import Contract

if TYPE_CHECKING:
    import pyarrow as pa


def lake_schema(contract: Contract) -> pa.Schema:
    """Return the columns of a landed content: where each row stood, then the contract's, as text.

    `_row` is the row as a person sees it in the file or sheet; where it is null, it is
    `_first_row` plus the row's place in the Parquet file.
    """
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("_content", text),
            ("_sheet", text),
            ("_sheet_number", pa.int32()),
            ("_row", pa.int64()),
            ("_first_row", pa.int64()),
            ("_extra", text),
            ("_missing_fields", pa.int32()),
            ("_unknown", text),
            *((column.name, text) for column in contract.columns),
        ]
    )


def not_data_schema() -> pa.Schema:
    """Return the columns of the rows that are no data; `row_number` is null for those not listed
    one by one.
    """
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("export", text),
            ("_content", text),
            ("sheet", text),
            ("sheet_number", pa.int32()),
            ("row_number", pa.int64()),
            ("reason", text),
        ]
    )
