"""A file that is being written is not landed half; one that stands still costs no waiting."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from orchestration.errors import BadCall
from orchestration.landing import LandingReport, land
from orchestration.landing.index import read_not_read
from orchestration.landing.settle import SETTLE, SETTLE_MAX, Settling, settled
from orchestration.running.records import landed_digest, raw_digest
from tests.landing.conftest import Yard

landing = import_module("orchestration.landing.land")

HEADER = "工单编号,受理时间,诉求类型\n"
OLD = HEADER + "".join(f"T{n},2023-04-01,求助\n" for n in range(12))


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second of standing still, two seconds of waiting."""
    monkeypatch.setenv(SETTLE, "0.5")
    monkeypatch.setenv(SETTLE_MAX, "2")


def timed(yard: Yard) -> tuple[LandingReport, float]:
    started = time.monotonic()
    return yard.land(), time.monotonic() - started


@contextmanager
def slow_copy(path: Path, rows: int, every: float) -> Iterator[None]:
    """Write a file row by row under its final name, as a copy over a slow line does."""
    path.write_text(HEADER)

    def copy() -> None:
        for number in range(rows):
            with path.open("a") as file:
                file.write(f"N{number},2023-04-01,求助\n")
            time.sleep(every)

    writer = threading.Thread(target=copy)
    writer.start()
    try:
        yield
    finally:
        writer.join()


def counts(report: LandingReport) -> dict[str, int]:
    return {file.file: file.data_rows for file in report.files}


@pytest.mark.usefixtures("still")
def test_a_file_dropped_just_now_is_waited_for_and_counts(yard: Yard) -> None:
    for number in range(30):
        yard.drop(f"tickets/{number}.csv", OLD)
    report, seconds = timed(yard)
    assert set(counts(report).values()) == {12} and report.not_read == ()
    assert 0.5 <= seconds < 10, "all of them together, once"
    said: list[str] = []
    land(yard.raw, yard.lake, say=said.append)
    assert said == [], "what has landed is not waited for again"
    yard.drop("cases/new.csv", OLD)
    land(yard.raw, yard.lake, say=said.append)
    assert said == ["waiting until files written just now stand still: 1"]


def test_what_was_not_written_just_now_costs_nothing(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTLE, "30")
    monkeypatch.setenv(SETTLE_MAX, "600")
    for name, age in (("old", 31), ("years", 10**8), ("future", -8 * 3600), ("far", -(10**9))):
        at = time.time() - age
        os.utime(yard.drop(f"tickets/{name}.csv", OLD), (at, at))
    report, seconds = timed(yard)
    assert len(report.files) == 4 and report.not_read == ()
    assert seconds < 10


@pytest.mark.usefixtures("still")
def test_a_clock_that_is_a_little_ahead_counts_as_just_now(yard: Yard) -> None:
    at = time.time() + 1.5
    os.utime(yard.drop("tickets/a.csv", OLD), (at, at))
    report, seconds = timed(yard)
    assert counts(report) == {"tickets/a.csv": 12} and 0.5 <= seconds < 10


@pytest.mark.usefixtures("still")
def test_a_copy_that_ends_meanwhile_is_landed_whole(yard: Yard) -> None:
    yard.drop("tickets/b.csv", OLD)
    path = yard.raw / "tickets" / "a.csv"
    with slow_copy(path, 8, 0.1):
        report = yard.land()
    assert counts(report) == {"tickets/a.csv": 8, "tickets/b.csv": 12}


@pytest.mark.usefixtures("still")
def test_a_copy_with_the_time_of_its_source_is_landed_whole(yard: Yard) -> None:
    source = yard.raw.parent / "source.csv"
    source.write_text(OLD)
    os.utime(source, (10**9, 10**9))
    yard.drop("cases/x.csv", "")
    shutil.copy2(source, yard.drop("tickets/a.csv", ""))
    assert counts(yard.land())["tickets/a.csv"] == 12


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("is_known", [False, True])
def test_one_that_still_grows_counts_as_before_and_lands_next(yard: Yard, is_known: bool) -> None:
    yard.drop("tickets/b.csv", OLD)
    path = yard.drop("tickets/a.csv", OLD)
    if not is_known:
        path.unlink()
    before = counts(yard.land())
    with slow_copy(path, 80, 0.1):
        report, seconds = timed(yard)
        assert counts(report) == before
        assert 2 <= seconds < 10, "no longer than the longest wait"
        (waiting,) = report.not_read
        assert (waiting.file, waiting.stands) == ("tickets/a.csv", is_known)
        assert read_not_read(yard.lake) == [waiting]
        assert landed_digest(yard.lake) != raw_digest(yard.raw), "a refresh comes back to it"
    report = yard.land()
    assert counts(report) == {"tickets/a.csv": 80, "tickets/b.csv": 12}
    assert report.not_read == () and read_not_read(yard.lake) == []
    assert landed_digest(yard.lake) == raw_digest(yard.raw)


def test_one_that_grows_on_before_its_turn_waits(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.drop("tickets/a.csv", OLD)
    late = yard.drop("tickets/b.csv", OLD)
    real = landing.land_content

    def slow(*arguments: object) -> object:
        with late.open("a") as file:
            file.write("N1,2023-04-01,求助\n")
        return real(*arguments)

    monkeypatch.setattr(landing, "land_content", slow)
    report = yard.land()
    assert counts(report) == {"tickets/a.csv": 12}
    assert [each.file for each in report.not_read] == ["tickets/b.csv"]


def test_a_file_that_goes_while_it_is_waited_for_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(OLD)
    threading.Timer(0.2, path.unlink).start()
    assert settled([path, tmp_path / "none"], Settling(0.5, 5)) == {}


@pytest.mark.parametrize("variable", [SETTLE, SETTLE_MAX])
@pytest.mark.parametrize("text", ["soon", "-1", "nan", "inf", "2s", "1,5", "１秒"])
def test_a_slip_in_a_variable_names_it(
    yard: Yard, monkeypatch: pytest.MonkeyPatch, variable: str, text: str
) -> None:
    monkeypatch.setenv(variable, text)
    yard.drop("tickets/a.csv", OLD)
    with pytest.raises(BadCall, match=f"^{variable} is '"):
        yard.land()


def test_by_default_two_seconds_and_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTLE)
    assert Settling.resolve() == Settling(2, 60)
    monkeypatch.setenv(SETTLE, " ")
    monkeypatch.setenv(SETTLE_MAX, "7.5")
    assert Settling.resolve() == Settling(2, 7.5)
