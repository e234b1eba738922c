"""The deployment against a real PostgreSQL: a run, the daemon, the web server, a backup."""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.settings import REPOSITORY
from tests.deploy.conftest import Server, free_port, tool
from tests.quarter.conftest import ticket
from tests.telemetry.watch import attempts, watched

pytestmark = pytest.mark.xdist_group("postgres")

BIN = Path(sys.executable).parent
DEPLOY = REPOSITORY / "deploy"
WAIT_SECONDS = 60
STATISTICS_SECONDS = 1.5
"""After how long PostgreSQL has counted a session that ended."""


class Installation:
    """A served installation in a folder: what its units see in their environment."""

    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        self.raw, self.warehouse = folder / "raw", folder / "warehouse"
        self.home, self.log = folder / "home", folder / "connections.log"
        self.home.mkdir(parents=True)
        shutil.copy(DEPLOY / "dagster.yaml", self.home)
        self.environment = {
            **watched(self.log),
            **database,
            "DAGSTER_HOME": str(self.home),
            "TONGBAO_RAW": str(self.raw),
            "TONGBAO_WAREHOUSE": str(self.warehouse),
        }

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it printed."""
        done = self.try_to(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def try_to(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end, however it ends."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )


SMALL_RUN = """
import dagster as dg
from orchestration.running.instance import open_instance
from orchestration.settings import Folders

@dg.asset
def small() -> dg.MaterializeResult:
    return dg.MaterializeResult()

with open_instance(Folders.resolve()) as instance:
    assert dg.materialize([small], instance=instance).success
"""


@pytest.fixture(scope="module")
def served(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with files of each kind, and a run of one small asset in its history."""
    installation = Installation(tmp_path_factory.mktemp("served"), postgres.create("history"))
    for path in (
        installation.raw / "tickets" / "工单_20230701.csv",
        *(installation.warehouse / name for name in ("journal.jsonl", "lake/rows/a.parquet")),
        *(installation.warehouse / name for name in ("build/build.duckdb", "dagster/history.db")),
        installation.warehouse / "published" / "2023Q2" / "v001" / "主要指标.csv",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    (installation.warehouse / "published" / "2023Q2" / "latest").symlink_to("v001")
    (installation.warehouse / "lake").chmod(0o700)
    installation.run(sys.executable, "-c", SMALL_RUN)
    return installation


def test_a_runs_history_is_in_postgresql_alone(served: Installation, postgres: Server) -> None:
    assert postgres.query("history", "select status from runs") == [("SUCCESS",)]
    kinds = "select count(*) from event_logs where dagster_event_type = 'ASSET_MATERIALIZATION'"
    assert postgres.query("history", kinds) == [(1,)]
    assert not [path for path in served.home.rglob("*") if path.suffix == ".db"]
    assert attempts(served.log) == []


STRUCK_RUN = """
import os
import dagster as dg
import psycopg2
from orchestration.running.instance import open_instance
from orchestration.settings import Folders

def strike() -> None:
    # libpq's variables name the server
    with psycopg2.connect("") as connection, connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        assert cursor.rowcount > 0, "no connection was held"

@dg.asset
def struck() -> dg.MaterializeResult:
    strike()
    return dg.MaterializeResult()

with open_instance(Folders.resolve()) as instance:
    assert dg.materialize([struck], instance=instance).success
"""


def test_a_run_holds_its_connections_and_outlives_their_end(
    postgres: Server, tmp_path: Path
) -> None:
    struck = Installation(tmp_path, postgres.create("struck"))
    sessions = "select sessions from pg_stat_database where datname = 'struck'"
    struck.run(sys.executable, "-c", SMALL_RUN)
    time.sleep(STATISTICS_SECONDS)
    ((before,),) = postgres.query("struck", sessions)
    struck.run(sys.executable, "-c", STRUCK_RUN)
    statuses = "select status, count(*) from runs group by 1"
    assert postgres.query("struck", statuses) == [("SUCCESS", 2)]
    time.sleep(STATISTICS_SECONDS)
    ((after,),) = postgres.query("struck", sessions)
    assert isinstance(before, int) and isinstance(after, int)
    assert after - before < 20, "an event each opens many more"


def test_daemon_and_web_server_start_over_it_and_listen_to_this_machine_alone(
    served: Installation, postgres: Server
) -> None:
    # whether the code location loads is another test's; here it would cost twice as much again
    module = ["--module-name", "orchestration.definitions"]
    check_services(
        served, postgres, "history", lambda words: [*words[: -len(module)], "--empty-workspace"]
    )


@pytest.mark.soak
def test_a_period_from_its_run_to_a_restored_one(postgres: Server, tmp_path: Path) -> None:
    first = Installation(tmp_path / "first", postgres.create("first"))
    exports = first.raw / "tickets"
    exports.mkdir(parents=True)
    row = ticket("T1")
    lines = [",".join(row), ",".join(str(value) for value in row.values())]
    (exports / "工单_20230701.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tongbao = str(BIN / "tongbao")
    first.run(tongbao, "run", "2023Q2")
    assert postgres.query("first", "select status, partition from runs") == [("SUCCESS", "2023Q2")]
    assert not (first.warehouse / "dagster").exists()
    check_services(first, postgres, "first", list)

    first.run(str(DEPLOY / "backup.sh"), str(tmp_path / "backups"))
    (backup,) = (tmp_path / "backups").iterdir()
    second = Installation(tmp_path / "second", postgres.create("second"))
    second.run(str(DEPLOY / "restore.sh"), str(backup))
    assert "v001: untouched" in second.run(tongbao, "verify", "2023Q2")
    assert "nothing published" in second.run(tongbao, "run", "2023Q2")
    assert postgres.query("second", "select count(*) from runs") == [(2,)]
    assert attempts(first.log) + attempts(second.log) == []


def check_services(
    served: Installation,
    postgres: Server,
    database: str,
    adapted: Callable[[list[str]], list[str]],
) -> None:
    """Start both services, ask each for a sign of life, and see whom they try to reach."""
    port = free_port()
    postgres.execute(database, "delete from daemon_heartbeats")
    commands = [
        [str(port) if word == "3000" else word for word in adapted(_command(f"tongbao-{name}"))]
        for name in ("daemon.service", "webserver.service")
    ]
    with (served.home / "served.log").open("w") as log:
        processes = [
            subprocess.Popen(
                command, env=served.environment, cwd=REPOSITORY, stdout=log, stderr=log
            )
            for command in commands
        ]
    try:
        beats = "select distinct daemon_type from daemon_heartbeats"
        until = time.monotonic() + WAIT_SECONDS
        wanted = {"SCHEDULER", "SENSOR", "QUEUED_RUN_COORDINATOR", "MONITORING"}
        while not wanted <= {str(name) for (name,) in postgres.query(database, beats)}:
            assert time.monotonic() < until, (served.home / "served.log").read_text()
            time.sleep(0.2)
        answer = _ask(port, "{ runsOrError { ... on Runs { results { status } } } }", until)
        assert answer["data"]["runsOrError"]["results"] == [{"status": "SUCCESS"}]
        assert _listening(port) == {"127.0.0.1"}
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=WAIT_SECONDS)
    assert attempts(served.log) == []


def test_a_backup_restores_raw_files_warehouse_and_history(
    served: Installation, postgres: Server, tmp_path: Path
) -> None:
    if tool("pg_dump") is None or shutil.which("flock") is None:
        pytest.skip("pg_dump or flock is not installed")
    backups = tmp_path / "backups"
    for _ in range(2):
        served.run(str(DEPLOY / "backup.sh"), str(backups), "1")
        time.sleep(1.1)  # backups are named by the second
    (backup,) = backups.iterdir()
    assert _modes(backup) == {0o600} and backup.stat().st_mode & 0o777 == 0o700

    other = Installation(tmp_path / "other", postgres.create("restored"))
    damaged = tmp_path / "damaged"
    shutil.copytree(backup, damaged)
    with (damaged / "raw.tar.gz").open("ab") as file:
        file.write(b"x")
    refused = other.try_to(str(DEPLOY / "restore.sh"), str(damaged))
    assert refused.returncode == 1 and "damaged" in refused.stderr
    assert not other.warehouse.exists()

    other.run(str(DEPLOY / "restore.sh"), str(backup))
    assert _content(other.raw) == _content(served.raw)
    kept = {
        name: content
        for name, content in _content(served.warehouse).items()
        if not name.startswith(("build/", "dagster/")) and name != ".turn"
    }
    assert _content(other.warehouse) == kept
    for table in ("runs", "event_logs"):
        count = f"select count(*) from {table}"
        assert postgres.query("restored", count) == postgres.query("history", count)
    assert (other.warehouse / "lake").stat().st_mode & 0o777 == 0o700

    again = other.try_to(str(DEPLOY / "restore.sh"), str(backup))
    assert again.returncode == 1 and "is not empty" in again.stderr


def _command(unit: str) -> list[str]:
    """Return the unit's command, in this interpreter's environment."""
    lines = (DEPLOY / "systemd" / unit).read_text().splitlines()
    (start,) = (line for line in lines if line.startswith("ExecStart="))
    program, *arguments = start.removeprefix("ExecStart=").split()
    return [str(BIN / Path(program).name), *arguments]


def _ask(port: int, query: str, until: float) -> dict[str, dict[str, dict[str, object]]]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json"},
    )
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
                answer: dict[str, dict[str, dict[str, object]]] = json.load(response)
                return answer
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)


def _listening(port: int) -> set[str]:
    """Return the addresses at which a TCP port of this machine is listened to."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            address, hexadecimal = local.split(":")
            if state == "0A" and int(hexadecimal, 16) == port:
                known = {"0100007F": "127.0.0.1"}
                found.add(known.get(address, address))
    return found


def _content(folder: Path) -> dict[str, bytes | str]:
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.iterdir()}
