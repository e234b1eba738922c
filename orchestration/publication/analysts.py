"""What analysts query: `tongbao.duckdb`, made anew from checked tables and renamed into place.

Marts that speak of quarters are kept as Parquet, one file a mart and quarter, promoted only with
the run that passed its checks: a quarter whose checks fail keeps what its last good run left.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.permissions import readable_file, readable_folder
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only
from orchestration.transformation.project import manifest_path

if TYPE_CHECKING:
    import duckdb

WHOLE_TABLES = (
    "tickets",
    "cases",
    "licenses",
    "evaluations",
    "landed_files",
    "refused_rows",
    "quality_flags",
    "indicator_catalogue",
)
"""Tables that hold all quarters at once; none has personal data."""

QUARTER_MARTS = (
    "headline_indicators",
    "indicator_values",
    "unit_indicators",
    "counted_tickets",
    "counted_cases",
    "counted_licenses",
    "counted_evaluations",
    "counted_rows_by_file",
    "tickets_by_type",
    "tickets_by_topic",
    "tickets_by_week",
    "orders_by_unit",
    "cases_by_category",
    "cases_by_channel",
    "cases_by_unit",
    "licenses_by_unit_and_type",
    "evaluations_by_unit",
    "controls",
    "totals",
    "drift",
)
"""Marts with a row a quarter and something else."""

OLDEST_READER = "v1.0.0"
"""The oldest DuckDB that opens the database: a dashboard brings a DuckDB of its own, not ours."""


def promote_marts(folders: Folders, quarter: str) -> None:
    """Keep the checked marts of a quarter as `<warehouse>/marts/<mart>/<quarter>.parquet`.

    All of them or none: they are written apart, count as promoted with one rename, and a run that
    is killed while they move into place is finished by the next, of whatever quarter.
    """
    import duckdb

    finish_promotions(folders)
    draft = folders.build / "promoting"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    with connect_read_only(folders.build_database) as connection:
        of_the_quarter = duckdb.ColumnExpression("quarter") == duckdb.ConstantExpression(quarter)
        for mart in QUARTER_MARTS:
            rows = connection.table(f"marts.{mart}").filter(of_the_quarter)
            file = draft / f"{mart}.parquet"
            rows.order("all").write_parquet(str(file), compression="zstd")
            readable_file(file)
    _promoted(folders).mkdir(exist_ok=True)
    draft.rename(_promoted(folders) / quarter)
    finish_promotions(folders)


def finish_promotions(folders: Folders) -> None:
    """Move promoted marts into place, those of a run that was killed as well."""
    for promoted in sorted(_promoted(folders).glob("*")):
        for file in sorted(promoted.glob("*.parquet")):
            folder = folders.marts / file.stem
            readable_folder(folder)
            file.replace(folder / f"{promoted.name}.parquet")
        promoted.rmdir()


def _promoted(folders: Folders) -> Path:
    return folders.build / "promoted"


def replace_analysts_database(folders: Folders) -> None:
    """Make `tongbao.duckdb` anew beside the old one and rename it into place.

    A reader that holds the old file keeps it until it closes; no reader ever sees a half one.
    """
    import duckdb

    fresh = folders.build / "tongbao.duckdb"
    for leftover in (fresh, fresh.with_suffix(".duckdb.wal")):
        leftover.unlink(missing_ok=True)
    with duckdb.connect(
        str(fresh),
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "storage_compatibility_version": OLDEST_READER,
        },
    ) as connection:
        connection.execute("attach ? as build (read_only)", [str(folders.build_database)])
        for table in WHOLE_TABLES:
            connection.execute(f"create table {table} as from build.marts.{table}")
        for mart in QUARTER_MARTS:
            files = [str(path) for path in sorted((folders.marts / mart).glob("[0-9]*.parquet"))]
            connection.read_parquet(files, union_by_name=True).create(mart)
        _comment(connection)
        connection.execute("detach build")
        # closing would write it as well, and say nothing where the disk has no room for it
        connection.execute("checkpoint")
    readable_file(fresh)
    fresh.replace(folders.analysts_database)


def _comment(connection: duckdb.DuckDBPyConnection) -> None:
    """Carry the descriptions of the dbt project over as comments on tables and columns."""
    models = json.loads(manifest_path().read_text(encoding="utf-8"))["nodes"].values()
    for model in models:
        if model["resource_type"] != "model" or model["name"] not in WHOLE_TABLES + QUARTER_MARTS:
            continue
        table = model["name"]
        connection.execute(f"comment on table {table} is {literal(model['description'])}")
        for column in model["columns"].values():
            connection.execute(
                f'comment on column {table}."{column["name"]}" is {literal(column["description"])}'
            )
