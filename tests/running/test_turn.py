import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from orchestration.running.turn import writing_turn

HOLD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from orchestration.running.turn import writing_turn
    with writing_turn(Path(sys.argv[1]), "the nightly run"):
        print("holding", flush=True)
        time.sleep(float(sys.argv[2]))
    """
)


def holder(warehouse: Path, seconds: float) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "holding\n"
    return process


def test_a_second_run_waits_and_says_on_whom(tmp_path: Path) -> None:
    process = holder(tmp_path, 2)
    said: list[str] = []
    with writing_turn(tmp_path, "me", said.append):
        assert process.wait(timeout=10) == 0
    assert len(said) == 1
    assert "the nightly run" in said[0] and str(process.pid) in said[0]


def test_a_killed_run_leaves_no_lock_behind(tmp_path: Path) -> None:
    process = holder(tmp_path, 600)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    said: list[str] = []
    with writing_turn(tmp_path, "me", said.append):
        assert said == []


def test_two_warehouses_never_wait_for_each_other(tmp_path: Path) -> None:
    with writing_turn(tmp_path / "a", "one"), writing_turn(tmp_path / "b", "two"):
        pass
