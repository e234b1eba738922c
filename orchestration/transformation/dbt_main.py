"""dbt as this project runs it: on DuckDB over a project parsed already, without debug events.

dbt's own partial parse gives up whenever the profile names another file, as it does for each
warehouse; the manifest does not depend on the profile, so it is handed over whole. And dbt turns
each of its debug events into text before it drops it: a fifth of the time of a build.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PARSED = "partial_parse.msgpack"
_LOOK_SECONDS = 0.2


def main() -> None:
    """Run dbt with this process's arguments; exit codes are dbt's (0 done, 1 failed, 2 broken)."""
    from dbt.cli.main import dbtRunner

    end_with_parent()
    leave_out_debug_events()

    arguments = sys.argv[1:]
    manifest = _parsed(arguments)
    from_scratch = [] if manifest else ["--no-partial-parse"]
    result = dbtRunner(manifest=manifest).invoke([*arguments, *from_scratch])
    if result.exception is not None:
        print(result.exception, file=sys.stderr)
        sys.exit(2)
    sys.exit(0 if result.success else 1)


def _parsed(arguments: list[str]) -> Manifest | None:
    """Return the project as parsed for DuckDB; none for another target, where dbt parses it."""
    from dbt.contracts.graph.manifest import Manifest

    from orchestration.transformation.project import manifest_path

    if "--target" in arguments[:-1] and arguments[arguments.index("--target") + 1] != "duckdb":
        return None
    parsed = Path(manifest_path()).with_name(PARSED)
    manifest = Manifest.from_msgpack(parsed.read_bytes())
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
    """Let dbt make no message of what neither its log nor its output shows."""
    from dbt_common.events.base_types import BaseEvent, EventLevel
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
            if (level or e.level_tag()) != EventLevel.DEBUG:
                super().fire_event(e, level, node, force_warn_or_error_handling)

    ctx_set_event_manager(QuietEventManager())


if __name__ == "__main__":
    main()
