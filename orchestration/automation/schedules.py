"""The nightly refresh at 02:00 Asia/Shanghai."""

import dagster as dg

from orchestration.automation.automatic import is_automatic
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.clock import LOCAL_TIME

NIGHTLY = "0 2 * * *"


def build_nightly_schedule() -> dg.ScheduleDefinition:
    """Return the schedule that refreshes each night; it starts with the daemon."""
    return dg.ScheduleDefinition(
        name="nightly_refresh",
        job_name=REFRESH_JOB,
        cron_schedule=NIGHTLY,
        execution_timezone=str(LOCAL_TIME),
        default_status=(
            dg.DefaultScheduleStatus.RUNNING if is_automatic() else dg.DefaultScheduleStatus.STOPPED
        ),
        description="每晚 02:00: the running period, and each that new rows touch.",
    )
