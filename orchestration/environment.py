"""What the process finds around it: other projects' variables stay out, its own are looked over."""

from __future__ import annotations

import math
import os
import re
import warnings
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

from orchestration.errors import BadCall

_OTHERS = ("DBT_", "DAGSTER_")
"""Prefixes by which dbt and Dagster are told what to do: another project's are not meant for us."""

_OURS = {"DAGSTER_HOME", "DAGSTER_DISABLE_TELEMETRY", "DBT_SEND_ANONYMOUS_USAGE_STATS"}

_HARMLESS_PYTHON = {
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHASHSEED",
    "PYTHONHOME",
    "PYTHONNOUSERSITE",
    "PYTHONPATH",
    "PYTHONPYCACHEPREFIX",
}
"""Where Python finds things; what else PYTHON* says changes how a program behaves or prints."""

_SIZE = re.compile(r"\d+(\.\d+)?\s*([KMGT]i?B)", re.IGNORECASE)


def leave_out_others(environment: MutableMapping[str, str] = os.environ) -> None:
    """Remove from this process's environment what other projects told dbt and Dagster."""
    for name in [name for name in environment if name.startswith(_OTHERS) and name not in _OURS]:
        del environment[name]
    if environment.get("PYTHONWARNINGS") or environment.get("PYTHONDEVMODE"):
        # a warning of a package would end the run as an error, or stand among our lines
        warnings.simplefilter("ignore")


def for_dbt(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment of a dbt that we start: it prints UTF-8 and hears of no other project.

    DAGSTER_* stays: what is set there, Dagster set in its own process.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("DBT_")
        and (name in _HARMLESS_PYTHON or not name.startswith("PYTHON"))
    }
    return kept | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "PYTHONUTF8": "1"}


def require_settings(environment: Mapping[str, str] = os.environ) -> None:
    """Look over every variable of ours; raises BadCall that names the first one with a slip."""
    for name, (is_right, example) in _SETTINGS.items():
        value = environment.get(name)
        if value and not is_right(value.strip()):
            raise BadCall(f"{name} is {value!r}: {example}")


def _is_size(text: str) -> bool:
    return _SIZE.fullmatch(text) is not None and float(re.split(r"[^\d.]", text)[0]) > 0


def _is_seconds(text: str) -> bool:
    try:
        return 0 <= float(text) < math.inf
    except ValueError:
        return False


def _is_count(text: str, most: int = 2**31) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= most


def _is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s/]+(/\S*)?", text) is not None


_SETTINGS: dict[str, tuple[Callable[[str], bool], str]] = {
    "TONGBAO_MEMORY": (_is_size, "write a size such as 2500MB or 8GB"),
    "TONGBAO_ENGINE": (lambda text: text in {"duckdb", "spark"}, "name duckdb or spark"),
    "TONGBAO_SETTLE": (_is_seconds, "write seconds, such as 2"),
    "TONGBAO_SETTLE_MAX": (_is_seconds, "write seconds, such as 60"),
    "TONGBAO_SPARK_PORT": (lambda text: _is_count(text, 65535), "write a port, such as 10000"),
    "TONGBAO_SPARK_PARTITIONS": (_is_count, "write a number, such as 2"),
    "TONGBAO_ALERT_WECOM": (_is_address, "write the address of a robot, https://…"),
    "TONGBAO_ALERT_DINGTALK": (_is_address, "write the address of a robot, https://…"),
    "DAGSTER_HOME": (
        lambda text: Path(text).is_absolute() and Path(text).is_dir(),
        "name a folder that is there, by its whole path",
    ),
}
