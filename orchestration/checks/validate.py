"""Holding a frame against a suite, and saying what is wrong so that a person can act on it."""

from __future__ import annotations

import logging
import os
import warnings
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING, Any

from orchestration.checks.derived import DERIVE, LEFT_OUT
from orchestration.checks.office_sets import OfficeSets
from orchestration.checks.suites import Expectation, Suite, load_suite

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

_SHOWN = 5
"""So many rows of a broken expectation are named; the rest are counted."""


@dataclass(frozen=True)
class Failure:
    """An expectation that is not met, in words."""

    expectation: str
    message: str


@dataclass(frozen=True)
class SuiteOutcome:
    """How a suite went."""

    suite: str
    evaluated: int
    failures: tuple[Failure, ...]

    @property
    def success(self) -> bool:
        """Whether every expectation is met, of which there must be some."""
        return not self.failures and self.evaluated > 0

    def markdown(self) -> str:
        """Return the outcome as a table for Dagster's metadata."""
        if not self.failures:
            return f"{self.evaluated} expectations met"
        lines = ["| expectation | found |", "|---|---|"]
        return "\n".join([*lines, *(f"| {f.expectation} | {f.message} |" for f in self.failures)])


def validate(frame: pd.DataFrame, suite_name: str, sets: OfficeSets | None = None) -> SuiteOutcome:
    """Hold the frame against `expectations/<suite_name>.yml`.

    The frame is a mart, or a published file as text; recomputed columns are added here. `sets` are
    what the suite takes from the office.
    """
    suite = load_suite(suite_name, sets)
    if suite.columns and list(frame.columns) != list(suite.columns):
        # without its columns in order, no other expectation on a table means anything
        found, wanted = "，".join(map(str, frame.columns)), "，".join(suite.columns)
        failure = Failure("columns", f"columns are {found}; they must be {wanted}")
        return SuiteOutcome(suite.name, 1, (failure,))
    own = frame.copy(deep=False)
    own.attrs[LEFT_OUT] = sets.left_out if sets else frozenset()
    return _outcome(_run(DERIVE[suite.derive](own) if suite.derive else own, suite), suite)


def validate_on_spark(
    table: DataFrame, suite_name: str, sets: OfficeSets | None = None
) -> SuiteOutcome:
    """Hold a mart against `expectations/<suite_name>.yml` where Spark holds it."""
    from orchestration.checks.spark_frames import with_derived

    suite = load_suite(suite_name, sets)
    return _outcome(_run(with_derived(table, suite), suite), suite)


def _outcome(results: list[Any], suite: Suite) -> SuiteOutcome:
    failures = [
        Failure(expectation.type, _message(expectation, result, suite.label))
        for expectation, result in zip(suite.expectations, results, strict=True)
        if not result.success
    ]
    return SuiteOutcome(suite.name, len(results) + bool(suite.columns), tuple(failures))


def warm_up() -> None:
    """Import Great Expectations, which takes seconds, while the caller waits for something else."""
    Thread(target=_batches, args=("pandas",), name="import great_expectations", daemon=True).start()


@cache
def _batches(kind: str) -> Any:
    """Open Great Expectations once a process and kind of frame, `pandas` or `spark`.

    Nothing is sent, nothing is written to a home.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    # it imports pyspark where there is one, of which no frames of pandas 3 are asked
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    sources = context.data_sources
    source = sources.add_spark("frames") if kind == "spark" else sources.add_pandas("frames")
    return source.add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")


def expectation_objects(suite: Suite, describe: bool = False) -> list[Any]:
    """Return the suite's expectations as Great Expectations has them, in order.

    With `describe` each is shown to people by why it must hold, and not by its arguments alone.
    """
    from great_expectations.expectations.registry import get_expectation_impl

    return [
        get_expectation_impl(item.type)(
            **item.arguments,
            description=f"{item.why}（{item.type}）" if describe else None,
            meta={"why": item.why, "place": place},
        )
        for place, item in enumerate(suite.expectations)
    ]


def _run(frame: pd.DataFrame | DataFrame, suite: Suite) -> list[Any]:
    batches = _batches("spark" if hasattr(frame, "sparkSession") else "pandas")
    from great_expectations import ExpectationSuite

    expectations = expectation_objects(suite)
    batch = batches.get_batch({"dataframe": frame})
    result = batch.validate(
        ExpectationSuite(name=suite.name, expectations=expectations),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [suite.label],
        },
    )
    if len(result.results) != len(expectations):
        raise LookupError(f"{suite.name}: {len(result.results)} of {len(expectations)} came back")
    return sorted(result.results, key=lambda r: int(r.expectation_config.meta["place"]))


def _message(expectation: Expectation, result: Any, label: str) -> str:
    details = result.result or {}
    if result.exception_info and result.exception_info.get("raised_exception"):
        return f"{expectation.why}: {result.exception_info.get('exception_message')}"
    rows = details.get("unexpected_index_list") or []
    if rows:
        shown = "; ".join(_row(row, label) for row in rows[:_SHOWN])
        more = f"; and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        return f"{expectation.why}: {shown}{more}"
    missing = details.get("partial_missing_list")
    if missing:
        return f"{expectation.why}: missing {', '.join(map(str, missing))}"
    return f"{expectation.why}: found {details.get('observed_value')}"


def _row(row: dict[str, Any], label: str) -> str:
    values = ", ".join(f"{name} {value}" for name, value in row.items() if name != label)
    return f"{row[label]}: {values}" if values else str(row[label])
