"""Wrong calls get one clear line on standard error, exit code 2 and no traceback."""

import subprocess
from pathlib import Path

import pytest

from orchestration.settings import Folders
from tests.quarter.conftest import TONGBAO, Office, shipped_office, ticket


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The shipped office, named by nobody."""
    return shipped_office(tmp_path)


@pytest.mark.parametrize("period", ["2023Q5", "2023Q", "q2", "2023-13", "2999Q1", "1999Q1"])
def test_an_unknown_period(office: Office, period: str) -> None:
    ended = office.tongbao("run", period)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1 and period in ended.err
    assert not office.folders.warehouse.exists()


def test_a_raw_folder_that_is_not_there(tmp_path: Path) -> None:
    office = Office(Folders(tmp_path / "nowhere", tmp_path / "warehouse"))
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 2
    assert "nowhere" in ended.err and "--raw" in ended.err


def test_an_empty_raw_folder(office: Office) -> None:
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 2
    assert "tickets" in ended.err
    assert office.versions() == []


def test_a_period_that_no_export_holds(office: Office) -> None:
    office.drop("tickets/a.csv", [ticket("T1")])
    ended = office.tongbao("run", "2022Q1")
    assert ended.code == 1
    assert "no landed row falls in 2022Q1: nothing is built; the exports hold 2023-05" in ended.err
    assert office.versions("2022Q1") == []
    assert not office.folders.build_database.exists(), "it is refused before anything is built"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "2023Q2", "--as-of", "yesterday"], "--as-of"),
        (["run", "2023Q2", "--as-of", "2023-03-01"], "start of 2023Q2"),
        (["sample", "2022Q3"], "2023Q2"),
        (["reconcile", "2022Q3"], "2023Q2"),
        (["trace", "2023Q2"], "tongbao run 2023Q2"),
    ],
)
def test_other_wrong_calls(office: Office, arguments: list[str], says: str) -> None:
    office.drop("tickets/a.csv", [ticket("T1")])
    ended = office.tongbao(*arguments)
    assert ended.code == 2
    assert says in ended.err


def test_a_sample_that_there_is_not_is_refused_before_anything_starts(office: Office) -> None:
    ended = office.tongbao("sample", "1999Q1")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1 and "1999Q1" in ended.err
    assert list(office.folders.raw.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fly"], "'fly'"),
        ([], "COMMAND"),
        (["run"], "PERIOD"),
        (["run", "2023Q2", "--fast"], "--fast"),
    ],
)
def test_calls_that_the_parser_refuses(arguments: list[str], says: str) -> None:
    done = subprocess.run([str(TONGBAO), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("tongbao: ") and says in done.stderr
    assert done.stderr.count("\n") == 1 and "--help" in done.stderr


@pytest.mark.parametrize("warehouse", ["file", "file/inside", "odd?name", "odd[1]"])
def test_a_warehouse_that_cannot_be_one(office: Office, tmp_path: Path, warehouse: str) -> None:
    (tmp_path / "file").write_text("no folder")
    office.drop("tickets/a.csv", [ticket("T1")])
    wrong = Office(Folders(office.folders.raw, tmp_path / warehouse))
    ended = wrong.tongbao("run", "2023Q2")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1 and warehouse in ended.err


def test_help_imports_nothing_heavy() -> None:
    """Measured as what is imported, since a time would depend on the machine's mood."""
    heavy = "dagster dbt duckdb pandas great_expectations pyarrow rich"
    script = (
        "import sys; from orchestration.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"loaded = [name for name in '{heavy}'.split() if name in sys.modules]\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    python = TONGBAO.parent / "python"
    done = subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_database_that_is_none(office: Office) -> None:
    office.folders.warehouse.mkdir()
    office.folders.analysts_database.write_bytes(b"no database")
    for command in (["status"], ["reconcile", "2023Q2"], ["trace", "2023Q2", "tickets.total"]):
        ended = office.tongbao(*command)
        assert (ended.code, ended.err.count("\n")) == (2, 1)
        assert "tongbao.duckdb" in ended.err


def test_status_of_a_warehouse_without_any_publication(office: Office) -> None:
    ended = office.tongbao("status")
    assert ended.code == 0
    assert "tongbao run" in ended.out
