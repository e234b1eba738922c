"""Usage statistics are off however a program of this environment is started."""

import subprocess
import sys
from pathlib import Path

from orchestration.quiet import switches
from tests.telemetry.watch import SWITCHES, attempts, watched


def plain(*command: str, log: Path) -> str:
    """Run a command in a shell that knows nothing of this project, with the network cut."""
    done = subprocess.run(
        command, env=watched(log), cwd=log.parent, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_cut_is_seen(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = (
        "import socket\n"
        "for call in (lambda: socket.create_connection(('192.0.2.1', 80), 1),"
        " lambda: socket.getaddrinfo('example.invalid', 80)):\n"
        "    try: call()\n"
        "    except OSError as error: print(error)\n"
    )
    assert plain(sys.executable, "-c", script, log=log).count("the network is cut") == 2
    assert len(attempts(log)) == 2


def test_every_interpreter_of_the_environment_has_the_switches(tmp_path: Path) -> None:
    assert set(switches()) == SWITCHES - {"CI"}
    script = "import os, sys; print([os.environ.get(name) for name in sys.argv[1:]])"
    told = plain(sys.executable, "-c", script, *switches(), log=tmp_path / "log")
    assert told.strip() == str(list(switches().values()))


def test_each_package_takes_its_switch(tmp_path: Path) -> None:
    script = (
        "from dagster._core.telemetry_upload import is_running_in_test, uploading_logging_thread\n"
        "import threading\n"
        "with uploading_logging_thread():\n"
        "    print([thread.name for thread in threading.enumerate() if 'upload' in thread.name])\n"
    )
    assert plain(sys.executable, "-c", script, log=tmp_path / "log").strip() == "[]"
