"""Rows of one content, written to Parquet as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.landing.contract import Contract
from orchestration.landing.schemas import lake_schema
from orchestration.landing.table import ShapedRow

BATCH_ROWS = 50_000
BATCH_CHARACTERS = 32 * 1024 * 1024


class ContentWriter:
    """Writes shaped rows of one content to Parquet in batches."""

    def __init__(self, path: Path, contract: Contract, content: str) -> None:
        import pyarrow.parquet as pq

        self._schema = lake_schema(contract)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._content = content
        self._rows: list[tuple[Any, ...]] = []
        self._characters = 0
        self.count = 0

    def __enter__(self) -> ContentWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(
        self,
        sheet: str,
        sheet_number: int,
        number: int,
        shaped: ShapedRow,
    ) -> None:
        """Add one row."""
        surplus, missing, unknown, known = shaped
        self._rows.append((sheet, sheet_number, number, None, surplus, missing, unknown, *known))
        self.count += 1
        self._characters += sum(map(len, filter(None, (surplus, unknown, *known))))
        if len(self._rows) >= BATCH_ROWS or self._characters >= BATCH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if not self._rows:
            return
        columns = [[self._content] * len(self._rows), *map(list, zip(*self._rows, strict=True))]
        arrays = [
            pa.array(column, kind.type) for column, kind in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
        self._characters = 0
