"""Starting a program with the network cut, and with its usage statistics left on from outside."""

import os
from pathlib import Path

HOOK = Path(__file__).parent / "hook"
SWITCHES = {
    "DAGSTER_DISABLE_TELEMETRY",
    "DBT_SEND_ANONYMOUS_USAGE_STATS",
    "DO_NOT_TRACK",
    "GX_ANALYTICS_ENABLED",
    "CI",
}
"""What switches usage statistics off from outside: a test that kept it would prove nothing."""


def watched(log: Path) -> dict[str, str]:
    """Return an environment in which Python is cut off and writes what it tried to `log`."""
    environment = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    return environment | {"PYTHONPATH": str(HOOK), "TONGBAO_CONNECTIONS": str(log)}


def attempts(log: Path) -> list[str]:
    """Return what was tried, a line an attempt."""
    return log.read_text().splitlines() if log.exists() else []
