"""When an export lost most of its rows because a file of it holds something else now."""

import json
from pathlib import Path

import duckdb
import pytest

from orchestration.checks.loss import (
    CountedFile,
    counted_files,
    loss_lines,
    losses,
    published_files,
)
from orchestration.periods import Period
from orchestration.settings import Folders

PERIOD = Period.parse("2023Q2")


def file(
    name: str, rows: int, content: str = "1", reason: str | None = None, export: str = "cases"
) -> CountedFile:
    return CountedFile(export, f"{export}/{name}.csv", content, rows, reason)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([file("a", 100)], [file("a", 49, "2")]),
        ([file("a", 1)], [file("a", 0, "2", "the file is empty")]),
        ([file("a", 60), file("b", 60)], [file("a", 0, "2"), file("b", 59, "2")]),
        ([file("a", 100)], [file("a", 0, "2"), file("new", 49)]),
        ([file("a", 100), file("b", 7)], [file("a", 3, "2"), file("b", 7)]),
    ],
)
def test_most_of_the_rows_are_lost(before: list[CountedFile], now: list[CountedFile]) -> None:
    other = file("x", 5, export="tickets")
    (loss,) = losses([*before, other], [*now, other])
    assert loss.export == "cases"
    assert (loss.before, loss.now) == (sum(f.rows for f in before), sum(f.rows for f in now))
    assert loss.files[0][0].path == "cases/a.csv"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([file("a", 100)], [file("a", 50, "2")]),  # half of them is not fewer than half
        ([file("a", 0)], [file("a", 0, "2")]),
        ([file("a", 100)], [file("a", 0)]),  # other words or an older row, not another content
        ([file("a", 100)], [file("a", 0), file("new", 0)]),
        ([file("a", 100)], [file("a", 0, "2"), file("new", 100)]),  # counted elsewhere now
        ([file("a", 10), file("b", 90)], [file("a", 1, "2"), file("b", 0)]),  # not because of a
        ([file("a", 100)], [file("a", 10**6, "2")]),
        ([], [file("a", 0, "2")]),
    ],
)
def test_nothing_is_lost_or_not_because_a_file_was_replaced(
    before: list[CountedFile], now: list[CountedFile]
) -> None:
    assert losses(before, now) == []


def test_the_message_names_both_counts_the_files_and_the_way_on() -> None:
    now = [file("a", 5, "2"), file("b", 0, "2", "the gzip file is cut off: copy it again")]
    (loss,) = losses([file("a", 10), file("b", 90)], now)
    assert loss.line("v007", "2023Q2 --district 640302") == (
        "cases: 5 rows count where v007 counted 100, because the content of a file was replaced:"
        " cases/b.csv (90 rows counted then, 0 now, and is refused now: the gzip file is cut off:"
        " copy it again); cases/a.csv (10 rows counted then, 5 now): put the whole file back, or"
        " publish all the same with `tongbao run 2023Q2 --district 640302 --accept-loss REASON`"
    )


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A build database of two files, and a first version that counted more of one of them."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    folders.build.mkdir(parents=True)
    with duckdb.connect(str(folders.build_database)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.landed_files as from (values"
            " ('cases', 'cases/a.csv', 'aa', null), ('cases', 'cases/b.csv', 'bb', 'broken'))"
            " as files (export, file, sha256, reason)"
        )
        connection.execute(
            "create table marts.counted_rows_by_file as from (values"
            " ('2023Q2', '2023Q2', 'cases/a.csv', 4::bigint),"
            " ('2023Q2', '2023Q1', 'cases/b.csv', 50::bigint))"
            " as counted (period, reference_period, file, counted_rows)"
        )
    version = folders.published / "2023Q2" / "v001"
    version.mkdir(parents=True)
    inputs = [
        {"export": "cases", "path": "cases/a.csv", "hash": "sha256:aa", "countedRows": {}},
        {
            "export": "cases",
            "path": "cases/b.csv",
            "hash": "sha256:before",
            "countedRows": {"2023Q2": 9, "2023Q1": 1},
        },
    ]
    (version / "datapackage.json").write_text(json.dumps({"inputs": inputs}))
    return folders


def test_only_rows_of_the_period_itself_are_compared(folders: Folders) -> None:
    assert [each.rows for each in counted_files(folders.build_database, "2023Q2")] == [4, 0]
    (line,) = loss_lines(folders, PERIOD)
    assert line.startswith("cases: 4 rows count where v001 counted 9, because")
    assert "cases/b.csv (9 rows counted then, 0 now, and is refused now: broken)" in line
    assert loss_lines(folders, Period.parse("2023Q3")) == [], "it was never published"


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"inputs": [3]}', '{"inputs": [{"path": "x"}]}', '{"inputs": null}']
)
def test_a_version_that_does_not_say_what_it_counted_blocks_nothing(
    folders: Folders, text: str
) -> None:
    version = folders.published / "2023Q2" / "v001"
    (version / "datapackage.json").write_text(text)
    assert list(published_files(version, "2023Q2")) == []
    assert loss_lines(folders, PERIOD) == []
