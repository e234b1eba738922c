"""dbt started ahead: it loads itself and the project while the run loads Dagster and lands files.

Without it dbt's start would be waited for: it takes as long as a third of a small period's build.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from orchestration.environment import for_dbt
from orchestration.settings import DBT_PROJECT
from orchestration.transformation.dbt_main import AHEAD
from orchestration.transformation.engine import Engine
from orchestration.transformation.project import parsed_dbt_executable

Waiting = subprocess.Popen[bytes]

_waiting: Waiting | None = None


@contextmanager
def dbt_ahead(engine: Engine) -> Iterator[None]:
    """Start a dbt for the block; it ends with the block if nobody asked it for anything."""
    global _waiting
    if engine is not Engine.DUCKDB:
        yield
        return
    _waiting = subprocess.Popen(  # noqa: S603  # our own program with a fixed argument
        [parsed_dbt_executable(), AHEAD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=DBT_PROJECT,
        env=for_dbt(),
    )
    try:
        yield
    finally:
        if (unasked := _taken()) is not None:
            _end(unasked)


def begin(command: Sequence[str], environment: dict[str, str]) -> Waiting | None:
    """Let the waiting dbt do what a command asks, and return it; None where none waits."""
    waiting = _taken()
    if waiting is None or waiting.stdin is None:
        return None
    asked = json.dumps({"arguments": list(command[1:]), "environment": environment})
    try:
        waiting.stdin.write(f"{asked}\n".encode())
        waiting.stdin.close()
    except OSError:
        _end(waiting)  # it had ended already, for a reason that the next one will tell
        return None
    waiting.args = list(command)
    return waiting


def _end(waiting: Waiting) -> None:
    waiting.kill()
    if waiting.stdout is not None:
        waiting.stdout.close()
    waiting.wait()


def _taken() -> Waiting | None:
    global _waiting
    taken, _waiting = _waiting, None
    return taken
