"""The page for analysts: each of its queries runs as written, by every way that it names."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
import sqlalchemy

from orchestration.publication.analysts import PERIOD_MARTS, WHOLE_TABLES
from orchestration.settings import REPOSITORY
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")

PAGE = (REPOSITORY / "docs" / "analysts.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"### \d+\. ([^\n]+)\n+```sql\n(.*?)```", PAGE, re.DOTALL)
SHELL = Path(sys.executable).parent / "duckdb"


@pytest.fixture(scope="module")
def engine(sample_office: Office) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(
        f"duckdb:///{sample_office.folders.analysts_database}",
        connect_args={"read_only": True},
        # a process opens a file in one way at a time: the next test opens it by itself
        poolclass=sqlalchemy.NullPool,
    )


def test_the_page_has_ten_queries() -> None:
    assert len(QUERIES) == 10
    assert PAGE.count("```sql") == 10


@pytest.mark.parametrize(("question", "sql"), QUERIES, ids=[title for title, _ in QUERIES])
def test_a_query_gives_the_same_rows_by_every_way(
    sample_office: Office, engine: sqlalchemy.Engine, question: str, sql: str
) -> None:
    rows = sample_office.query(sql)
    assert rows, question
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(sqlalchemy.text(sql))] == rows
    assert len(pandas.read_sql(sql, engine)) == len(rows)
    # a process of its own and an older DuckDB, while this process has the database open
    with engine.connect():
        done = subprocess.run(
            [str(SHELL), "-readonly", "-json", str(sample_office.folders.analysts_database), sql],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == len(rows)


def test_a_dashboard_finds_tables_and_columns_with_their_comments(
    engine: sqlalchemy.Engine,
) -> None:
    inspector = sqlalchemy.inspect(engine)
    tables = inspector.get_table_names()
    assert sorted(tables) == sorted(WHOLE_TABLES + PERIOD_MARTS)
    for table in tables:
        assert inspector.get_table_comment(table)["text"], table
        for column in inspector.get_columns(table):
            assert column["comment"], f"{table}.{column['name']}"


def test_parquet_copies_hold_what_the_database_holds(sample_office: Office) -> None:
    for mart in PERIOD_MARTS:
        copy = pandas.read_parquet(sample_office.folders.marts / mart)
        (rows,) = sample_office.query(f"select count(*) from {mart}")[0]
        assert len(copy) == rows, mart
        columns = [
            name for (name,) in sample_office.query(f"select column_name from (describe {mart})")
        ]
        assert list(copy.columns) == columns, mart


def test_examples_in_python_run_as_written(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "warehouse").symlink_to(sample_office.folders.warehouse)
    monkeypatch.chdir(tmp_path)
    opening, *others = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    for example in (opening, *(text for text in others if "connection" not in text)):
        names: dict[str, Any] = {}
        exec(example, names)  # noqa: S102
        assert len(names["units"]) > 20
        if "engine" in names:
            names["engine"].dispose()
    inspecting = next(text for text in others if text.startswith("connection.sql"))
    with duckdb.connect("warehouse/tongbao.duckdb", read_only=True) as connection:
        for line in inspecting.splitlines():
            assert eval(line, {"connection": connection}).fetchall()  # noqa: S307


def test_the_shells_example_runs_as_written(sample_office: Office, tmp_path: Path) -> None:
    (tmp_path / "warehouse").symlink_to(sample_office.folders.warehouse)
    (example,) = re.findall(r"```sh\n(duckdb .*?)\n```", PAGE, re.DOTALL)
    assert shutil.which(str(SHELL))
    done = subprocess.run(
        ["sh", "-c", example],
        cwd=tmp_path,
        env={"PATH": f"{SHELL.parent}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2023Q2" in done.stdout
