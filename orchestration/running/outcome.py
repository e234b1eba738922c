"""How a run ended, read from its Dagster events: whether started here or from the UI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    """What moved against earlier periods further than is usual: told, never a block."""
    version: Path | None = None
    is_new_version: bool = False
    log: Path | None = field(default=None, compare=False)
    is_empty: bool = False
    """Whether no row of the period is there: none came, or what came was refused."""
    is_crash: bool = False
    """Whether it ended for a reason that neither the data nor the call gave."""
    is_held: bool = False
    """Whether all was built and checked, and a seal alone held it back."""

    @property
    def told(self) -> str:
        """What came of it, in a line."""
        if self.exit_code and self.is_new_version:
            return f"published: {self.version}; what follows failed: " + "; ".join(self.problems)
        if self.exit_code:
            return "not published: " + "; ".join(self.problems)
        new = "published" if self.is_new_version else "same figures as before, nothing published"
        return f"{new}: {self.version}"


def outcome_of(
    events: Sequence[dg.DagsterEvent],
    is_success: bool,
    log: Path | None = None,
    publishes: bool = True,
) -> RunOutcome:
    """Return how a run of `publish_period` ended; its own output is in `log`, if it has one."""
    checks = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type_value == "ASSET_CHECK_EVALUATION"
    ]
    failed = [check for check in checks if not check.passed]
    blocking = [check for check in failed if check.blocking or check.severity.name == "ERROR"]
    passed = len(checks) - len(failed)
    if is_success and not publishes:
        return RunOutcome(0, passed, drift=_drift(checks), log=log)
    if is_success:
        metadata = _materialization(events, ["publication", "bulletin"])
        return RunOutcome(
            0,
            passed,
            drift=_drift(checks),
            version=Path(str(metadata["folder"].value)),
            is_new_version=bool(metadata["is_new"].value),
            log=log,
        )
    problems = [_check_text(check) for check in blocking]
    exit_code, is_empty, is_crash, is_held = 1, False, False, False
    for event in events:
        if not event.is_step_failure:
            continue
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is None or error.cls_name == "DagsterAssetCheckFailedError":
            continue
        if error.cls_name in {"DagsterExecutionInterruptedError", "KeyboardInterrupt"}:
            return RunOutcome(INTERRUPTED, passed, ("interrupted; nothing new was published",))
        is_empty = is_empty or error.cls_name == "NoRows"
        is_held = is_held or error.cls_name == "Sealed"
        if error.cls_name == "BadCall":
            exit_code = 2
        if error.cls_name in {"BadCall", "NoRows", "DataRefused", "Sealed"}:
            problems.append(error.message.split(": ", 1)[-1].strip())
        elif not problems:
            problems.append(f"{event.step_key} failed: {_dbt_failures(error.message)}")
            is_crash = True
    return RunOutcome(
        exit_code,
        passed,
        tuple(problems),
        log=log,
        is_empty=is_empty,
        is_crash=is_crash,
        is_held=is_held,
    )


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


def _materialization(events: Sequence[dg.DagsterEvent], key: list[str]) -> Any:
    for event in events:
        if event.is_step_materialization and event.asset_key and list(event.asset_key.path) == key:
            return event.step_materialization_data.materialization.metadata
    raise LookupError(f"no materialization of {key}")
