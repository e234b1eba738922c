"""A run as the kernel sees it reaches for no other machine."""

import os
import re
import shutil
import subprocess

import pytest

from tests.quarter.conftest import CONNECTIONS, TONGBAO, Office, ticket
from tests.telemetry.watch import attempts, watched


@pytest.mark.xdist_group("sample")
def test_a_run_reaches_for_no_other_machine(sample_office: Office) -> None:
    assert attempts(sample_office.folders.raw.parent / CONNECTIONS) == []


@pytest.mark.soak
@pytest.mark.parametrize("command", [["run", "2023Q2"], ["refresh"], ["status"]])
def test_no_system_call_reaches_for_another_machine(office: Office, command: list[str]) -> None:
    """Native libraries included."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("strace may not trace here")
    office.drop("tickets/a_20230701.csv", [ticket("T1")])
    folders = office.folders
    calls, log = folders.raw.parent / "calls", folders.raw.parent / "log"
    done = subprocess.run(
        [
            *("strace", "-f", "--seccomp-bpf", "-qq", "-o", str(calls)),
            *("-e", "trace=connect,sendto,sendmsg,bind", str(TONGBAO), *command),
            *("--raw", str(folders.raw), "--warehouse", str(folders.warehouse)),
        ],
        env=watched(log),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = calls.read_text()
    reached = re.findall(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"', seen)
    assert [address for address in reached if not address.startswith(("127.", "::1"))] == []
    assert attempts(log) == []
