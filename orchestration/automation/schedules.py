"""The nightly refresh: the running quarter and, while late rows still come, the one before."""

import dagster as dg

from orchestration.automation.jobs import QUARTER_JOB
from orchestration.quarters import LOCAL_TIME, Quarter, local_now

NIGHTLY = "0 2 * * *"


def build_nightly_schedule() -> dg.ScheduleDefinition:
    """Return the schedule that runs the job at 02:00 Asia/Shanghai."""

    @dg.schedule(
        name="nightly_refresh",
        job_name=QUARTER_JOB,
        cron_schedule=NIGHTLY,
        execution_timezone=str(LOCAL_TIME),
        description="每晚 02:00: the running quarter and the one before it.",
    )
    def nightly_refresh(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest]:
        night = context.scheduled_execution_time.astimezone(LOCAL_TIME)
        running = Quarter.containing((night or local_now()).replace(tzinfo=None))
        return [
            dg.RunRequest(run_key=f"{night:%Y-%m-%d}/{quarter}", partition_key=quarter.key)
            for quarter in (running.shifted(-1), running)
        ]

    return nightly_refresh
