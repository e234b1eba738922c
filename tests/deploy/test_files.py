"""The files of the deployment as the tools that read them see them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
HIGHEST_EXPOSURE = 2.0
"""Of 10, as systemd-analyze reckons; it calls less than 2.5 fine."""


def tool(name: str) -> str:
    found = shutil.which(name, path=f"/usr/sbin:/usr/bin:/bin:{Path(sys.executable).parent}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_units_are_valid(tmp_path: Path) -> None:
    for unit in UNITS:
        # the programs must be there to be found valid: those of this checkout
        text = unit.read_text().replace(
            "/srv/tongbao/app/.venv", str(Path(sys.executable).parents[1])
        )
        (tmp_path / unit.name).write_text(text.replace("/srv/tongbao/app", str(REPOSITORY)))
    done = subprocess.run(
        [tool("systemd-analyze"), "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=[unit.stem for unit in SERVICES])
def test_a_service_is_exposed_no_more_than_it_must(unit: Path) -> None:
    done = subprocess.run(
        [tool("systemd-analyze"), "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "offline" in done.stderr:
        pytest.skip("this systemd-analyze judges no files")
    (exposure,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(exposure) <= HIGHEST_EXPOSURE, done.stdout


def test_services_are_not_roots_and_their_files_are_theirs_alone() -> None:
    for unit in SERVICES:
        text = unit.read_text()
        for line in ("User=tongbao", "UMask=0077", "NoNewPrivileges=yes", "IPAddressDeny=any"):
            assert f"\n{line}\n" in text, (unit.name, line)


def test_logs_are_rotated_as_units_write_them(tmp_path: Path) -> None:
    written = {path for unit in SERVICES for path in re.findall(r"append:(\S+)", unit.read_text())}
    assert len(written) == len(SERVICES)
    assert {str(Path(path).parent) for path in written} == {"/var/log/tongbao"}
    settings = (DEPLOY / "logrotate").read_text()
    assert settings.splitlines()[1] == "/var/log/tongbao/*.log {"
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "daemon.log").write_text("a line\n")
    here = settings.replace("/var/log/tongbao", str(logs)).replace("    su tongbao tongbao\n", "")
    (tmp_path / "settings").write_text(here)
    (tmp_path / "settings").chmod(0o600)
    done = subprocess.run(
        [
            *(tool("logrotate"), "--force", "--state", str(tmp_path / "state")),
            str(tmp_path / "settings"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (logs / "daemon.log").read_text() == ""
    assert (logs / "daemon.log.1").read_text() == "a line\n"


def test_scripts_are_sound_shell() -> None:
    scripts = [DEPLOY / "backup.sh", DEPLOY / "restore.sh", REPOSITORY / ".ci" / "postgres"]
    for script in scripts:
        subprocess.run([tool("bash"), "-n", str(script)], check=True)
    subprocess.run([tool("shellcheck"), *map(str, scripts)], check=True)


def test_the_image_is_built_from_the_locks_and_runs_as_no_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    assert "RUN make setup-deploy PYTHON=python3" in lines
    assert lines.index("USER tongbao") > max(
        number for number, line in enumerate(lines) if line.startswith(("FROM", "RUN"))
    )
    ignored = (REPOSITORY / ".containerignore").read_text().split()
    assert {"raw/*", "warehouse/*", ".git", ".venv"} <= set(ignored)


def test_whatever_names_the_warehouse_names_the_office_too() -> None:
    for path in sorted(path for path in DEPLOY.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        assert ("TONGBAO_WAREHOUSE" in text) is ("TONGBAO_OFFICE" in text), path.name
        for line in text.splitlines():
            if line.startswith("ReadOnlyPaths="):
                assert line.endswith("-/srv/tongbao/office"), path.name
