"""The index of landed files: one row for each file ever landed, rewritten whole at each landing."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.errors import DataRefused
from orchestration.landing.lake import Lake
from orchestration.landing.own_exports import landed_exports
from orchestration.state import read_state

NAME = "files.parquet"
COPY = "files.copy.parquet"
"""The same as the index, from which it is read where that is damaged."""

DIGESTS = "files.json"
"""The SHA-256 of the index as it was written last, and of the one before."""

NOT_READ = "not_read.json"


@dataclass(frozen=True)
class LandedFile:
    """A file of the raw folder: what it holds, when it was exported, and how landing it ended.

    `content` is the key under which its rows lie; empty where its bytes could not be read.
    """

    export: str
    file: str
    sha256: str
    export_time: datetime | None
    status: str
    reason: str | None
    data_rows: int
    present: bool = True
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    notes: dict[str, Any] = field(default_factory=dict)
    content: str = ""
    not_data: int = 0
    """Rows below the header that are no data, blank ones apart."""

    @property
    def unknown_columns(self) -> list[str]:
        """Headers that the contract does not know: kept as landed, and reported as drift."""
        sheets = self.notes.get("sheets", [])
        return sorted({name for sheet in sheets for name in sheet["unknown_columns"]})

    @property
    def quotable_columns(self) -> list[str]:
        """Those of the unknown headers that a message may name."""
        sheets = [sheet for sheet in self.notes.get("sheets", []) if sheet.get("may_quote")]
        return sorted({name for sheet in sheets for name in sheet["unknown_columns"]})


@dataclass(frozen=True)
class NotRead:
    """A file or folder that a landing could not look at; `stands`: it counts as it did before."""

    export: str
    file: str
    reason: str
    stands: bool

    @property
    def line(self) -> str:
        """What a person should know of it."""
        how = "it counts as it was before" if self.stands else "it is not counted yet"
        return f"NOT LANDED {self.file}: {self.reason}; {how}"


def read_not_read(lake: Path) -> list[NotRead]:
    """Return what the newest landing could not look at, of what the office has."""
    kept = read_state(lake / NOT_READ)
    own = landed_exports(lake)
    try:
        return [found for each in kept or () if (found := NotRead(**each)).export in own]
    except TypeError:
        return []


def write_not_read(lake: Lake, not_read: Iterable[NotRead]) -> None:
    """Keep what a landing could not look at, in place of what the one before could not."""
    with lake.drafted(lake.folder / NOT_READ) as draft:
        draft.write_text(json.dumps(list(map(asdict, not_read)), ensure_ascii=False), "utf-8")


def read_index(lake: Lake) -> dict[tuple[str, str], LandedFile]:
    """Return the index by (export, file), empty before the first landing.

    Where it is damaged or away its copy is taken. Raises DataRefused where neither can be read.
    """
    path, copy = lake.folder / NAME, lake.folder / COPY
    if not path.exists() and not copy.exists():
        return {}
    known = read_state(lake.folder / DIGESTS) or []
    as_written = [each for each in (path, copy) if _digest(each) in known]
    # one from a backup, or of an earlier program, has a digest that nobody noted
    tried = (_read(each) for each in (*as_written, path, copy))
    files = next((files for files in tried if files is not None), None)
    if files is None:
        raise DataRefused(
            f"{path}, which knows every file ever landed, is damaged, and so is {copy.name}:"
            " restore one of them from a backup; or remove both, and what the raw folder holds now"
            " is landed anew, but files that are gone from there no longer count"
        )
    return {(file.export, file.file): file for file in files}


def read_own_files(lake: Path) -> list[LandedFile]:
    """Return the landed files of the exports that the lake's office has: those that are told of."""
    own = landed_exports(lake)
    return [file for file in read_index(Lake(lake)).values() if file.export in own]


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _read(path: Path) -> list[LandedFile] | None:
    """Return the files of an index, None where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = {f.name for f in fields(LandedFile)}
    try:
        table = pq.ParquetFile(path, page_checksum_verification=True).read()
        rows = [
            {name: value for name, value in row.items() if name in names}
            for row in table.to_pylist()
        ]
        return [
            # an index of before contents had keys names their rows by the file's hash
            LandedFile(**{"content": row["sha256"], **row, "notes": json.loads(row["notes"])})
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def write_index(lake: Lake, files: list[LandedFile]) -> None:
    """Replace the index and its copy, each whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            ("export", pa.string()),
            ("file", pa.string()),
            ("sha256", pa.string()),
            ("export_time", pa.timestamp("us")),
            ("status", pa.string()),
            ("reason", pa.string()),
            ("data_rows", pa.int64()),
            ("present", pa.bool_()),
            ("size", pa.int64()),
            ("mtime_ns", pa.int64()),
            ("ctime_ns", pa.int64()),
            ("notes", pa.string()),
            ("content", pa.string()),
            ("not_data", pa.int64()),
        ]
    )
    rows = [
        {**asdict(file), "notes": json.dumps(file.notes, ensure_ascii=False)}
        for file in sorted(files, key=lambda file: (file.export, file.file))
    ]
    written = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema), written, write_page_checksum=True)
    index = written.getvalue()
    # those of before and after: whenever this is killed, each of the two is known
    digests = [hashlib.sha256(index).hexdigest(), _digest(lake.folder / NAME)]
    with lake.drafted(lake.folder / DIGESTS) as draft:
        draft.write_text(json.dumps(digests), "utf-8")
    for name in (COPY, NAME):
        with lake.drafted(lake.folder / name) as draft:
            draft.write_bytes(index)
