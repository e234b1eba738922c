"""The job that builds one quarter from the raw folder to its publication."""

from __future__ import annotations

import dagster as dg

QUARTER_JOB = "publish_quarter"


def build_quarter_job() -> dg.UnresolvedAssetJobDefinition:
    """Return the job over all assets and checks; its partitions are theirs."""
    return dg.define_asset_job(
        QUARTER_JOB,
        selection=dg.AssetSelection.all(),
        description="Lands new exports, builds, checks and publishes one quarter (发布季度通报).",
        # one process: DuckDB admits one writer, and steps would wait for each other anyway
        executor_def=dg.in_process_executor,
    )
