"""One period, run in this process through the same Dagster job as in the UI."""

from __future__ import annotations

from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.checks.loss import ACCEPT_LOSS
from orchestration.districts import district_of
from orchestration.errors import MISPLACED, TongbaoError
from orchestration.periods import Period
from orchestration.publication.versions import newest_version
from orchestration.running.crash import crash_outcome, explained_crash
from orchestration.running.instance import open_instance, quiet_environment
from orchestration.running.outcome import INTERRUPTED, RunOutcome, outcome_of
from orchestration.running.progress import Progress
from orchestration.running.records import close_record
from orchestration.running.unchanged import standing_run
from orchestration.settings import Folders
from orchestration.transformation.dbt_ahead import dbt_ahead
from orchestration.transformation.engine import Engine

if TYPE_CHECKING:
    import dagster as dg


STARTED_BY = "tongbao/started_by"
"""The tag of runs whose outcome the program itself tells."""


def run_period(
    folders: Folders,
    period: Period,
    as_of: datetime | None,
    progress: Progress,
    instance: dg.DagsterInstance | None = None,
    engine: Engine | None = None,
    shares: bool = False,
    accept_loss: str = "",
) -> RunOutcome:
    """Land, build, check and publish one period; never raises for bad data or a wrong call.

    Its history goes to `instance`, by default to the one of the warehouse; the engine is by default
    the one that the environment names. With `shares` it may build on what an earlier run of the
    same command landed and built for all districts, where that still stands. `accept_loss` is the
    reason to publish although an export lost most of its rows; the journal keeps it. A period in
    which no row can fall is not built, unless it was published: then a check says which file it
    lost its rows with.
    """
    engine = engine or Engine.resolve()
    was_published = newest_version(folders.published / period.key) is not None
    asked = _Asked(as_of, engine, shares, accept_loss, requires_rows=not was_published)
    outcome = _outcome(folders, period, asked, progress, instance)
    if not outcome.exit_code:
        close_record(folders, period.key, outcome.checks_passed, outcome.drift)
    return outcome


def build_rows(
    folders: Folders, period: Period, progress: Progress, instance: dg.DagsterInstance | None = None
) -> RunOutcome:
    """Land, and build the rows of all periods, by today's words; nothing is published.

    The run is one of `period` in name alone, as every run is one of some.
    """
    asked = _Asked(engine=Engine.resolve(), is_rows_only=True)
    return _outcome(folders, period, asked, progress, instance)


def _outcome(
    folders: Folders,
    period: Period,
    asked: _Asked,
    progress: Progress,
    instance: dg.DagsterInstance | None,
) -> RunOutcome:
    quiet_environment()
    log = folders.run_log
    published = folders.published / period.key
    before = newest_version(published)
    try:
        outcome = _run(folders, period, asked, progress, instance, log)
    except (TongbaoError, *MISPLACED):
        raise
    except Exception as error:  # Dagster's storage raises whatever its database gives
        outcome = crash_outcome(folders, error, log)
    else:
        outcome = explained_crash(folders, outcome) if outcome.is_crash else outcome
    newest = newest_version(published)
    if outcome.exit_code and newest != before:
        # what failed came after the version had appeared: it stands, and is to be heard of
        problems = ("interrupted",) if outcome.exit_code == INTERRUPTED else outcome.problems
        return replace(outcome, version=newest, is_new_version=True, problems=problems)
    return outcome


@dataclass(frozen=True)
class _Asked:
    """What a run is asked for beside its period; where `is_rows_only`, nothing of the period."""

    as_of: datetime | None = None
    engine: Engine = Engine.DUCKDB
    shares: bool = False
    accept_loss: str = ""
    requires_rows: bool = True
    is_rows_only: bool = False

    @property
    def ops(self) -> dict[str, object]:
        """The configuration of the plan, which a run of the rows alone has not."""
        as_of = str(self.as_of) if self.as_of else ""
        plan = {"config": {"as_of": as_of, "requires_rows": self.requires_rows}}
        return {} if self.is_rows_only else {"plan__periods": plan}

    @property
    def tags(self) -> dict[str, str]:
        """The tags of the Dagster run."""
        accepted = {ACCEPT_LOSS: self.accept_loss} if self.accept_loss else {}
        return {STARTED_BY: "program", **accepted}


def _run(
    folders: Folders,
    period: Period,
    asked: _Asked,
    progress: Progress,
    instance: dg.DagsterInstance | None,
    log: Path,
) -> RunOutcome:
    folders.build.mkdir(parents=True, exist_ok=True)
    folders.build.chmod(0o700)
    with log.open("w", encoding="utf-8") as sink, redirect_stdout(sink):
        log.chmod(0o600)
        progress.stage("starting")
        with (
            dbt_ahead(asked.engine),
            nullcontext(instance) if instance else open_instance(folders) as history,
        ):
            result = _execute(folders, period, asked, progress, history)
    return outcome_of(result.all_events, result.success, log, not asked.is_rows_only)


def repeat_run(folders: Folders, period: Period, as_of: datetime | None) -> RunOutcome | None:
    """Return the outcome of the run that a new one would only repeat, None if it would do more."""
    record = standing_run(folders, period, as_of)
    if record is None or record.checks_passed is None:
        return None
    version = folders.published / period.key / record.version
    return RunOutcome(0, record.checks_passed, drift=record.drift, version=version)


def _execute(
    folders: Folders,
    period: Period,
    asked: _Asked,
    progress: Progress,
    instance: dg.DagsterInstance,
) -> dg.ExecuteInProcessResult:
    from orchestration.automation.jobs import PERIOD_JOB
    from orchestration.definitions import build_definitions
    from orchestration.partitions import add_partitions, partition_key, remove_partition
    from orchestration.transformation.assets import begun_periods
    from orchestration.transformation.shared import (
        forget_shared,
        hanging_on_plan,
        note_shared,
        shared_are_new,
    )

    definitions = build_definitions(folders.of(""), progress, asked.engine)
    # Spark keeps its tables in its own folder, which each run makes anew
    is_part = asked.shares and asked.engine is Engine.DUCKDB and shared_are_new(folders)
    selection = hanging_on_plan(definitions) if is_part or asked.is_rows_only else None
    if selection is not None and asked.is_rows_only:
        selection = set(definitions.resolve_asset_graph().materializable_asset_keys) - selection
    is_new = add_partitions(instance, [period])
    result = definitions.resolve_job_def(PERIOD_JOB).execute_in_process(
        instance=instance,
        partition_key=partition_key(folders, district_of(folders), period),
        asset_selection=sorted(selection) if selection is not None else None,
        tags=asked.tags,
        run_config={
            "ops": asked.ops,
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        },
        raise_on_error=False,
    )
    is_in_name = asked.is_rows_only and is_new
    if is_in_name and not (result.success and period in begun_periods(folders)):
        remove_partition(instance, period)
    blocked = {
        check.asset_key
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.blocking
    }
    if blocked and blocked - hanging_on_plan(definitions):
        # what is wrong for every period and district is to be found by each of their runs
        forget_shared(folders)
    elif asked.is_rows_only and result.success:
        note_shared(folders, asked.engine)
    return result
