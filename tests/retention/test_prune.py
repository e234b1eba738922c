"""What may go, what is shown before it does, and what never goes."""

import os
import time
from pathlib import Path

import pytest

from orchestration.cli.main import main
from orchestration.landing.land import land
from orchestration.settings import Folders

OLD = time.time() - 400 * 86400


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A warehouse with an older content of a changed file, a draft and a publication, all old."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    cases = folders.raw / "cases" / "a_20230101.csv"
    cases.parent.mkdir(parents=True)
    for unit in ("税务局", "公安局"):
        cases.write_text(f"办件编号,受理时间,办理单位,办理渠道\nC1,2023-01-01,{unit},掌上\n")
        land(folders.raw, folders.lake)
    # of a file that changed under a program that kept no bytes
    (folders.lake / "rows" / "cases" / f"{'0' * 64}.parquet").write_bytes(b"rows")
    for name in ("published/2022Q4/v001", "build/draft/2022Q4"):
        (folders.warehouse / name).mkdir(parents=True)
        (folders.warehouse / name / "主要指标.csv").write_text("x")
    for path in folders.warehouse.rglob("*"):
        os.utime(path, (OLD, OLD))
    return folders


def files(folders: Folders) -> set[str]:
    """Return what the prunable parts of the warehouse and its publications hold."""
    parts = ("lake/rows/cases", "lake/contents", "build/draft", "published")
    paths = [path for part in parts for path in (folders.warehouse / part).rglob("*")]
    return {path.relative_to(folders.warehouse).as_posix() for path in paths if path.is_file()}


def prune(folders: Folders, *arguments: str) -> int:
    return main(["prune", "--warehouse", str(folders.warehouse), *arguments])


def test_it_shows_first_and_removes_when_asked(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(folders)
    assert prune(folders) == 0
    shown = capsys.readouterr().out
    assert "would be removed: 3" in shown and "2022Q4: a held-back draft" in shown
    assert files(folders) == before

    assert prune(folders, "--yes") == 0
    gone = before - files(folders)
    assert {Path(path).parent.name for path in gone} == {"contents", "cases", "2022Q4"}
    assert "published/2022Q4/v001/主要指标.csv" in files(folders)
    report = land(folders.raw, folders.lake)
    assert not report.newly_landed, "the content that counts is still there"
    assert f"lake/contents/{report.files[0].sha256}.zst" in files(folders)
    capsys.readouterr()
    assert prune(folders, "--yes") == 0
    assert "nothing is older than 180 days" in capsys.readouterr().out


def test_what_is_younger_stays(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    assert prune(folders, "--yes", "--keep-days", "500") == 0
    assert "nothing is older than 500 days" in capsys.readouterr().out
    assert prune(folders, "--yes", "--keep-days", "36500") == 0
    for odd in ("0", "-3", "36501", "999999999"):
        capsys.readouterr()
        assert prune(folders, "--yes", "--keep-days", odd) == 2
        assert capsys.readouterr().err.count("\n") == 1
