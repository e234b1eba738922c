"""The audit of locked packages never passes where it could not ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import REPOSITORY
from tests.telemetry.watch import attempts, watched

AUDIT = str(REPOSITORY / ".ci" / "audit")
HASH = "--hash=sha256:" + "0" * 64


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(f"alpha==1.0 \\\n    {HASH}\nbeta==2.0 \\\n    {HASH}\n")
    return path


def audit(lock: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, AUDIT, str(lock)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_service_that_is_out_of_reach_is_named_and_is_no_clean_report(
    lock: Path, tmp_path: Path
) -> None:
    log = tmp_path / "connections.log"
    done = audit(lock, watched(log))
    assert done.returncode == 3
    assert "NOTHING WAS AUDITED: pip-audit's vulnerability service" in done.stdout
    assert attempts(log), "it is the network that was asked"


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        ('{"name": "alpha", "version": "1.0", "vulns": []}', 0, "1 of 1 packages audited"),
        (
            '{"name": "alpha", "version": "1.0",'
            ' "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}]}',
            1,
            "alpha 1.0: CVE-1, mended in 1.1",
        ),
        ('{"name": "alpha", "skip_reason": "not found"}', 3, "does not know them: alpha"),
        ("", 3, "NOT AUDITED"),
    ],
)
def test_a_report_is_judged_package_by_package(
    lock: Path, tmp_path: Path, answer: str, code: int, told: str
) -> None:
    service = tmp_path / "pip_audit.py"
    service.write_text(f"print('''{{\"dependencies\": [{answer}]}}''')\n")
    done = audit(lock, {**os.environ, "PYTHONPATH": str(tmp_path)})
    assert (done.returncode, told in done.stdout) == (code, True), done.stdout
