"""Marts of a period are promoted all or none, whenever the run is killed."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import DataRefused
from orchestration.publication.analysts import DISTRICT, PERIOD, PERIOD_MARTS, promote_marts
from orchestration.publication.marts import mend_marts, promoted_files
from orchestration.settings import Folders


class Kill(BaseException):
    """What no code catches: as a kill."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A warehouse whose two periods were promoted from the first build."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    folders.build.mkdir(parents=True)
    build(folders, 1)
    for period in ("2023Q1", "2023Q2"):
        promote_marts(folders, period)
    return folders


def build(folders: Folders, number: int) -> None:
    """Build every mart anew; its rows say in which build."""
    with duckdb.connect(str(folders.build_database)) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute(
            "create table if not exists marts.indicator_catalogue"
            " (source_mart varchar, key_column varchar)"
        )
        for mart in PERIOD_MARTS:
            connection.execute(
                f"create or replace table marts.{mart} as"
                f" select unnest(['2023Q1', '2023Q2']) as period, {number} as build"
            )


def promoted(folders: Folders, period: str) -> list[tuple[int, int]]:
    """Return how many marts of a period are there, by build."""
    files = str(folders.marts / "*" / f"{period}.parquet")
    return duckdb.sql(
        f"select build, count(*) from read_parquet('{files}') where period = '{period}'"
        " group by build order by build"
    ).fetchall()


def killed_after(calls: int, call: Callable[..., object]) -> Callable[..., object]:
    """Return a method that ends its process at the call after so many."""
    made = 0

    def counted(*arguments: object) -> object:
        nonlocal made
        made += 1
        if made > calls:
            raise Kill
        return call(*arguments)

    return counted


@pytest.mark.parametrize(
    ("method", "calls", "stands"),
    [("rename", 0, 1), ("replace", 0, 1), ("replace", 1, 2), ("replace", 21, 2), ("rmdir", 0, 2)],
)
def test_a_killed_promotion_is_finished_or_never_was(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, method: str, calls: int, stands: int
) -> None:
    build(folders, 2)
    with monkeypatch.context() as patched:
        patched.setattr(Path, method, killed_after(calls, getattr(Path, method)))
        with pytest.raises(Kill):
            promote_marts(folders, "2023Q1")
    promote_marts(folders, "2023Q2")
    assert promoted(folders, "2023Q1") == [(stands, len(PERIOD_MARTS))]
    assert promoted(folders, "2023Q2") == [(2, len(PERIOD_MARTS))]
    left = sorted(path.name for path in folders.build.iterdir())
    assert left == ["build.duckdb", "promoted", "records"]
    assert not any((folders.build / "promoted").iterdir())
    assert [file.problem for file in promoted_files(folders)] == [None] * 2 * len(PERIOD_MARTS)


def test_a_damaged_mart_is_made_anew_from_the_private_database(folders: Folders) -> None:
    keep_master(folders)
    damaged = folders.marts / "drift" / "2023Q1.parquet"
    changed = folders.marts / "totals" / "2023Q2.parquet"
    gone = folders.marts / "controls" / "2023Q2.parquet"
    damaged.write_bytes(damaged.read_bytes()[:40])
    with changed.open("r+b") as file:
        file.seek(9)
        file.write(b"\xff")
    gone.unlink()
    reports = mend_marts(folders)
    assert sorted(report.split(": ")[0] for report in reports) == [
        f"{gone} is gone",
        f"{damaged} is not what its run wrote",
        f"{changed} is not what its run wrote",
    ]
    for period in ("2023Q1", "2023Q2"):
        assert promoted(folders, period) == [(1, len(PERIOD_MARTS))]
    assert mend_marts(folders) == []


def test_where_nothing_whole_is_left_the_file_and_the_way_out_are_named(folders: Folders) -> None:
    first = folders.marts / "drift" / "2023Q1.parquet"
    second = folders.marts / "drift" / "2023Q2.parquet"
    for file in (first, second):
        file.write_bytes(b"PAR1 no more")
    with pytest.raises(DataRefused) as refused:
        mend_marts(folders)
    assert str(first) in str(refused.value) and "1 more" in str(refused.value)
    assert "tongbao run 2023Q1 --force" in str(refused.value)
    assert "tongbao run 2023Q2 --force" in str(refused.value)
    # one's own file is made anew in any case, and what was taken away holds up nothing
    with pytest.raises(DataRefused):
        mend_marts(folders, but=("", "2023Q1"))
    second.unlink()
    assert len(mend_marts(folders, but=("", "2023Q1"))) == 1
    assert mend_marts(folders, but=("", "2023Q1")) == []


def keep_master(folders: Folders) -> None:
    """Keep all promoted rows as the private database does."""
    with duckdb.connect(str(folders.master_database)) as connection:
        for mart in PERIOD_MARTS:
            files = folders.marts / mart / "*.parquet"
            connection.execute(f"create table {mart} as from read_parquet('{files}')")
            assert {PERIOD, DISTRICT} <= set(connection.table(mart).columns)
