"""The sample period on both engines, over one lake: every relation, suite and published byte.

Run with `make test-spark`; it needs Java and takes minutes.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.checks.assets import MART_SUITES
from orchestration.checks.validate import validate
from orchestration.sample import write_sample
from orchestration.settings import REPOSITORY, Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import read_table
from tests.dbt.calling import SPARK, call_dbt, statuses
from tests.quarter.conftest import Office

pytestmark = pytest.mark.spark

PROGRAMS = REPOSITORY / ".venv-spark" / "bin"

SPOILT = {
    "totals": "case when rule = 'orders_counted' then 1 else difference end as difference",
    "controls": "case when indicator_code = 'tickets.total' then false else is_met end as is_met",
    "landed_files": "case when file = (select max(file) from good.marts.landed_files)"
    " then accepted + 1 else accepted end as accepted",
    "drift": "case when kind = 'share' then null else moved end as moved",
}
"""What is put in a mart in the place of one of its columns, so that its suite finds something."""


@dataclass(frozen=True)
class Engines:
    """The warehouses of a period that DuckDB built and of the same that Spark built."""

    duckdb: Folders
    spark: Folders


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    root = tmp_path_factory.mktemp("engines")
    ours, sparks = (Folders(root / "raw", root / name) for name in ("duckdb", "spark"))
    write_sample("2023Q2", ours.office, ours.raw)
    ended = Office(ours).tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    # with the key, or hashes would differ
    shutil.copytree(ours.lake, sparks.lake)
    arguments = ("run", "2023Q2", "--engine", "spark")
    folders = ("--raw", str(sparks.raw), "--warehouse", str(sparks.warehouse))
    done = subprocess.run(
        [str(PROGRAMS / "tongbao"), *arguments, *folders],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "warn" not in done.stderr.lower(), "what Spark has to say goes to its log"
    return Engines(ours, sparks)


@pytest.fixture
def connection(engines: Engines) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both builds: in `ours` as DuckDB has them, in `spark` a view of each table's files."""
    with duckdb.connect() as connection:
        database = literal(str(engines.duckdb.build_database))
        connection.execute(f"attach {database} as ours (read_only)")
        connection.execute("attach ':memory:' as spark")
        connection.execute("set file_search_path = ?", [str(engines.duckdb.lake)])
        for folder in sorted((engines.spark.spark / "warehouse").glob("*.db/*")):
            schema, table = folder.parent.stem, folder.name
            connection.execute(f'create schema if not exists spark."{schema}"')
            connection.execute(
                f'create view spark."{schema}"."{table}" as'
                f" from read_parquet({literal(str(folder / '*.parquet'))})"
            )
        yield connection


def columns(connection: duckdb.DuckDBPyConnection, engine: str) -> dict[str, list[tuple[str, str]]]:
    """Each relation of an engine with its columns and their types, in order."""
    rows = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns()"
        " where database_name = ? order by schema_name, table_name, column_index",
        [engine],
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for relation, name, data_type in rows:
        found.setdefault(relation, []).append((name, data_type))
    return found


def test_every_unit_test_passes_on_spark(engines: Engines, tmp_path: Path) -> None:
    call_dbt(
        *("test", "--select", "test_type:unit"),
        folders=engines.spark,
        target=tmp_path,
        engine=SPARK,
    )
    went = list(statuses(tmp_path).values())
    assert set(went) == {"pass"}
    assert len(went) > 30


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


def test_the_same_bytes_are_published(engines: Engines) -> None:
    def contents(folders: Folders) -> dict[str, bytes]:
        top = folders.published
        return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}

    ours, sparks = contents(engines.duckdb), contents(engines.spark)
    assert len(ours) >= 8
    assert ours.keys() == sparks.keys()
    assert [name for name in ours if ours[name] != sparks[name]] == []


def test_promoted_marts_have_the_same_rows_in_the_same_order(engines: Engines) -> None:
    def tables(folders: Folders) -> dict[str, tuple[list[str], list[pa.DataType], list[Any]]]:
        # a view of DuckDB's does not say which columns are never null, Spark's table does
        top = folders.marts
        read = {str(p.relative_to(top)): pq.read_table(p) for p in top.rglob("*.parquet")}
        # what a period is compared with is kept in no order
        read |= {
            name: table.sort_by([(column, "ascending") for column in table.column_names])
            for name, table in read.items()
            if name.startswith("compared_")
        }
        return {name: (t.column_names, t.schema.types, t.columns) for name, t in read.items()}

    ours, sparks = tables(engines.duckdb), tables(engines.spark)
    assert len(ours) >= 20
    assert ours.keys() == sparks.keys()
    assert [name for name in ours if ours[name] != sparks[name]] == []


def test_suites_find_on_spark_what_they_find_on_duckdb(engines: Engines, tmp_path: Path) -> None:
    """Marts are spoilt alike for both; what is found is told in the same words."""
    ours = Folders(tmp_path, tmp_path / "duckdb")
    spoilt = Folders(tmp_path, tmp_path / "spark")
    ours.build.mkdir(parents=True)
    assert SPOILT.keys() == MART_SUITES.keys()
    with duckdb.connect(str(ours.build_database)) as connection:
        connection.execute(f"attach {literal(str(engines.duckdb.build_database))} as good")
        connection.execute("create schema marts")
        for mart, column in SPOILT.items():
            connection.execute(
                f"create table marts.{mart} as select * replace ({column}) from good.marts.{mart}"
            )
            folder = spoilt.spark / "warehouse" / "marts.db" / mart
            folder.mkdir(parents=True)
            connection.table(f"marts.{mart}").write_parquet(str(folder / "part.parquet"))
    done = subprocess.run(
        [
            str(PROGRAMS / "python"),
            str(Path(__file__).parent / "suites_on_spark.py"),
            *(str(spoilt.warehouse), *MART_SUITES),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    expected = {
        suite: [
            [failure.expectation, failure.message]
            for failure in validate(read_table(ours.build_database, "marts", mart), suite).failures
        ]
        for suite, mart in MART_SUITES.items()
    }
    # decimals of the days that did move are written with other noughts, in an order of their own
    assert [e for e, _ in found.pop("drift")] == [e for e, _ in expected.pop("drift")] != []
    assert all(expected.values())
    assert found == expected


def test_a_query_of_dbt_can_be_asked_again_of_spark(engines: Engines) -> None:
    """What a failed test has to tell is asked for after the build, of the files that it left."""
    script = (
        "import sys; from pathlib import Path; from orchestration.settings import Folders;"
        "from orchestration.transformation.spark import rows_of;"
        "print(rows_of(Folders(Path(), Path(sys.argv[1])),"
        " \"select 'twice' as problem, count(*) as n from office.units where name rlike '镇$'\"))"
    )
    done = subprocess.run(
        [str(PROGRAMS / "python"), "-c", script, str(engines.spark.warehouse)],
        capture_output=True,
        text=True,
        check=False,
    )
    with duckdb.connect(str(engines.duckdb.build_database), read_only=True) as connection:
        (towns,) = connection.execute(
            "select count(*) from office.units where name like '%镇'"
        ).fetchall()[0]
    assert towns > 0
    assert done.stdout.strip() == f"(['problem', 'n'], [('twice', {towns})])", done.stderr
