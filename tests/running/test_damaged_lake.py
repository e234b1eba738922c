"""A run over a lake that is damaged beyond mending ends before anything is built."""

import contextlib
import io
from pathlib import Path

import pytest

from orchestration.cli.main import main
from orchestration.landing import land
from orchestration.landing.index import COPY, NAME
from orchestration.settings import Folders


@pytest.mark.parametrize("call", [["run", "2023Q2"], ["refresh"]])
def test_an_index_that_nothing_whole_is_left_of_is_named_in_a_line(
    folders: Folders, call: list[str]
) -> None:
    for name in (NAME, COPY):
        (folders.lake / name).write_bytes(b"PAR1")
    err = io.StringIO()
    where = ["--raw", str(folders.raw), "--warehouse", str(folders.warehouse)]
    with contextlib.redirect_stderr(err):
        assert main([*call, *where]) == 1
    lines = err.getvalue().splitlines()
    assert any(f"{folders.lake / NAME}, which knows every file" in line for line in lines)
    assert "Traceback" not in err.getvalue()
    assert any("nothing new is published" in line for line in lines)
    assert not folders.build_database.exists()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A file that has landed, and nothing that was built of it."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    (folders.raw / "tickets").mkdir(parents=True)
    (folders.raw / "tickets" / "a.csv").write_text(
        "工单编号,受理时间,诉求类型\nT1,2023-05-01,求助\n", encoding="utf-8"
    )
    land(folders.raw, folders.lake)
    return folders
