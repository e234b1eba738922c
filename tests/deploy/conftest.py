"""A PostgreSQL of the tests' own, on this machine alone, as Debian's packages put it here."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

USER, PASSWORD = "tongbao", "only-for-this-test"
START_SECONDS = 30


def tool(name: str) -> str | None:
    """Return the path of a program of PostgreSQL's server, which Debian keeps out of PATH."""
    found = shutil.which(name)
    if found:
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(versions[-1]) if versions else None


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server."""

    port: int

    def environment(self, database: str) -> dict[str, str]:
        """Return libpq's variables for one of its databases, as tongbao.env has them."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGDATABASE": database,
            "PGUSER": USER,
            "PGPASSWORD": PASSWORD,
        }

    def create(self, database: str) -> dict[str, str]:
        """Create an empty database and return its environment."""
        self.execute("postgres", f'create database "{database}"')
        return self.environment(database)

    def query(self, database: str, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        connection = self._connect(database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall())
        finally:
            connection.close()

    def execute(self, database: str, sql: str) -> None:
        """Run a statement."""
        connection = self._connect(database)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)
        finally:
            connection.close()

    def _connect(self, database: str) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host="127.0.0.1", port=self.port, dbname=database, user=USER, password=PASSWORD
        )


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _as_nobody() -> tuple[list[str], tuple[int, int] | None]:
    """Return what to put before a command so that it is not root's, and whose its files are."""
    if os.geteuid() != 0:
        return [], None
    nobody = pwd.getpwnam("nobody")
    drop = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return drop, (nobody.pw_uid, nobody.pw_gid)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A fresh server; skipped, by name, where PostgreSQL is not installed (see .ci/postgres)."""
    initdb, server = tool("initdb"), tool("postgres")
    if initdb is None or server is None:
        pytest.skip("PostgreSQL's server is not installed: run .ci/postgres")
    before, owner = _as_nobody()
    if before and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL refuses root, and setpriv is not there to start it as nobody")
    # not in pytest's folder, which only its owner may enter
    with tempfile.TemporaryDirectory(prefix="tongbao-postgres-") as name:
        folder = Path(name)
        password = folder / "password"
        password.write_text(PASSWORD)
        if owner:
            for path in (folder, password):
                os.chown(path, *owner)
        data, port = folder / "data", free_port()
        subprocess.run(
            [
                *(
                    *before,
                    initdb,
                    "--no-sync",
                    "--no-instructions",
                    "--locale=C",
                    "--encoding=UTF8",
                ),
                *("--auth=scram-sha-256", f"--username={USER}", f"--pwfile={password}"),
                *("--pgdata", str(data)),
            ],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "full_page_writes": "off",
        }
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    *(*before, server, "-D", str(data), "-p", str(port)),
                    *(part for key, value in settings.items() for part in ("-c", f"{key}={value}")),
                ],
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        try:
            running = Server(port)
            _wait(running, process, folder / "log")
            yield running
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            server.query("postgres", "select 1")
            return
        except psycopg2.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"PostgreSQL does not start:\n{log.read_text()}")
            time.sleep(0.1)
