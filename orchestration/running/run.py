"""One quarter, run in this process through the same Dagster job as in the UI."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.quarters import Quarter
from orchestration.running.instance import open_instance, quiet_environment
from orchestration.running.progress import Progress
from orchestration.running.records import close_record
from orchestration.running.unchanged import standing_run
from orchestration.settings import Folders

if TYPE_CHECKING:
    import dagster as dg


INTERRUPTED = 130
"""The exit code of a run that a person or the system ended."""


@dataclass(frozen=True)
class RunOutcome:
    """How a run ended: its exit code (0 done, 1 refused, 2 wrong call) and what to tell."""

    exit_code: int
    checks_passed: int = 0
    problems: tuple[str, ...] = ()
    drift: tuple[str, ...] = ()
    """What moved against earlier quarters further than is usual: told, never a block."""
    version: Path | None = None
    is_new_version: bool = False
    log: Path | None = field(default=None, compare=False)
    is_empty: bool = False
    """Whether no export has a row of the quarter, which is no fault of the data."""


def run_quarter(
    folders: Folders,
    quarter: Quarter,
    as_of: datetime | None,
    progress: Progress,
    instance: dg.DagsterInstance | None = None,
) -> RunOutcome:
    """Land, build, check and publish one quarter; never raises for bad data or a wrong call.

    Its history goes to `instance`, by default to the one of the warehouse.
    """
    quiet_environment()
    folders.build.mkdir(parents=True, exist_ok=True)
    folders.build.chmod(0o700)
    log = folders.build / "run.log"
    with log.open("w", encoding="utf-8") as sink, redirect_stdout(sink):
        log.chmod(0o600)
        progress.stage("starting")
        with nullcontext(instance) if instance else open_instance(folders) as history:
            result = _execute(folders, quarter, as_of, progress, history)
    outcome = _outcome(result, log)
    if not outcome.exit_code:
        close_record(folders, quarter.key, outcome.checks_passed, outcome.drift)
    return outcome


def repeat_run(folders: Folders, quarter: Quarter, as_of: datetime | None) -> RunOutcome | None:
    """Return the outcome of the run that a new one would only repeat, None if it would do more."""
    record = standing_run(folders, quarter, as_of)
    if record is None or record.checks_passed is None:
        return None
    version = folders.published / quarter.key / record.version
    return RunOutcome(0, record.checks_passed, drift=record.drift, version=version)


def _execute(
    folders: Folders,
    quarter: Quarter,
    as_of: datetime | None,
    progress: Progress,
    instance: dg.DagsterInstance,
) -> dg.ExecuteInProcessResult:
    from orchestration.automation.jobs import QUARTER_JOB
    from orchestration.definitions import build_definitions

    definitions = build_definitions(folders, progress)
    return definitions.resolve_job_def(QUARTER_JOB).execute_in_process(
        instance=instance,
        partition_key=quarter.key,
        run_config={
            "ops": {"plan__quarters": {"config": {"as_of": str(as_of) if as_of else ""}}},
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        },
        raise_on_error=False,
    )


def _outcome(result: dg.ExecuteInProcessResult, log: Path) -> RunOutcome:
    checks = result.get_asset_check_evaluations()
    failed = [check for check in checks if not check.passed]
    blocking = [check for check in failed if check.blocking or check.severity.name == "ERROR"]
    passed = len(checks) - len(failed)
    if result.success:
        metadata = _materialization(result, ["publication", "bulletin"])
        return RunOutcome(
            0,
            passed,
            drift=_drift(checks),
            version=Path(str(metadata["folder"].value)),
            is_new_version=bool(metadata["is_new"].value),
            log=log,
        )
    problems = [_check_text(check) for check in blocking]
    exit_code, is_empty = 1, False
    for event in result.all_events:
        if not event.is_step_failure:
            continue
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is None or error.cls_name == "DagsterAssetCheckFailedError":
            continue
        if error.cls_name in {"DagsterExecutionInterruptedError", "KeyboardInterrupt"}:
            return RunOutcome(INTERRUPTED, passed, ("interrupted; nothing new was published",))
        if error.cls_name in {"BadCall", "NoRows"}:
            exit_code, is_empty = 2, error.cls_name == "NoRows"
        if error.cls_name in {"BadCall", "NoRows", "DataRefused"}:
            problems.append(error.message.split(": ", 1)[-1].strip())
        elif not problems:
            problems.append(f"{event.step_key} failed: {_dbt_failures(error.message)}")
    return RunOutcome(exit_code, passed, tuple(problems), log=log, is_empty=is_empty)


def _drift(checks: Sequence[dg.AssetCheckEvaluation]) -> tuple[str, ...]:
    for check in checks:
        if check.check_name == "expect_drift":
            problems: Any = check.metadata["problems"].value
            return tuple(problems)
    return ()


def _dbt_failures(message: str) -> str:
    """Return dbt's own lines on what failed; the whole message where it names nothing."""
    lines = [line.strip() for line in message.splitlines()]
    told = [line for line in lines if line.startswith(("Failure in", "Got ", "Database Error"))]
    return "; ".join(told) or message.strip()


def _check_text(check: Any) -> str:
    where = "/".join(check.asset_check_key.asset_key.path)
    name = check.asset_check_key.name
    if check.description:
        return f"{name}: {check.description}"
    rows = check.metadata.get("dagster_dbt/failed_row_count")
    found = f"{rows.value} rows break it" if rows else "not met"
    return f"{where}: {name}: {found}"


def _materialization(result: dg.ExecuteInProcessResult, key: list[str]) -> Any:
    for event in result.get_asset_materialization_events():
        if event.asset_key and list(event.asset_key.path) == key:
            return event.step_materialization_data.materialization.metadata
    raise LookupError(f"no materialization of {key}")
