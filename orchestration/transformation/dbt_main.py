"""dbt as this project runs it: on DuckDB over a project parsed already, without debug events.

dbt's own partial parse gives up whenever the profile names another file, as it does for each
warehouse; the manifest does not depend on the profile, so it is handed over whole.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PARSED = "partial_parse.msgpack"
_LOOK_SECONDS = 0.2


def main() -> None:
    """Run dbt with this process's arguments; exit codes are dbt's (0 done, 1 failed, 2 broken)."""
    end_with_parent()
    lighten_dbt()
    manifest = parsed_project() if _is_on_duckdb(sys.argv[1:]) else None
    sys.exit(run_dbt(sys.argv[1:], manifest))


def lighten_dbt() -> None:
    """Leave out of dbt what nobody here reads."""
    leave_out_debug_events()
    leave_out_second_manifest()


def run_dbt(arguments: Sequence[str], manifest: Manifest | None) -> int:
    """Run dbt in this process and return its exit code; it parses what is not given parsed."""
    from dbt.cli.main import dbtRunner

    # what was loaded stays to the end: not to be looked through for garbage again and again
    gc.freeze()
    from_scratch = [] if manifest else ["--no-partial-parse"]
    result = dbtRunner(manifest=manifest).invoke([*arguments, *from_scratch])
    if result.exception is not None:
        print(result.exception, file=sys.stderr)
        return 2
    return 0 if result.success else 1


def _is_on_duckdb(arguments: list[str]) -> bool:
    target = arguments.index("--target") if "--target" in arguments[:-1] else None
    return target is None or arguments[target + 1] == "duckdb"


def parsed_path() -> Path:
    """Return where the project lies as parsed for DuckDB, parsing it first if need be."""
    from orchestration.transformation.project import manifest_path

    return Path(manifest_path()).with_name(PARSED)


def parsed_project() -> Manifest:
    """Return the project as parsed for DuckDB; for another target dbt parses it itself."""
    from dbt.contracts.graph.manifest import Manifest

    manifest = Manifest.from_msgpack(parsed_path().read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


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
