"""A published version, read back from its own folder alone."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.errors import BadCall
from orchestration.publication.files import DATAPACKAGE, PUBLISHED_FILES, PublishedFile


@dataclass(frozen=True)
class PublishedTable:
    """A CSV as it was published: its columns and its rows as text."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Input:
    """A landed file as a version knew it: its hash, status and counted rows by period."""

    export: str
    path: str
    hash: str
    status: str
    counted_rows: dict[str, int]


@dataclass(frozen=True)
class Version:
    """What a version's folder says: its files and tables by table, the landed files, hashes."""

    name: str
    title: str
    as_of: datetime
    files: dict[str, PublishedFile]
    tables: dict[str, PublishedTable]
    inputs: dict[str, Input]
    hashes: dict[str, str]


def read_version(folder: Path, name: str | None = None) -> Version:
    """Read a version's folder; `name` is what it is called where the folder is still a draft.

    Raises BadCall where a file that the comparison needs is not there or cannot be read.
    """
    try:
        package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        found = [file.found_in(folder) for file in PUBLISHED_FILES]
        files = {file.table: file for file in found if file is not None}
        return Version(
            name=name or folder.name,
            title=package["title"],
            as_of=datetime.fromisoformat(package["asOf"]),
            files=files,
            tables={table: _table(folder / file.name) for table, file in files.items()},
            inputs={each["path"]: _input(each) for each in package["inputs"]},
            hashes={each["path"]: each["hash"] for each in package["resources"]},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadCall(
            f"{folder} cannot be read as a publication ({error}): `tongbao verify` says what was"
            " touched"
        ) from None


def _table(path: Path) -> PublishedTable:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        rows = tuple(dict(row) for row in reader)
        return PublishedTable(tuple(reader.fieldnames or ()), rows)


def _input(described: dict[str, Any]) -> Input:
    return Input(
        described["export"],
        described["path"],
        described["hash"],
        described["status"],
        described.get("countedRows", {}),
    )
