"""A run that fails in Dagster's hands is told as one of the command line is."""

from dataclasses import replace

import dagster as dg

from orchestration.alerts.problems import refresh_problem
from orchestration.alerts.tell import tell
from orchestration.automation.automatic import sensor_status
from orchestration.automation.refresh_job import told_already
from orchestration.partitions import partition_of
from orchestration.running.outcome import outcome_of
from orchestration.running.run import STARTED_BY
from orchestration.settings import Folders


def build_failure_sensor(folders: Folders) -> dg.SensorDefinition:
    """Return the sensor over all runs of the code location, save those that told it themselves."""

    @dg.run_failure_sensor(
        name="tell_failed_runs",
        default_status=sensor_status(),
        description="Tells the configured robots and mailboxes why a run failed.",
    )
    def tell_failed_runs(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        records = context.instance.all_logs(run.run_id)
        events = [each.dagster_event for each in records if each.dagster_event]
        if STARTED_BY in run.tags or told_already(events):
            return
        outcome = outcome_of(events, is_success=False, log=folders.run_log)
        if not outcome.problems:
            # its process died: no step could say why
            died = (context.failure_event.message or "its process is gone",)
            outcome = replace(outcome, problems=died, is_crash=True)
        partition = run.tags.get("dagster/partition")
        if partition:
            own, period = partition_of(folders, partition)
            tell(own, {period: outcome}, context.log.warning)
        else:
            problem = refresh_problem(folders, "; ".join(outcome.problems))
            tell(folders, {}, context.log.warning, [problem])

    return tell_failed_runs
