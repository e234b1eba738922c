"""`数据字典.csv`: every column of every published table, every indicator, in words.

Made from dbt's manifest, whose descriptions of counted columns come from the catalogue, and from
the catalogue itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.catalogue.describe import figure_in_english
from orchestration.office.model import PARTS
from orchestration.periods import Period
from orchestration.publication.analysts import (
    DISTRICT,
    KIND,
    PERIOD_MARTS,
    described_district,
    described_kind,
    tables_of,
)
from orchestration.publication.csv_writer import Cell, write_csv
from orchestration.publication.files import published_files
from orchestration.publication.tables import HELPER_COLUMNS
from orchestration.transformation.build_database import connect_read_only
from orchestration.transformation.descriptions import in_chinese, in_english
from orchestration.transformation.project import read_manifest

COLUMNS = ("所属", "名称", "类型", "说明", "英文说明")
"""Of each line: the file, the table or the catalogue it belongs to; column or code; type; words."""

ANALYSTS, CATALOGUE = "tongbao.duckdb", "指标目录"


@cache
def _models() -> dict[str, dict[str, Any]]:
    nodes = read_manifest()["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] == "model"}


def described_columns(table: str) -> dict[str, dict[str, str]]:
    """Return a model's columns by name: each one's `type` in SQL, `description` and `english`."""
    return {
        column["name"]: {
            "type": column["data_type"] or "",
            "description": in_chinese(column["description"]),
            "english": in_english(column["description"]),
        }
        for column in _models()[table]["columns"].values()
    }


def write_dictionary(
    path: Path, database: Path, period: Period, parts: Collection[str] = PARTS
) -> int:
    """Write the data dictionary of what an office has and return how many lines it has.

    Columns of the period's files are called what they are called there: 上月, 上季度, 上年.
    """
    return write_csv(path, COLUMNS, _lines(database, period, parts))


def _lines(database: Path, period: Period, parts: Collection[str]) -> Iterator[tuple[Cell, ...]]:
    for file in published_files(parts):
        for name, column in described_columns(file.table).items():
            if name not in HELPER_COLUMNS:
                words = period.worded(column["description"])
                shown = column | {"description": words}
                yield (file.name, period.worded(name), *shown.values())
    for table in tables_of(parts):
        of, words = f"{ANALYSTS} {table}", str(_models()[table]["description"])
        yield (of, "", "table", in_chinese(words), in_english(words))
        for name, column in described_columns(table).items():
            yield (of, name, *column.values())
        if table in PERIOD_MARTS:
            for name, words in ((KIND, described_kind()), (DISTRICT, described_district())):
                yield (of, name, "string", in_chinese(words), in_english(words))
    yield from _indicators(database)


def _indicators(database: Path) -> Iterator[tuple[Cell, ...]]:
    with connect_read_only(database) as connection:
        catalogue = connection.execute(
            "select indicator_code, indicator_name, indicator_unit, definition, caveats,"
            " numerator_column, denominator_column"
            " from marts.indicator_catalogue order by sort_order, indicator_code"
        ).fetchall()
    for code, name, unit, definition, caveats, *columns in catalogue:
        words = "。".join(text for text in (f"{name}：{definition}", caveats) if text)
        yield (CATALOGUE, code, unit, f"{words}。", figure_in_english(*columns))
