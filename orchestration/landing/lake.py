"""The lake: one Parquet file a content, named by its key, renamed into place when whole."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import BadCall
from orchestration.landing.compatibility import compatibility_table
from orchestration.landing.contract import Contract

if TYPE_CHECKING:
    import pyarrow as pa

EMPTY = "no_rows.parquet"
"""Has every column and no row; Spark would pass over it if its name began with `_`."""

HASH_KEY = "hash_key.parquet"

COMPATIBILITY = "compatibility.parquet"

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""Errors of the lake's disk, not of a file that is read."""

BATCH_ROWS = 50_000
BATCH_CHARACTERS = 32 * 1024 * 1024


@dataclass(frozen=True)
class ContentResult:
    """What landing a content gave; `reason` is None unless it was refused."""

    data_rows: int
    reason: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)


class Lake:
    """The folder of landed contents; private, since it holds personal data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._private(folder)
            self._private(folder / "tmp")
        except OSError as error:
            raise BadCall(f"the lake {folder} cannot be written ({error.strerror})") from None

    def remove_leftovers(self) -> None:
        """Remove what a killed landing left; only for the one that lands, never for a reader."""
        for leftover in (self.folder / "tmp").iterdir():
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()

    def rows(self, export: str) -> Path:
        """Return the folder of an export's contents."""
        return self._private(self._private(self.folder / "rows") / export)

    def ensure_empty(self, contract: Contract) -> None:
        """Keep a file without rows for each export, so that a reader always finds all columns."""
        import pyarrow.parquet as pq

        path = self.rows(contract.export) / EMPTY
        schema = lake_schema(contract)
        if path.exists() and pq.read_schema(path).equals(schema):
            return
        with self.drafted(path) as draft:
            pq.write_table(schema.empty_table(), draft)

    def ensure_hash_key(self) -> None:
        """Keep the secret with which callers and replies are hashed; made once, never shown."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self.folder / HASH_KEY
        if path.exists():
            return
        with self.drafted(path) as draft:
            pq.write_table(pa.table({"hash_key": [secrets.token_hex(32)]}), draft)

    def ensure_compatibility(self) -> None:
        """Keep the compatibility forms of the interpreter's Unicode, by which words compare."""
        import pyarrow.parquet as pq

        path = self.folder / COMPATIBILITY
        version = unicodedata.unidata_version.encode()
        if path.exists() and (pq.read_schema(path).metadata or {}).get(b"unicode") == version:
            return
        with self.drafted(path) as draft:
            pq.write_table(compatibility_table(), draft, compression="zstd")

    def result(self, export: str, content: str) -> ContentResult | None:
        """Return what an earlier landing of this content gave, None if it must be landed."""
        path = self.rows(export) / f"{content}.json"
        try:
            result = ContentResult(**json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        if result.reason is None and not (self.rows(export) / f"{content}.parquet").exists():
            return None
        return result

    def keep_result(self, export: str, content: str, result: ContentResult) -> None:
        """Remember what landing a content gave."""
        with self.drafted(self.rows(export) / f"{content}.json") as draft:
            draft.write_text(json.dumps(asdict(result), ensure_ascii=False), encoding="utf-8")

    def forget(self, export: str, content: str) -> None:
        """Remove what landing a content gave."""
        for suffix in (".json", ".parquet"):
            (self.rows(export) / f"{content}{suffix}").unlink(missing_ok=True)

    @property
    def contents(self) -> Path:
        """The folder of the bytes of every content that was ever landed or refused."""
        return self._private(self.folder / "contents")

    @contextmanager
    def drafted(self, path: Path) -> Iterator[Path]:
        """Give a path to write to; what was written there becomes `path` if the block ends well."""
        draft = self.folder / "tmp" / f"{os.getpid()}-{path.name}"
        try:
            yield draft
            draft.chmod(0o600)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    @staticmethod
    def _private(folder: Path) -> Path:
        if not folder.is_dir():
            folder.mkdir(parents=True, mode=0o700)
            folder.chmod(0o700)
        return folder


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
            ("_unknown", text),
            *((column.name, text) for column in contract.columns),
        ]
    )


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
        shaped: tuple[str | None, str | None, list[str | None]],
    ) -> None:
        """Add one row."""
        surplus, unknown, known = shaped
        self._rows.append((sheet, sheet_number, number, None, surplus, unknown, *known))
        self.count += 1
        self._characters += sum(map(len, filter(None, known)))
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
