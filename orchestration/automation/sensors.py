"""A sensor on the raw folder: new exports that have stopped growing start a run."""

import hashlib
import json
from pathlib import Path

import dagster as dg

from orchestration.automation.jobs import QUARTER_JOB
from orchestration.quarters import Quarter, local_now
from orchestration.settings import EXPORTS, Folders


def build_raw_folder_sensor(folders: Folders) -> dg.SensorDefinition:
    """Return the sensor; its cursor remembers what it saw last and what it started a run for."""

    @dg.sensor(
        name="new_exports",
        job_name=QUARTER_JOB,
        minimum_interval_seconds=60,
        description="Starts the running quarter and the one before when exports have settled.",
    )
    def new_exports(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        cursor = json.loads(context.cursor or "{}")
        seen = fingerprint(folders.raw)
        if seen == cursor.get("handled"):
            return dg.SkipReason("no new exports")
        if seen != cursor.get("seen"):
            context.update_cursor(json.dumps({**cursor, "seen": seen}))
            return dg.SkipReason("exports have changed: waiting until they stop growing")
        running = Quarter.containing(local_now())
        return dg.SensorResult(
            run_requests=[
                dg.RunRequest(run_key=f"{seen}/{quarter}", partition_key=quarter.key)
                for quarter in (running.shifted(-1), running)
            ],
            cursor=json.dumps({"seen": seen, "handled": seen}),
        )

    return new_exports


def fingerprint(raw: Path) -> str:
    """Return a digest of the names, sizes and times of all files in the raw exports' folders."""
    digest = hashlib.sha256()
    for export in EXPORTS:
        for path in sorted((raw / export).rglob("*")):
            if path.is_file() and not path.is_symlink():
                status = path.stat()
                digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
