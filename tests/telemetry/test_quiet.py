"""Usage statistics are off however a program of this environment is started."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.quiet import switches
from tests.quarter.conftest import Office, ticket
from tests.telemetry.watch import SWITCHES, attempts, watched

BIN = Path(sys.executable).parent


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


@pytest.mark.soak
@pytest.mark.parametrize("command", ["run", "refresh", "status"])
def test_no_system_call_reaches_for_another_machine(office: Office, command: str) -> None:
    """As the kernel sees it, native libraries included."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("strace may not trace here")
    office.drop("tickets/a_20230701.csv", [ticket("T1")])
    folder = office.folders.warehouse.parent
    calls, log = folder / "calls", folder / "log"
    quarter = ["2023Q2"] if command == "run" else []
    plain(
        *("strace", "-f", "--seccomp-bpf", "-qq", "-o", str(calls)),
        *("-e", "trace=connect,sendto,sendmsg,bind"),
        *(str(BIN / "tongbao"), command, *quarter),
        *("--raw", str(office.folders.raw), "--warehouse", str(office.folders.warehouse)),
        log=log,
    )
    reached = re.findall(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"', calls.read_text())
    assert [address for address in reached if not address.startswith(("127.", "::1"))] == []
    assert attempts(log) == []
