"""The sample quarter built on both engines over one lake: every relation, cell by cell.

Run with `make test-spark`; it needs Java and takes minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.sample import write_sample
from orchestration.settings import Folders
from orchestration.sql import literal
from tests.dbt.calling import SPARK, call_dbt, statuses
from tests.quarter.conftest import Office

pytestmark = pytest.mark.spark


@dataclass(frozen=True)
class Engines:
    """A published quarter on DuckDB, and the same lake built and tested on Spark."""

    folders: Folders
    statuses_on_spark: dict[str, str]

    @property
    def spark_tables(self) -> Path:
        return self.folders.build / "spark" / "warehouse"


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    root = tmp_path_factory.mktemp("engines")
    folders = Folders(root / "raw", root / "warehouse")
    write_sample("2023Q2", folders.raw)
    ended = Office(folders).tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    call_dbt("build", folders=folders, target=root / "target", engine=SPARK)
    return Engines(folders, statuses(root / "target"))


@pytest.fixture
def connection(engines: Engines) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both builds: `ours` as DuckDB has them, and of Spark a view a table in `spark`."""
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(engines.folders.build_database))} as ours (read_only)"
        )
        connection.execute("attach ':memory:' as spark")
        connection.execute("set file_search_path = ?", [str(engines.folders.lake)])
        for folder in sorted(engines.spark_tables.glob("*.db/*")):
            schema, table = folder.parent.stem, folder.name
            connection.execute(f'create schema if not exists spark."{schema}"')
            connection.execute(
                f'create view spark."{schema}"."{table}" as'
                f" from read_parquet({literal(str(folder / '*.parquet'))})"
            )
        yield connection


def columns(connection: duckdb.DuckDBPyConnection, engine: str) -> dict[str, list[tuple[str, str]]]:
    """Each relation of an engine with its columns and their types."""
    rows = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns()"
        " where database_name = ? order by all",
        [engine],
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for relation, *column in rows:
        found.setdefault(relation, []).append((column[0], column[1]))
    return found


def test_every_test_and_unit_test_passes_on_spark(engines: Engines) -> None:
    went = list(engines.statuses_on_spark.values())
    # exposures are listed too, with nothing to do
    assert set(went) == {"success", "pass", "no-op"}
    assert went.count("pass") > 150


def test_both_engines_build_the_same_relations(connection: duckdb.DuckDBPyConnection) -> None:
    ours, spark = columns(connection, "ours"), columns(connection, "spark")
    assert len(ours) > 70
    assert spark == ours


def test_every_cell_is_the_same(connection: duckdb.DuckDBPyConnection) -> None:
    compared, differing = 0, {}
    for relation in columns(connection, "ours"):
        schema, table = relation.split(".")
        ours, spark = (
            f'select * from {engine}."{schema}"."{table}"' for engine in ("ours", "spark")
        )
        compared += connection.execute(f"select count(*) from ({spark})").fetchall()[0][0]
        for place, query in (("only on DuckDB", (ours, spark)), ("only on Spark", (spark, ours))):
            rows = connection.execute(" except all ".join(query)).fetchall()
            if rows:
                differing[f"{relation} {place}"] = (len(rows), rows[0])
    assert not differing
    assert compared > 500_000
