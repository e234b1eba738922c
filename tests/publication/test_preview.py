from pathlib import Path

import pytest

from orchestration.publication.preview import main


def test_a_preview_without_a_run_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGBAO_WAREHOUSE", str(tmp_path / "warehouse"))
    assert main([str(tmp_path / "preview")]) == 2
    told = capsys.readouterr().err
    assert "holds no run yet" in told and told.count("\n") == 1
    assert not (tmp_path / "preview").exists()


def test_a_preview_into_no_folder_says_how_it_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "usage:" in capsys.readouterr().err
