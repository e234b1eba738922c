"""The Dagster instance of a run: its history lies in the warehouse, or where DAGSTER_HOME says."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.plain_paths import plain_path
from orchestration.running.connections import hold_connections
from orchestration.settings import Folders

if TYPE_CHECKING:
    import dagster as dg

_SETTINGS = """\
# Nothing about this warehouse is told to anyone.
telemetry:
  enabled: false
nux:
  enabled: false
# The output of a step is dbt's, and is kept in build/: no process is started to copy it.
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""


def quiet_environment() -> None:
    """Switch off the usage statistics of every package, before any of them is imported."""
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["GX_ANALYTICS_ENABLED"] = "false"


def dagster_home(folders: Folders) -> Path:
    """Return the folder of Dagster's history, made private and with telemetry off if it is ours."""
    named = os.environ.get("DAGSTER_HOME", "").strip()
    if named:
        return Path(named)
    home = folders.warehouse / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(_SETTINGS, encoding="utf-8")
    return home


def open_instance(folders: Folders) -> dg.DagsterInstance:
    """Return the instance whose history the UI over the same folders shows."""
    from dagster import DagsterInstance
    from dagster._core.instance.ref import InstanceRef

    home = dagster_home(folders)
    is_ours = not os.environ.get("DAGSTER_HOME", "").strip()
    storage = {
        "module": "orchestration.running.event_storage",
        "class": "HeldSqliteStorage",
        "config": {"base_dir": str(plain_path(home))},
    }
    overrides = {"storage": {"custom": storage}} if is_ours else None
    # Dagster creates its databases without a look whether another process is doing so
    with (home / ".opening").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        instance = DagsterInstance.from_ref(
            InstanceRef.from_dir(str(plain_path(home)), overrides=overrides)
        )
        instance.event_log_storage.get_maximum_record_id()  # creates the index, if need be
    if not is_ours:
        hold_connections(instance)
    return instance
