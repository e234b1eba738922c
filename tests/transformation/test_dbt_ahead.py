"""The dbt that is loaded ahead of its turn: asked once and again, never asked, gone, left alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.environment import for_dbt
from orchestration.transformation import dbt_ahead
from orchestration.transformation.dbt_ahead import ForkedDbt
from orchestration.transformation.engine import Engine


@pytest.fixture(autouse=True)
def no_server_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has a server of its own, which ends with it."""
    monkeypatch.setattr(dbt_ahead, "_server", None)
    yield
    if dbt_ahead._server is not None:
        dbt_ahead._server.end()


def asked(*arguments: str) -> ForkedDbt | None:
    return dbt_ahead.begin(["tongbao-dbt", *arguments], for_dbt())


def printed(dbt: ForkedDbt) -> str:
    with dbt.stdout:
        return dbt.stdout.read().decode()


def test_it_answers_each_command_with_output_and_exit_code() -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        for arguments, code, text in (
            (["--version"], 0, "duckdb"),
            (["build", "--全"], 2, "No such option"),
            (["--version"], 0, "duckdb"),
        ):
            dbt = asked(*arguments)
            assert dbt is not None and dbt.args == ["tongbao-dbt", *arguments]
            assert text in printed(dbt)
            assert dbt.wait(60) == dbt.poll() == dbt.returncode == code
            dbt.kill()  # one that has ended is left alone


def test_one_at_work_can_be_waited_for_and_ended_and_takes_no_second_command() -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        dbt = asked("build")
        assert dbt is not None and dbt.poll() is None
        assert asked("--version") is None, "it is busy: another process serves"
        with pytest.raises(subprocess.TimeoutExpired):
            dbt.wait(0)
        dbt.kill()
        assert dbt.wait(60) == -signal.SIGKILL
        dbt.stdout.close()


def test_it_ends_with_a_run_that_never_asked() -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        assert dbt_ahead._server is not None
        process = dbt_ahead._server._process
        assert process.poll() is None
    assert process.returncode == -signal.SIGKILL
    assert asked("--version") is None


def test_one_that_has_ended_is_passed_over() -> None:
    with dbt_ahead.dbt_ahead(Engine.DUCKDB):
        assert dbt_ahead._server is not None
        process = dbt_ahead._server._process
        process.kill()
        process.wait()
        assert asked("--version") is None


def test_none_waits_where_spark_builds() -> None:
    with dbt_ahead.dbt_ahead(Engine.SPARK):
        assert asked("--version") is None


CALLER = """
import os, signal, sys
from orchestration.environment import for_dbt
from orchestration.transformation import dbt_ahead
from orchestration.transformation.engine import Engine
with dbt_ahead.dbt_ahead(Engine.DUCKDB):
    dbt = dbt_ahead.begin(["tongbao-dbt", "debug", "--wait"], for_dbt())
    os.kill(dbt.pid, signal.SIGSTOP)  # it stands still, so that it is at work for certain
    print(dbt_ahead._server._process.pid, dbt.pid, flush=True)
    os.kill(dbt.pid, signal.SIGCONT)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_and_its_dbt_end_with_a_caller_that_is_killed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLER], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    left = [int(pid) for pid in done.stdout.split()]
    assert len(left) == 2
    until = time.monotonic() + 30
    while any(is_running(pid) for pid in left):
        assert time.monotonic() < until, "the processes of a killed caller go on"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"
