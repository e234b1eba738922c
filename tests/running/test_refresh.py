"""What a refresh remembers: nothing is new only where all that is there was read."""

import errno
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from orchestration.landing import hashes, land
from orchestration.periods import Period
from orchestration.running import refresh as refreshing
from orchestration.running.outcome import RunOutcome
from orchestration.running.progress import Silent
from orchestration.settings import Folders

ROWS = {"2023-01": "int_cases 1"}
"""Digests of rows that stand: of one month, so one quarter is kept up."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    file = folders.raw / "cases" / "a_20230101.csv"
    file.parent.mkdir(parents=True)
    file.write_text("办件编号,受理时间,办理单位,办理渠道\nC1,2023-01-01,税务局,掌上\n")
    return folders


@dataclass
class Runs:
    """Which periods were run, and how each ends; it lands what nothing landed before."""

    made: list[Period] = field(default_factory=list)
    outcome: RunOutcome = field(default_factory=lambda: RunOutcome(0))

    def __len__(self) -> int:
        return len(self.made)


@pytest.fixture
def runs(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Runs:
    made = Runs()

    def run(folders: Folders, period: Period, *_: object, shares: bool = False) -> RunOutcome:
        made.made.append(period)
        if not shares:
            land(folders.raw, folders.lake)
        return made.outcome

    def build(folders: Folders, *_: object) -> RunOutcome:
        land(folders.raw, folders.lake)
        return RunOutcome(0)

    monkeypatch.setattr(refreshing, "run_period", run)
    monkeypatch.setattr(refreshing, "build_rows", build)
    monkeypatch.setattr(refreshing, "row_digests", lambda _: ROWS)
    monkeypatch.setattr(refreshing, "renew_database", lambda _: [])
    return made


def refresh(folders: Folders) -> int:
    return refreshing.refresh(folders, Silent()).exit_code


def test_nothing_is_done_twice(folders: Folders, runs: Runs) -> None:
    (folders.raw / "cases" / "folder.csv").mkdir()
    (folders.raw / "cases" / "dangling.csv").symlink_to("nowhere")
    (folders.raw / "cases" / "outside.csv").symlink_to("/etc/hostname")
    for _ in range(2):
        assert refresh(folders) == 0
    assert len(runs) == 1


def test_a_file_that_could_not_be_read_is_tried_again(
    folders: Folders, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> str:
        raise OSError(errno.EIO, "Input/output error", str(path))

    with monkeypatch.context() as cut_off:
        cut_off.setattr(hashes, "_hashed", broken)
        assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert len(runs) == 2, "the share was away: what it holds is read now"
    assert refresh(folders) == 0
    assert len(runs) == 2


def test_a_file_that_comes_during_the_refresh_is_for_the_next(
    folders: Folders, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = folders.raw / "cases" / "b_20230102.csv"

    def digests(_: Path) -> dict[str, str]:
        late.write_text("办件编号,受理时间,办理单位,办理渠道\nC2,2023-01-02,税务局,掌上\n")
        return ROWS

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(refreshing, "row_digests", digests)
        assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert len(runs) == 2


def test_what_a_seal_holds_is_held_without_a_build_until_something_changes(
    folders: Folders, runs: Runs
) -> None:
    runs.outcome = RunOutcome(1, problems=("2023Q1 is sealed",), is_held=True)
    first, second = (refreshing.refresh(folders, Silent()) for _ in range(2))
    assert (first.exit_code, first.problems) == (second.exit_code, second.problems)
    assert first.exit_code == 1 and len(runs) == 1
    (folders.raw / "cases" / "b_20230102.csv").write_text("x")
    assert refresh(folders) == 1
    assert len(runs) == 2


@pytest.mark.parametrize(
    "outcome",
    [RunOutcome(1, problems=("a control",)), RunOutcome(1, problems=("x",), is_crash=True)],
)
def test_what_was_blocked_or_failed_is_tried_each_night(
    folders: Folders, runs: Runs, outcome: RunOutcome
) -> None:
    runs.outcome = outcome
    for _ in range(2):
        assert refresh(folders) == 1
    assert len(runs) == 2
