"""The tables of the schema `publication`, as they are published: their columns, rows in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.office.model import PARTS
from orchestration.periods import Period
from orchestration.publication.csv_writer import Cell
from orchestration.publication.files import published_files
from orchestration.transformation.build_database import connect_read_only

HELPER_COLUMNS = ("period", "line")
"""Columns of a publication table that order its rows and are not published."""


@dataclass(frozen=True)
class PublishedTable:
    """A published table of one period."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]

    def header(self, period: Period) -> tuple[str, ...]:
        """Return the columns as they are published: 上期 in the words of the period's kind."""
        return tuple(map(period.worded, self.columns))


def read_published_tables(
    database: Path, period: Period, parts: Collection[str] = PARTS
) -> dict[str, PublishedTable]:
    """Return every published table of a period, by its name."""
    tables = {}
    with connect_read_only(database) as connection:
        for file in published_files(parts):
            columns = connection.table(f'publication."{file.table}"').columns
            shown = [i for i, name in enumerate(columns) if name not in HELPER_COLUMNS]
            lines = connection.execute(
                f'select * from publication."{file.table}" where period = ? order by line',  # noqa: S608
                [period.key],
            ).fetchall()
            tables[file.table] = PublishedTable(
                tuple(columns[i] for i in shown), [tuple(line[i] for i in shown) for line in lines]
            )
    return tables


def read_worded_tables(
    database: Path, period: Period, parts: Collection[str] = PARTS
) -> dict[str, PublishedTable]:
    """Return the same tables with their columns as they are published."""
    tables = read_published_tables(database, period, parts)
    return {name: replace(table, columns=table.header(period)) for name, table in tables.items()}
