"""The dbt that is started ahead of its turn: asked, never asked, gone."""

import os
import signal
import sys
from pathlib import Path

import pytest

from orchestration.transformation import dbt_ahead
from orchestration.transformation.engine import Engine


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that does as the waiting dbt does: it answers one line with what it was told."""
    program = tmp_path / "dbt"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nassert sys.argv[1:] == ['--ahead']\n"
        "told = sys.stdin.readline()\nprint('told', told)\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(dbt_ahead, "parsed_dbt_executable", lambda: str(program))
    return program


def test_it_is_told_once_what_to_do(waiting: Path) -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        process = dbt_ahead.begin([str(waiting), "build", "--全"], {"A": "1"})
        assert process is not None and process.stdout is not None
        with process.stdout:
            answer = process.stdout.read()
        process.wait()
        assert b'"arguments": ["build"' in answer and b'{"A": "1"}' in answer
        assert process.args == [str(waiting), "build", "--全"]
        assert dbt_ahead.begin([str(waiting), "build"], {}) is None


def test_it_ends_with_a_run_that_never_asked(waiting: Path) -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        process = dbt_ahead._waiting
        assert process is not None and process.poll() is None
    assert process.returncode == -signal.SIGKILL
    assert dbt_ahead.begin([str(waiting), "build"], {}) is None


def test_one_that_has_ended_is_passed_over(waiting: Path) -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        process = dbt_ahead._waiting
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert dbt_ahead.begin([str(waiting), "build"], {}) is None


def test_none_waits_where_spark_builds(waiting: Path) -> None:
    with dbt_ahead.dbt_ahead(Engine.SPARK):
        assert dbt_ahead.begin([str(waiting), "build"], {}) is None
