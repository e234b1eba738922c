"""A sensor on the raw folder: new exports that have stopped growing start a refresh."""

import json

import dagster as dg

from orchestration.automation.automatic import sensor_status
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.running.records import raw_digest
from orchestration.settings import Folders


def build_raw_folder_sensor(folders: Folders) -> dg.SensorDefinition:
    """Return the sensor; its cursor remembers what it saw last and what it started a run for."""

    @dg.sensor(
        name="new_exports",
        job_name=REFRESH_JOB,
        minimum_interval_seconds=60,
        default_status=sensor_status(),
        description="Starts a refresh when new exports have come and stopped growing.",
    )
    def new_exports(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        cursor = json.loads(context.cursor or "{}")
        seen = raw_digest(folders.raw)
        if seen == cursor.get("handled"):
            return dg.SkipReason("no new exports")
        if seen != cursor.get("seen"):
            context.update_cursor(json.dumps({**cursor, "seen": seen}))
            return dg.SkipReason("exports have changed: waiting until they stop growing")
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=seen)],
            cursor=json.dumps({"seen": seen, "handled": seen}),
        )

    return new_exports
