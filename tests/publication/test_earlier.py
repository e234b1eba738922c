"""What a program published that knew quarters alone stays valid: its folders, journal and marts."""

import tarfile
from pathlib import Path

import duckdb
import pytest

from orchestration.periods import Period
from orchestration.publication.analysts import PERIOD_MARTS, WHOLE_TABLES, draft_database
from orchestration.publication.earlier import as_now
from orchestration.publication.overview.published import published_periods
from orchestration.reconcile.figures import read_figures
from orchestration.running.records import read_record
from orchestration.settings import Folders
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("earlier")

WAREHOUSE = Path(__file__).parent / "earlier" / "warehouse.tar.xz"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office whose warehouse it was."""
    folder = tmp_path_factory.mktemp("earlier")
    (folder / "raw").mkdir()
    with tarfile.open(WAREHOUSE) as archive:
        archive.extractall(folder / "warehouse", filter="data")
    return Office(Folders(folder / "raw", folder / "warehouse"))


def test_its_versions_are_as_they_appeared(office: Office) -> None:
    ended = office.tongbao("verify", "2023Q2")
    assert (ended.code, ended.out.splitlines()) == (
        0,
        [
            "2023Q2 v001: untouched (9 files)",
            "2023Q2 v002: untouched (10 files)",
            "2023Q2 latest: untouched",
        ],
    )


def test_its_versions_are_compared(office: Office) -> None:
    out = office.tongbao("diff", "2023Q2").out
    assert "| orders.finish_overdue | 超时办结工单数 | 数值 | 1 | 0 | -1 |" in out


@pytest.mark.parametrize(
    ("metric", "value", "keys"),
    [
        ("orders.received", "2件", ["T3", "T4"]),
        ("orders.received@大河乡", "1件", ["T4"]),
        ("cases.total", "2件", ["C1", "C3"]),
        ("tickets.consult.share", "33.33%", ["T5", "T3", "T4", "T5"]),
    ],
)
def test_its_figures_are_traced(office: Office, metric: str, value: str, keys: list[str]) -> None:
    ended = office.tongbao("trace", "2023Q2", metric)
    assert ended.code == 0, ended.err
    assert ended.err.splitlines()[0].endswith(f" {value}")
    assert [line.split("\t")[4] for line in ended.out.splitlines()] == keys


@pytest.mark.parametrize("metric", ["orders.received@group:区直", "orders.carried_over"])
def test_a_figure_that_it_did_not_count_is_a_wrong_call(office: Office, metric: str) -> None:
    ended = office.tongbao("trace", "2023Q2", metric)
    assert ended.code == 2 and len(ended.err.splitlines()) == 1


def test_a_change_whose_earlier_rows_were_not_kept_says_which_run_keeps_them(
    office: Office,
) -> None:
    ended = office.tongbao("trace", "2023Q2", "orders.received.change_on_previous")
    assert ended.code == 2
    assert "run `tongbao run 2023Q2 --force`" in ended.err


def test_its_figures_are_held_against_printed_ones(office: Office) -> None:
    figures = read_figures(office.folders, Period.parse("2023Q2"))
    assert figures.figures["orders.received", ""].numerator == 2


def test_it_stands_among_all_publications(office: Office) -> None:
    found = published_periods(office.folders.published)
    totals = [(each.period.key, each.figures["tickets.total"].value) for each in found]
    assert totals == [("2023Q1", 2), ("2023Q2", 3)]


def test_its_records_are_known_and_touch_no_closed_period(office: Office) -> None:
    record = read_record(office.folders, "2023Q2")
    assert record is not None and (record.period, record.version) == ("2023Q2", "v002")
    assert record.rows == {}, "its digests are of quarters, ours are of months"


def test_status_and_doctor_take_it(office: Office) -> None:
    lines = office.tongbao("status").out
    assert "tickets           2        0        10             0         0  2023-08-02" in lines
    assert not [line for line in office.tongbao("doctor").out.splitlines() if "DAMAGED" in line]


def test_its_marts_stand_in_a_database_of_today(office: Office) -> None:
    build, found = office.folders.build_database, str(office.folders.analysts_database)
    with duckdb.connect(str(build)) as connection:
        # what a run would have built beside them
        connection.execute("attach ? as earlier (read_only)", [found])
        connection.execute("create schema marts")
        for table in WHOLE_TABLES:
            columns = connection.execute(
                "select column_name from duckdb_columns()"
                " where database_name = 'earlier' and table_name = ?",
                [table],
            ).fetchall()
            rows = as_now(table, f"earlier.main.{table}", [name for (name,) in columns])
            connection.execute(f"create table marts.{table} as {rows}")
    fresh = draft_database(office.folders)
    with duckdb.connect(str(fresh), read_only=True) as connection:
        periods = connection.execute(
            "select distinct period, period_kind, district from indicator_values order by period"
        ).fetchall()
        files = connection.execute(
            "select period, reference_period, sum(counted_rows) from counted_rows_by_file"
            " where period = '2023Q2' and file like 'tickets/%' group by all order by all"
        ).fetchall()
        tables = {name for (name,) in connection.execute("show tables").fetchall()}
    assert periods == [("2023Q1", "quarter", "640303"), ("2023Q2", "quarter", "640303")]
    assert files == [("2023Q2", "2023Q1", 2), ("2023Q2", "2023Q2", 3)]
    assert tables == {*WHOLE_TABLES, *PERIOD_MARTS}
