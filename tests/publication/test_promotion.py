"""Marts of a period are promoted all or none, whenever the run is killed."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.publication.analysts import PERIOD_MARTS, promote_marts
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
    [("rename", 0, 1), ("replace", 0, 2), ("replace", 7, 2), ("rmdir", 0, 2)],
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
    assert sorted(path.name for path in folders.build.iterdir()) == ["build.duckdb", "promoted"]
