"""Great Expectations suites as asset checks: on the marts, and on the drafted files."""

from pathlib import Path

import dagster as dg

from orchestration.checks.fit import misfit_lines, read_words, unknown_lines, unknown_words
from orchestration.checks.loss import ACCEPT_LOSS, loss_lines
from orchestration.checks.office_sets import sets_of
from orchestration.checks.published_files import check_bytes, read_published
from orchestration.checks.reported import build_reports
from orchestration.checks.roll_up import roll_up
from orchestration.checks.validate import SuiteOutcome, validate, validate_on_spark
from orchestration.districts import city
from orchestration.office.read import load_office
from orchestration.partitions import parse_partition, partition_of
from orchestration.periods import Period
from orchestration.publication.files import PublishedFile, published_files
from orchestration.running.progress import Progress
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only, read_table
from orchestration.transformation.engine import Engine

MART_SUITES = {
    "totals": "totals",
    "controls": "controls",
    "landed_files": "landed_files",
    "drift": "drift",
}
"""Each suite that is held against a whole mart, and the mart's name."""

WARNING_SUITES = frozenset({"drift"})
"""Suites whose failures are told and never block: what moved may well be true."""


def build_checks(
    folders: Folders, progress: Progress, engine: Engine = Engine.DUCKDB
) -> list[dg.AssetChecksDefinition]:
    """Return one check a suite: a run in which a blocking one fails publishes nothing."""
    marts = [
        _mart_check(folders, progress, engine, suite, mart) for suite, mart in MART_SUITES.items()
    ]
    parts = load_office(folders.office).parts
    files = [_file_check(folders, progress, file) for file in published_files(parts)]
    whole = [_roll_up_check(folders, progress)] if city(folders) else []
    return [
        *marts,
        *files,
        *whole,
        _loss_check(folders),
        _fit_check(folders),
        *build_reports(folders),
    ]


def _mart_check(
    folders: Folders, progress: Progress, engine: Engine, suite: str, mart: str
) -> dg.AssetChecksDefinition:
    is_warning = suite in WARNING_SUITES

    @dg.asset_check(
        asset=dg.AssetKey(["marts", mart]),
        name=f"expect_{suite}",
        blocking=not is_warning,
        description=f"Great Expectations suite expectations/{suite}.yml on the mart {mart}.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        progress.stage(f"expecting: {suite}")
        _, period = parse_partition(folders, context.partition_key)
        severity = dg.AssetCheckSeverity.WARN if is_warning else dg.AssetCheckSeverity.ERROR
        outcome = _validate_mart(folders, engine, suite, mart)
        return _result(outcome, period, severity=severity)

    return check


def _validate_mart(folders: Folders, engine: Engine, suite: str, mart: str) -> SuiteOutcome:
    if engine is Engine.SPARK:
        from orchestration.transformation.spark import read_mart

        return validate_on_spark(read_mart(folders, mart), suite, sets_of(folders))
    return validate(read_table(folders.build_database, "marts", mart), suite, sets_of(folders))


def _roll_up_check(folders: Folders, progress: Progress) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey(["marts", "headline_indicators"]),
        name="expect_districts",
        blocking=True,
        description="Great Expectations suite expectations/districts.yml: the city is its parts.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        district, period = parse_partition(folders, context.partition_key)
        if not district.is_city:
            return dg.AssetCheckResult(passed=True, description="it is no roll-up")
        progress.stage("expecting: districts")
        return _result(validate(roll_up(folders), "districts"), period)

    return check


def _loss_check(folders: Folders) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey(["marts", "counted_rows_by_file"]),
        name="no_export_lost_most_of_its_rows",
        blocking=True,
        description="No export lost most of the rows that its newest publication counted because"
        f" a file's content was replaced. A run with the tag {ACCEPT_LOSS} accepts it.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        own, period = partition_of(folders, context.partition_key)
        lines = loss_lines(own, period)
        accepted = context.run.tags.get(ACCEPT_LOSS)
        if lines and accepted:
            text = f"accepted ({accepted}): {'; '.join(lines)}"
            return dg.AssetCheckResult(passed=True, description=text)
        return dg.AssetCheckResult(
            passed=not lines, description="; ".join(lines) or "no export lost most of its rows"
        )

    return check


def _fit_check(folders: Folders) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        # one that each period builds: what words stand in the rows is built once for all
        asset=dg.AssetKey(["marts", "counted_rows_by_file"]),
        name="exports_fit_the_office",
        blocking=True,
        description="Most types, levels, channels and units of the period's rows are known to the"
        " office; else they are another office's exports, or the office's lists are not complete.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        district, period = parse_partition(folders, context.partition_key)
        with connect_read_only(folders.build_database) as connection:
            words = read_words(connection)
        found = unknown_words(words, period, lambda code: district.is_city or code == district.code)
        lines = misfit_lines(found, load_office(folders.office))
        return dg.AssetCheckResult(
            passed=not lines,
            description="; ".join(lines) or "the exports fit the office",
            metadata={"unknown": dg.MetadataValue.json(unknown_lines(found))},
        )

    return check


def _file_check(
    folders: Folders, progress: Progress, file: PublishedFile
) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey(["publication", "draft"]),
        name=f"expect_{file.suite}",
        blocking=True,
        description=f"Great Expectations suite expectations/{file.suite}.yml on {file.name},"
        " read back from the draft.",
    )
    def check(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        progress.stage(f"expecting: {file.name}")
        own, period = partition_of(folders, context.partition_key)
        path: Path = own.draft(period.key) / file.name
        outcome = validate(read_published(path, period), file.suite, sets_of(own))
        further = [failure.message for failure in check_bytes(path)]
        return _result(outcome, period, further)

    return check


def _result(
    outcome: SuiteOutcome,
    period: Period,
    further: list[str] | None = None,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> dg.AssetCheckResult:
    found = [failure.message for failure in outcome.failures] + (further or [])
    problems = list(map(period.worded, found))
    return dg.AssetCheckResult(
        passed=not problems and outcome.success,
        severity=severity,
        description="; ".join(problems) or f"{outcome.evaluated} expectations met",
        metadata={
            "expectations": outcome.evaluated,
            "problems": dg.MetadataValue.json(problems),
            "outcome": dg.MetadataValue.md(period.worded(outcome.markdown())),
        },
    )
