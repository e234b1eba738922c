"""The index of landed files: one row for each file ever landed, rewritten whole at each landing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.landing.lake import Lake
from orchestration.state import read_state

NAME = "files.parquet"
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

    @property
    def unknown_columns(self) -> list[str]:
        """Headers that the contract does not know: kept as landed, and reported as drift."""
        sheets = self.notes.get("sheets", [])
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
    """Return what the newest landing could not look at; nothing before the first one."""
    kept = read_state(lake / NOT_READ)
    try:
        return [NotRead(**each) for each in kept or ()]
    except TypeError:
        return []


def write_not_read(lake: Lake, not_read: Iterable[NotRead]) -> None:
    """Keep what a landing could not look at, in place of what the one before could not."""
    with lake.drafted(lake.folder / NOT_READ) as draft:
        draft.write_text(json.dumps(list(map(asdict, not_read)), ensure_ascii=False), "utf-8")


def read_index(lake: Lake) -> dict[tuple[str, str], LandedFile]:
    """Return the index by (export, file), empty before the first landing."""
    import pyarrow.parquet as pq

    path = lake.folder / NAME
    if not path.exists():
        return {}
    names = {f.name for f in fields(LandedFile)}
    rows = [
        {name: value for name, value in row.items() if name in names}
        for row in pq.read_table(path).to_pylist()
    ]
    files = [
        # an index of before contents had keys names their rows by the file's hash
        LandedFile(**{"content": row["sha256"], **row, "notes": json.loads(row["notes"])})
        for row in rows
    ]
    return {(file.export, file.file): file for file in files}


def write_index(lake: Lake, files: list[LandedFile]) -> None:
    """Replace the index, whole or not at all."""
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
        ]
    )
    rows = [
        {**asdict(file), "notes": json.dumps(file.notes, ensure_ascii=False)}
        for file in sorted(files, key=lambda file: (file.export, file.file))
    ]
    with lake.drafted(lake.folder / NAME) as draft:
        pq.write_table(pa.Table.from_pylist(rows, schema), draft)
