"""What is told of a run that was refused, even before any table was built."""

from pathlib import Path

import pytest

from orchestration.alerts.problems import problems
from orchestration.checks.reported import not_read_lines, refusal_lines
from orchestration.landing import land
from orchestration.landing.index import NOT_READ, NotRead, write_index, write_not_read
from orchestration.landing.lake import Lake
from orchestration.settings import Folders


def test_what_could_not_be_looked_at_is_told(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert not_read_lines(folders) == []
    waiting = NotRead("cases", "cases/甲.csv", "it is still being written", True)
    write_index(Lake(folders.lake), [])
    write_not_read(Lake(folders.lake), [waiting])
    assert refusal_lines(folders) == not_read_lines(folders) == [waiting.line]
    assert waiting.line.startswith("NOT LANDED cases/甲.csv: it is still being written; it counts")
    assert any(problem.reason == waiting.line for problem in problems(folders, {}, pytest.fail))
    (folders.lake / NOT_READ).write_text("[1")
    assert not_read_lines(folders) == [], "what was noted badly is noted anew by the next landing"


def test_refused_files_are_told_before_anything_is_built(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert refusal_lines(folders) == []
    (folders.raw / "tickets").mkdir(parents=True)
    (folders.raw / "tickets" / "no_type.csv").write_text("工单编号,受理时间\nT1,2023-05-01\n")
    land(folders.raw, folders.lake)
    (line,) = refusal_lines(folders)
    assert line.startswith("FILE REFUSED tickets/no_type.csv: missing required column 诉求类型")
