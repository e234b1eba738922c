"""dbt as this project runs it: on DuckDB over a project parsed already, without debug events.

dbt's own partial parse gives up whenever the profile names another file, as it does for each
warehouse; the manifest does not depend on the profile, so it is handed over whole. Started ahead
(`dbt_ahead.py`), dbt loads all of this while files are landing and is told then what to do.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PARSED = "partial_parse.msgpack"
AHEAD = "--ahead"
_LOOK_SECONDS = 0.2


def main() -> None:
    """Run dbt with this process's arguments; exit codes are dbt's (0 done, 1 failed, 2 broken).

    With `--ahead` alone it waits for them on its input, as one line of JSON: `arguments` and
    `environment`; an input that ends without any ends it.
    """
    from dbt.cli.main import dbtRunner

    end_with_parent()
    leave_out_debug_events()
    leave_out_second_manifest()

    arguments, manifest = sys.argv[1:], None
    if arguments == [AHEAD]:
        manifest = _parsed()
        _load_adapter()
        told = sys.stdin.readline()
        if not told:
            sys.exit(0)
        asked = json.loads(told)
        arguments = asked["arguments"]
        os.environ.clear()
        os.environ.update(asked["environment"])
    elif _is_on_duckdb(arguments):
        manifest = _parsed()
    # what was loaded stays to the end: not to be looked through for garbage again and again
    gc.freeze()
    from_scratch = [] if manifest else ["--no-partial-parse"]
    result = dbtRunner(manifest=manifest).invoke([*arguments, *from_scratch])
    if result.exception is not None:
        print(result.exception, file=sys.stderr)
        sys.exit(2)
    sys.exit(0 if result.success else 1)


def _is_on_duckdb(arguments: list[str]) -> bool:
    target = arguments.index("--target") if "--target" in arguments[:-1] else None
    return target is None or arguments[target + 1] == "duckdb"


def _parsed() -> Manifest:
    """Return the project as parsed for DuckDB; for another target dbt parses it itself."""
    from dbt.contracts.graph.manifest import Manifest

    from orchestration.transformation.project import manifest_path

    parsed = Path(manifest_path()).with_name(PARSED)
    manifest = Manifest.from_msgpack(parsed.read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


def _load_adapter() -> None:
    import dbt.adapters.duckdb
    import dbt.task.build  # noqa: F401


def end_with_parent() -> None:
    """End this process when the run that started it is gone: it would keep what it writes locked.

    What dbt started itself, as Java for Spark, ends with dbt.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def leave_out_debug_events() -> None:
    """Let dbt make nothing of what neither its log nor its output shows: a fifth of its time."""
    from dbt_common.events.base_types import BaseEvent, DebugLevel, EventLevel
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    class QuietEventManager(EventManager):
        def fire_event(
            self,
            e: BaseEvent,
            level: EventLevel | None = None,
            node: Any = None,
            force_warn_or_error_handling: bool = False,
        ) -> None:
            if (level or e.level_tag()) == EventLevel.DEBUG:
                return
            if e.pb_msg is None:  # a debug event, told at another level for once
                BaseEvent.__init__(e, **vars(e)["told"])
            super().fire_event(e, level, node, force_warn_or_error_handling)

    def keep_for_later(event: DebugLevel, **told: Any) -> None:
        event.pb_msg = None
        vars(event)["told"] = told

    DebugLevel.__init__ = keep_for_later  # type: ignore[assignment,method-assign]
    ctx_set_event_manager(QuietEventManager())


def leave_out_second_manifest() -> None:
    """Keep a build from writing the manifest that it was given once more; results are written."""
    import dbt.task.runnable

    def written_already(*_: Any) -> None:
        pass

    vars(dbt.task.runnable)["write_manifest"] = written_already


if __name__ == "__main__":
    main()
