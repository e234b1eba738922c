"""`datapackage.json` (Frictionless Data Package v2): what each file holds and came from."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from orchestration.office.kinds import kinds_of
from orchestration.office.read import load_office
from orchestration.periods import Period
from orchestration.planning.plan import Plan
from orchestration.publication.dictionary import COLUMNS, described_columns
from orchestration.publication.files import (
    CHANGES,
    CHANGES_DATA,
    CHARTS,
    DATAPACKAGE,
    DICTIONARY,
    DOCUMENTS,
    Document,
    PublishedFile,
    published_files,
)
from orchestration.publication.journal import hash_of
from orchestration.publication.page.drawing import Drawing
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

_FIELD_TYPES = {"BIGINT": "integer", "DECIMAL(18,2)": "number", "VARCHAR": "string"}


def write_datapackage(
    draft: Path,
    folders: Folders,
    plan: Plan,
    rows: Mapping[str, int],
    charts: Mapping[str, Drawing],
) -> Path:
    """Write the package's description beside the drafted files and return its path.

    `rows` gives the rows of each CSV by its file name, `charts` each picture by its title. The
    description holds no time of its own making, so that the same inputs give the same bytes.
    """
    whose, database = plan.district, folders.build_database
    office = load_office(folders.office)
    files, kinds = published_files(office.parts), kinds_of(office.units, whose)
    # a reader who gets one district's publications has no need to be told whose they are
    name = whose.name if whose.folder else ""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "-".join(filter(None, ("tongbao", whose.folder, plan.period.key.lower()))),
        "title": f"{name}{plan.period.title}通报",
        **({"district": whose.code} if whose.folder else {}),
        "period": plan.period.key,
        "periodKind": plan.period.kind.value,
        "asOf": plan.as_of.isoformat(),
        "office": _office(folders),
        "resources": [
            *(_published(draft, file, database, rows, plan.period, kinds) for file in files),
            _dictionary(draft, rows),
            *(_document(draft, document) for document in _documents(draft)),
            *(_document(draft, _chart(title, chart)) for title, chart in charts.items()),
        ],
        "inputs": _inputs(database),
    }
    path = draft / DATAPACKAGE
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _office(folders: Folders) -> dict[str, Any]:
    """Return which office it is, with the hash of each of its files."""
    office = load_office(folders.office)
    return {
        "name": office.name,
        "district": office.district,
        "digest": f"sha256:{office.digest}",
        "files": [
            {"path": name, "hash": f"sha256:{digest}"} for name, digest in office.files.items()
        ],
    }


def _published(
    draft: Path,
    file: PublishedFile,
    database: Path,
    rows: Mapping[str, int],
    period: Period,
    kinds: Collection[str],
) -> dict[str, Any]:
    name, fields = file.table.replace("_", "-"), _fields(database, file.table, period)
    return _table(draft / file.name, name, file.title_for(kinds), fields, rows)


def _dictionary(draft: Path, rows: Mapping[str, int]) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in COLUMNS]
    return _table(draft / DICTIONARY, "data-dictionary", "数据字典", fields, rows)


def _table(
    path: Path, name: str, title: str, fields: list[dict[str, str]], rows: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
        "rowCount": rows[path.name],
        **_bytes(path),
    }


def _documents(draft: Path) -> list[Document]:
    """Return what stands beside the tables; the changes, once there is a version before."""
    changes = [each for each in (CHANGES, CHANGES_DATA) if (draft / each.name).is_file()]
    return [*DOCUMENTS, *changes]


def _chart(title: str, chart: Drawing) -> Document:
    return Document(f"{CHARTS}/{title}.svg", f"chart-{chart.key}", title, "svg", "image/svg+xml")


def _document(draft: Path, document: Document) -> dict[str, Any]:
    """Describe a file that is no table: it has no type, since `table` is the only one there is."""
    return {
        "name": document.resource,
        "title": document.title,
        "path": document.name,
        "format": document.format,
        "mediatype": document.mediatype,
        **_bytes(draft / document.name),
    }


def _bytes(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": hash_of(path)}


def _fields(database: Path, table: str, period: Period) -> list[dict[str, str]]:
    with connect_read_only(database) as connection:
        columns = connection.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = 'publication' and table_name = ?"
            " and column_name not in ('period', 'line') order by ordinal_position",
            [table],
        ).fetchall()
    described = described_columns(table)
    return [
        {
            "name": period.worded(name),
            "type": _FIELD_TYPES[kind],
            "description": period.worded(described[name]["description"]),
        }
        for name, kind in columns
    ]


def _inputs(database: Path) -> list[dict[str, Any]]:
    """Return every landed file, with how many of its rows count in each period spoken of."""
    with connect_read_only(database) as connection:
        files = connection.execute(
            "select export, file, sha256, status, data_rows from marts.landed_files"
            " order by export, file"
        ).fetchall()
        counted: dict[str, dict[str, int]] = {}
        for file, period, rows in connection.execute(
            "select file, reference_period, counted_rows from marts.counted_rows_by_file"
            " order by file, reference_period desc"
        ).fetchall():
            counted.setdefault(file, {})[period] = rows
    return [
        {
            "export": export,
            "path": file,
            "hash": f"sha256:{sha256}",
            "status": status,
            "rowCount": rows,
            "countedRows": counted.get(file, {}),
        }
        for export, file, sha256, status, rows in files
    ]
