"""`datapackage.json` (Frictionless Data Package v2): what each file holds and came from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from orchestration.planning.plan import Plan
from orchestration.publication.files import DOCUMENTS, PUBLISHED_FILES, Document, PublishedFile
from orchestration.transformation.build_database import connect_read_only

NAME = "datapackage.json"
_FIELD_TYPES = {"BIGINT": "integer", "DECIMAL(18,2)": "number", "VARCHAR": "string"}


def write_datapackage(draft: Path, plan: Plan, database: Path, rows: dict[str, int]) -> Path:
    """Write the package's description beside the drafted files and return its path.

    It holds no time of its own making, so that the same inputs give the same bytes.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"tongbao-{plan.quarter.key.lower()}",
        "title": f"{plan.quarter.year}年第{plan.quarter.number}季度通报",
        "quarter": plan.quarter.key,
        "asOf": plan.as_of.isoformat(),
        "resources": [
            *(_resource(draft, file, database, rows) for file in PUBLISHED_FILES),
            *(_document(draft, document) for document in DOCUMENTS),
        ],
        "inputs": _inputs(database),
    }
    path = draft / NAME
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _resource(
    draft: Path, file: PublishedFile, database: Path, rows: dict[str, int]
) -> dict[str, Any]:
    content = (draft / file.name).read_bytes()
    return {
        "name": file.table.replace("_", "-"),
        "title": file.title,
        "path": file.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "header": True},
        "schema": {"fields": _fields(database, file.table), "missingValues": [""]},
        "rowCount": rows[file.name],
        **_bytes(content),
    }


def _document(draft: Path, document: Document) -> dict[str, Any]:
    """Describe a file that is no table: it has no type, since `table` is the only one there is."""
    return {
        "name": document.resource,
        "title": document.title,
        "path": document.name,
        "format": document.format,
        "mediatype": document.mediatype,
        **_bytes((draft / document.name).read_bytes()),
    }


def _bytes(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def _fields(database: Path, table: str) -> list[dict[str, str]]:
    with connect_read_only(database) as connection:
        columns = connection.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = 'publication' and table_name = ?"
            " and column_name not in ('quarter', 'line') order by ordinal_position",
            [table],
        ).fetchall()
    return [{"name": name, "type": _FIELD_TYPES[kind]} for name, kind in columns]


def _inputs(database: Path) -> list[dict[str, Any]]:
    with connect_read_only(database) as connection:
        files = connection.execute(
            "select export, file, sha256, status, data_rows from marts.landed_files"
            " order by export, file"
        ).fetchall()
    names = ("export", "path", "hash", "status", "rowCount")
    return [
        dict(zip(names, (export, file, f"sha256:{sha256}", status, rows), strict=True))
        for export, file, sha256, status, rows in files
    ]
