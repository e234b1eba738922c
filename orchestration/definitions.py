"""The Dagster code location: every asset, check, job, schedule and sensor of tongbao."""

from __future__ import annotations

import dagster as dg

from orchestration.automation.failure_sensor import build_failure_sensor
from orchestration.automation.jobs import build_period_job
from orchestration.automation.refresh_job import build_refresh_job
from orchestration.automation.schedules import build_nightly_schedule
from orchestration.automation.sensors import build_raw_folder_sensor
from orchestration.checks.assets import build_checks
from orchestration.landing.assets import build_landing_assets, build_office_asset
from orchestration.planning.assets import build_plan_asset
from orchestration.publication.assets import build_publication_assets
from orchestration.running.progress import Progress, Silent
from orchestration.running.turn_resource import TURN, build_turn_resource
from orchestration.settings import Folders
from orchestration.transformation.assets import build_dbt_assets
from orchestration.transformation.engine import Engine


def build_definitions(
    folders: Folders, progress: Progress | None = None, engine: Engine = Engine.DUCKDB
) -> dg.Definitions:
    """Return the definitions over two folders; the command line, the UI and tests share them."""
    progress = progress or Silent()
    return dg.Definitions(
        assets=[
            build_office_asset(folders),
            build_landing_assets(folders, progress),
            build_plan_asset(folders),
            build_dbt_assets(folders, progress, engine),
            *build_publication_assets(folders, progress),
        ],
        asset_checks=build_checks(folders, progress, engine),
        jobs=[build_period_job(), build_refresh_job(folders)],
        schedules=[build_nightly_schedule()],
        sensors=[build_raw_folder_sensor(folders), build_failure_sensor(folders)],
        resources={TURN: build_turn_resource(folders, progress)},
        executor=dg.in_process_executor,
    )


@dg.definitions
def tongbao() -> dg.Definitions:
    """Return the code location over the folders and on the engine that the environment names."""
    return build_definitions(Folders.resolve(), engine=Engine.resolve())
