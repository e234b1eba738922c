"""The job that builds one period from the raw folder to its publication."""

from __future__ import annotations

import dagster as dg

PERIOD_JOB = "publish_period"


def build_period_job() -> dg.UnresolvedAssetJobDefinition:
    """Return the job over all assets and checks; its partitions are theirs."""
    return dg.define_asset_job(
        PERIOD_JOB,
        selection=dg.AssetSelection.all(),
        description="Lands new exports, builds, checks and publishes one period (发布季度通报).",
        # one process: DuckDB admits one writer, and steps would wait for each other anyway
        executor_def=dg.in_process_executor,
    )
