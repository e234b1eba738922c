"""A process that has loaded dbt and the project, and forks one dbt a command.

Loading takes as long as a third of a small period's build. A command over several periods or
districts builds several times: it is loaded for once.

The protocol, over a Unix socket: the caller sends one byte with the file descriptor to print to,
then a line of JSON (`arguments`, `environment`); it is answered with the process id and, at the
end, with the exit code, a line each. One command at a time.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import socket
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.transformation.dbt_main import (
    lighten_dbt,
    parsed_path,
    parsed_project,
    run_dbt,
)

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest


def serve(descriptor: int) -> None:
    """Answer the caller at the other end of a socket until it is gone."""
    # a Ctrl-C at the terminal is for the caller and for the dbt that works
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lighten_dbt()
    project = _Project.load()
    _load_adapter()
    with socket.socket(fileno=descriptor) as caller, caller.makefile("rw") as lines:
        _compile_macros(project.manifest, caller)
        while True:
            byte, outputs, _, _ = socket.recv_fds(caller, 1, 1)
            asked = lines.readline() if byte else ""
            if not asked:
                return
            child = os.fork()
            if child == 0:
                _work(json.loads(asked), project, outputs[0], caller)
            os.close(outputs[0])
            print(child, file=lines, flush=True)
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=lines, flush=True)


@dataclass(frozen=True)
class _Project:
    """The parsed project, and the time of the file that it was read from."""

    manifest: Manifest
    written: int

    @classmethod
    def load(cls) -> _Project:
        return cls(parsed_project(), parsed_path().stat().st_mtime_ns)

    def current(self) -> Manifest:
        """Return the manifest, read anew where a source of the project has changed since."""
        path: Path = parsed_path()
        return self.manifest if path.stat().st_mtime_ns == self.written else parsed_project()


def _load_adapter() -> None:
    import dbt.adapters.duckdb
    import dbt.cli.main
    import dbt.task.build  # noqa: F401


def _compile_macros(manifest: Manifest, caller: socket.socket) -> None:
    """Compile the templates of macros, which every fork has then, until the caller asks."""
    from dbt_common.clients.jinja import template_cache

    # our own first: each of them is used
    for macro in sorted(manifest.macros.values(), key=lambda macro: macro.package_name == "dbt"):
        if select.select([caller], [], [], 0)[0]:
            return
        template_cache.get_node_template(macro)


def _work(asked: dict[str, Any], project: _Project, output: int, caller: socket.socket) -> None:
    """Be the dbt that was asked for, in a process of its own, and end with it."""
    code = 2
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdout = sys.stderr = open(output, "w", buffering=1, encoding="utf-8")  # noqa: SIM115
        os.environ.clear()
        os.environ.update(asked["environment"])
        _end_with(caller)
        code = run_dbt(asked["arguments"], project.current())
        logging.shutdown()
    except BaseException:  # whatever it was, this process must not go on serving
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _end_with(caller: socket.socket) -> None:
    """End this process when the caller is gone: it would keep what it writes locked."""
    gone = select.poll()
    gone.register(caller, 0)

    def watch() -> None:
        gone.poll()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
