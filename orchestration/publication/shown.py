"""What the Dagster UI shows of a publication: its tables' first rows, its charts, its files."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

import dagster as dg

from orchestration.office.model import PARTS
from orchestration.publication.csv_writer import Cell
from orchestration.publication.files import published_files
from orchestration.publication.page.drawing import Drawing
from orchestration.publication.tables import PublishedTable
from orchestration.publication.versions import files_of

_ROWS_SHOWN = 10
_KINDS: dict[type, str] = {int: "integer", Decimal: "number", str: "string"}


def previews(
    tables: Mapping[str, PublishedTable], parts: Collection[str] = PARTS
) -> dict[str, dg.TableMetadataValue]:
    """Return the first rows of each published table, by the name of its file."""
    return {file.name: _preview(tables[file.table]) for file in published_files(parts)}


def pictures(charts: Mapping[str, Drawing]) -> dict[str, dg.MarkdownMetadataValue]:
    """Return each chart as a picture, by its title."""
    return {
        title: dg.MetadataValue.md(f"![{title}](data:image/svg+xml;base64,{_encoded(chart)})")
        for title, chart in charts.items()
    }


def paths(folder: Path) -> dict[str, dg.PathMetadataValue]:
    """Return where each file of a version lies, to be copied where no link opens it."""
    return {name: dg.MetadataValue.path(path) for name, path in files_of(folder).items()}


def _preview(table: PublishedTable) -> dg.TableMetadataValue:
    columns = [
        dg.TableColumn(name, _kind([row[place] for row in table.rows]))
        for place, name in enumerate(table.columns)
    ]
    records = [
        dg.TableRecord(dict(zip(table.columns, map(_plain, row), strict=True)))
        for row in table.rows[:_ROWS_SHOWN]
    ]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _kind(values: list[Cell]) -> str:
    return next((_KINDS[type(value)] for value in values if value is not None), "string")


def _plain(value: Cell) -> str | int | None:
    """Return a cell as Dagster keeps it: a decimal as it is published, not as floating point."""
    return str(value) if isinstance(value, Decimal) else value


def _encoded(chart: Drawing) -> str:
    return base64.b64encode(chart.picture().encode()).decode()
