"""The job behind the nightly schedule and the sensor: one refresh, with its runs of periods."""

from collections.abc import Mapping, Sequence

import dagster as dg

from orchestration.alerts.telling import telling
from orchestration.districts import District, named
from orchestration.errors import MISPLACED, TongbaoError
from orchestration.running.districts import refresh_districts, worst
from orchestration.running.progress import Silent
from orchestration.running.refresh import Refreshed
from orchestration.settings import Folders

REFRESH_JOB = "refresh"


class RefreshStopped(dg.Failure):
    """A period was not published, or the refresh broke: it has told why."""


class _Logged(Silent):
    """Tells what a person should read to the log of the Dagster run."""

    def __init__(self, log: dg.DagsterLogManager) -> None:
        self._log = log

    def say(self, text: str) -> None:
        """Log the text."""
        self._log.info(text)


def build_refresh_job(folders: Folders) -> dg.JobDefinition:
    """Return the job of one op; each period that it brings up is a run of `publish_period`."""

    @dg.op(
        name="refresh_touched_periods",
        description="Lands what came in and publishes each period that it touches (每晚更新).",
    )
    def refresh_touched_periods(context: dg.OpExecutionContext) -> None:
        logged = _Logged(context.log)
        try:
            with telling(folders, logged.say):
                done = refresh_districts(folders, logged, context.instance)
        except (TongbaoError, *MISPLACED) as error:
            raise RefreshStopped(str(error), allow_retries=False) from error
        context.add_output_metadata(_metadata(folders, done))
        if worst(done):
            problems = [
                named(folders, district, text)
                for district, each in done.items()
                for text in each.problems
            ]
            raise RefreshStopped("; ".join(problems), allow_retries=False)

    @dg.job(
        name=REFRESH_JOB,
        executor_def=dg.in_process_executor,
        description="Brings whatever came in into every publication that it touches (每晚更新).",
    )
    def refresh_job() -> None:
        refresh_touched_periods()

    return refresh_job


def told_already(events: Sequence[dg.DagsterEvent]) -> bool:
    """Whether a run is a refresh that ended in order, and so has told what stopped it."""
    errors = [event.step_failure_data.error for event in events if event.is_step_failure]
    return any(error and error.cls_name == RefreshStopped.__name__ for error in errors)


def _metadata(folders: Folders, done: Mapping[District, Refreshed]) -> dict[str, str]:
    told = {
        named(folders, district, period): run.told
        for district, each in done.items()
        for period, run in each.runs.items()
    }
    return told or {"refreshed": "nothing new: every publication stands"}
