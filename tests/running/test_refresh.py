"""What a refresh remembers: nothing is new only where all that is there was read."""

import errno
from importlib import import_module
from pathlib import Path

import pytest

from orchestration.landing import land
from orchestration.quarters import Quarter
from orchestration.running import refresh as refreshing
from orchestration.running.outcome import RunOutcome
from orchestration.running.progress import Silent
from orchestration.settings import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    file = folders.raw / "cases" / "a_20230101.csv"
    file.parent.mkdir(parents=True)
    file.write_text("办件编号,受理时间,办理单位,办理渠道\nC1,2023-01-01,税务局,掌上\n")
    return folders


@pytest.fixture
def runs(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> list[Quarter]:
    """Which quarters were run; a run does no more than land what is there."""
    made: list[Quarter] = []

    def run(folders: Folders, quarter: Quarter, *_: object) -> RunOutcome:
        made.append(quarter)
        land(folders.raw, folders.lake)
        return RunOutcome(0)

    monkeypatch.setattr(refreshing, "run_quarter", run)
    monkeypatch.setattr(refreshing, "row_digests", lambda _: {})
    return made


def refresh(folders: Folders) -> int:
    return refreshing.refresh(folders, Silent()).exit_code


def test_nothing_is_done_twice(folders: Folders, runs: list[Quarter]) -> None:
    (folders.raw / "cases" / "folder.csv").mkdir()
    (folders.raw / "cases" / "dangling.csv").symlink_to("nowhere")
    (folders.raw / "cases" / "outside.csv").symlink_to("/etc/hostname")
    for _ in range(2):
        assert refresh(folders) == 0
    assert len(runs) == 1


def test_a_file_that_could_not_be_read_is_tried_again(
    folders: Folders, runs: list[Quarter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> str:
        raise OSError(errno.EIO, "Input/output error", str(path))

    with monkeypatch.context() as cut_off:
        cut_off.setattr(import_module("orchestration.landing.land"), "_hash", broken)
        assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert len(runs) == 2, "the share was away: what it holds is read now"
    assert refresh(folders) == 0
    assert len(runs) == 2


def test_a_file_that_comes_during_the_refresh_is_for_the_next(
    folders: Folders, runs: list[Quarter], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = folders.raw / "cases" / "b_20230102.csv"

    def digests(_: Path) -> dict[str, str]:
        late.write_text("办件编号,受理时间,办理单位,办理渠道\nC2,2023-01-02,税务局,掌上\n")
        return {}

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(refreshing, "row_digests", digests)
        assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert refresh(folders) == 0
    assert len(runs) == 2
