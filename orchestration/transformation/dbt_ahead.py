"""dbt started ahead: it loads itself and the project while the run loads Dagster and lands files.

Without it dbt's start would be waited for, before each build of a command.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from orchestration.environment import for_dbt
from orchestration.settings import DBT_PROJECT
from orchestration.transformation.engine import Engine

SERVER = "orchestration.transformation.dbt_server"


@contextmanager
def dbt_ahead(engine: Engine) -> Iterator[None]:
    """See that a dbt is loading for the block; one that nobody asked anything ends with it."""
    global _server
    if engine is Engine.DUCKDB and (_server is None or _server.is_gone()):
        _server = _Server()
    try:
        yield
    finally:
        if _server is not None and not _server.was_asked:
            _server.end()
            _server = None


def begin(command: Sequence[str], environment: dict[str, str]) -> ForkedDbt | None:
    """Let the loaded dbt do what a command asks, and return it; None where none is free."""
    global _server
    if _server is None or _server.is_busy():
        return None
    try:
        return _server.begin(command, environment)
    except (OSError, ValueError):
        _server.end()  # it had ended already, for a reason that a dbt of its own will tell
        _server = None
        return None


class ForkedDbt:
    """A dbt at work: what dagster-dbt asks of a `subprocess.Popen`."""

    def __init__(self, command: Sequence[str], pid: int, stdout: BinaryIO, server: _Server) -> None:
        self.args = list(command)
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._server = server

    def poll(self) -> int | None:
        """Return the exit code, None while it works."""
        if self.returncode is None and self._server.has_answered(0):
            self.returncode = self._exit_code()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code; raises TimeoutExpired after `timeout` seconds."""
        if self.returncode is None:
            if not self._server.has_answered(timeout):
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self.returncode = self._exit_code()
        return self.returncode

    def _exit_code(self) -> int:
        # a server that was killed cannot say how its child ended
        return int(self._server.line() or -signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it is still at work."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class _Server:
    """The process that has loaded dbt (see `dbt_server.py`), seen from its caller."""

    def __init__(self) -> None:
        self._socket, far = socket.socketpair()
        self._working: ForkedDbt | None = None
        with far:
            self._process = subprocess.Popen(  # noqa: S603  # our own program with fixed arguments
                [sys.executable, "-P", "-m", SERVER, str(far.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=DBT_PROJECT,
                env=for_dbt(),
                pass_fds=[far.fileno()],
            )

    @property
    def was_asked(self) -> bool:
        return self._working is not None

    def is_busy(self) -> bool:
        return self._working is not None and self._working.poll() is None

    def is_gone(self) -> bool:
        return self._process.poll() is not None

    def begin(self, command: Sequence[str], environment: dict[str, str]) -> ForkedDbt:
        """Raises OSError or ValueError where the process has ended."""
        asked = json.dumps({"arguments": list(command[1:]), "environment": environment})
        read, write = os.pipe()
        stdout = os.fdopen(read, "rb")
        try:
            socket.send_fds(self._socket, [b"!"], [write])
            self._socket.sendall(f"{asked}\n".encode())
            pid = int(self.line())
        except (OSError, ValueError):
            stdout.close()
            raise
        finally:
            os.close(write)
        self._working = ForkedDbt(command, pid, stdout, self)
        return self._working

    def has_answered(self, timeout: float | None) -> bool:
        return bool(select.select([self._socket], [], [], timeout)[0])

    def line(self) -> str:
        """Return the next line, empty where the process has ended; not a byte more is read."""
        line = b""
        while not line.endswith(b"\n") and (byte := self._socket.recv(1)):
            line += byte
        return line.decode()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._socket.close()


_server: _Server | None = None
"""One for this process: what it has loaded serves every build of a command."""
