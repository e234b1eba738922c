"""dagster-dbt, imported as where dbt is not installed: this process never needs dbt itself.

dbt runs in a process of its own. dagster-dbt would import it here as well, for names that it has
substitutes for; that is half of what starting a run spends on imports.
"""

import sys

_LOADED = "dbt" in sys.modules

if not _LOADED:
    sys.modules["dbt"] = None  # type: ignore[assignment]
try:
    from dagster_dbt import (
        DagsterDbtTranslator,
        DagsterDbtTranslatorSettings,
        DbtCliInvocation,
        DbtCliResource,
        dbt_assets,
    )
    from dagster_dbt.core import resource
    from dagster_dbt.errors import DagsterDbtError
finally:
    if not _LOADED:
        del sys.modules["dbt"]

__all__ = [
    "DagsterDbtError",
    "DagsterDbtTranslator",
    "DagsterDbtTranslatorSettings",
    "DbtCliInvocation",
    "DbtCliResource",
    "dbt_assets",
    "resource",
]
