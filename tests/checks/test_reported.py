"""What is told of a run that was refused, even before any table was built."""

from pathlib import Path

from orchestration.checks.reported import refusal_lines
from orchestration.landing import land
from orchestration.settings import Folders


def test_refused_files_are_told_before_anything_is_built(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert refusal_lines(folders) == []
    (folders.raw / "tickets").mkdir(parents=True)
    (folders.raw / "tickets" / "no_type.csv").write_text("工单编号,受理时间\nT1,2023-05-01\n")
    land(folders.raw, folders.lake)
    (line,) = refusal_lines(folders)
    assert line.startswith("FILE REFUSED tickets/no_type.csv: missing required column 诉求类型")
