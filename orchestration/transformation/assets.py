"""dbt's models, seeds and tests as Dagster assets and asset checks, run by one `dbt build`."""

import shutil
from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.checks.validate import warm_up
from orchestration.clock import local_now
from orchestration.errors import DataRefused
from orchestration.landing.damage import forget_damaged
from orchestration.partitions import add_partitions, partitions_of
from orchestration.periods import Period
from orchestration.running.kinds import kept_kinds
from orchestration.running.progress import Progress
from orchestration.running.turn_resource import TURN
from orchestration.settings import DBT_PROJECT, Folders
from orchestration.transformation.build_database import (
    months_with_rows,
    remove_database,
    row_counts,
)
from orchestration.transformation.dbt_resource import LightDbtCliResource
from orchestration.transformation.engine import Engine
from orchestration.transformation.light_dagster_dbt import (
    DagsterDbtError,
    DbtCliInvocation,
    dbt_assets,
)
from orchestration.transformation.problems import problem_texts
from orchestration.transformation.project import (
    environment_of_dbt,
    manifest_path,
    parsed_dbt_executable,
)
from orchestration.transformation.shared import (
    forget_shared,
    note_shared,
    shared_stand,
    typed_stand,
)
from orchestration.transformation.spark import bring_back
from orchestration.transformation.translator import FolderTranslator

_QUIET_LOGS = ("--log-level-file", "warn", "--log-path")
"""What dbt does is told by its events; writing all of it down as well takes long."""


OF_PERIODS = dg.AssetKey(["marts", "headline_indicators"])
"""A table that each run of a period builds, and one of the rows alone does not."""

_OWN_TESTS = ("--indirect-selection", "buildable")


def build_dbt_assets(
    folders: Folders, progress: Progress, engine: Engine = Engine.DUCKDB
) -> dg.AssetsDefinition:
    """Return the asset definition that builds and tests every dbt node in the build database.

    Where Spark is the engine it builds them in its own folder, and they are brought back then.
    """

    @dbt_assets(
        manifest=manifest_path(),
        dagster_dbt_translator=FolderTranslator(partitions_of(folders)),
        name="dbt_build",
        required_resource_keys={TURN},
    )
    def dbt_build(context: dg.AssetExecutionContext) -> Iterator[Any]:
        folders.build.mkdir(parents=True, exist_ok=True)
        folders.build.chmod(0o700)
        selected = len(context.op_execution_context.selected_output_names) + len(
            context.selected_asset_check_keys
        )
        logs = folders.build / "dbt_logs"
        is_whole = not (context.is_subset and shared_stand(folders))
        if is_whole:
            # a build that broke off, or in which a check failed, is not built upon
            is_typed = engine is Engine.DUCKDB and typed_stand(folders)
            forget_shared(folders)
            if not is_typed:
                remove_database(folders.build_database)
            shutil.rmtree(folders.spark, ignore_errors=True)
        warm_up()
        progress.stage("building and testing the tables", selected)
        with environment_of_dbt(folders):
            dbt = LightDbtCliResource(
                project_dir=str(DBT_PROJECT),
                profiles_dir=str(DBT_PROJECT),
                dbt_executable=parsed_dbt_executable(),
            )
            build = dbt.cli(
                # unit tests hold the SQL against made-up rows: a matter of the tests, not of a run
                [
                    *("build", "--target", engine.target, "--exclude-resource-type", "unit_test"),
                    *(*_QUIET_LOGS, str(logs)),
                    # what was built of a period before is held to nothing that rests on other rows
                    *(() if OF_PERIODS in context.selected_asset_keys else _OWN_TESTS),
                ],
                context=context,
                target_path=folders.build / "dbt_target",
            )
            # counted when dbt has let go of the database, so results are passed on at the end
            events, failure = _collect(build, progress)
        if engine is Engine.SPARK:
            bring_back(folders)
        counts = row_counts(folders)
        problems = problem_texts(folders, build.target_path, _failed_tests(events), engine)
        for event in events:
            yield _with_problems(_with_row_count(event, counts), problems)
        if failure is not None:
            _require_whole_lake(folders)
            raise failure
        if is_whole and not context.is_subset:
            note_shared(folders, engine)
        add_partitions(context.instance, _begun(folders))

    return dbt_build


def _begun(folders: Folders) -> list[Period]:
    """Return the periods of the office's kinds that have begun and hold rows."""
    months = [Period.parse(key) for key in months_with_rows(folders.build_database)]
    periods = {Period.containing(m.start, kind) for m in months for kind in kept_kinds(folders)}
    return [period for period in periods if period.start <= local_now()]


def _require_whole_lake(folders: Folders) -> None:
    """Raise DataRefused where a build failed over rows of the lake that are damaged."""
    damaged = forget_damaged(folders.lake)
    if damaged:
        raise DataRefused(
            f"landed rows are damaged, as by a failing disk: {', '.join(damaged)}: run again, and"
            " they are made anew"
        )


def _collect(build: DbtCliInvocation, progress: Progress) -> tuple[list[Any], Exception | None]:
    events: list[Any] = []
    try:
        for event in build.stream():
            progress.step(_name(event))
            events.append(event)
    except DagsterDbtError as error:
        return events, error
    return events, None


def _with_row_count(event: Any, counts: dict[tuple[str, ...], int]) -> Any:
    if not isinstance(event, dg.Output) or not event.output_name:
        return event
    count = counts.get(tuple(event.output_name.split("__", 1)))
    if count is None:
        return event
    return event.with_metadata({**event.metadata, "dagster/row_count": count})


def _failed_tests(events: list[Any]) -> set[str]:
    checks = [event for event in events if isinstance(event, dg.AssetCheckResult)]
    return {str(_unique_id(check)) for check in checks if not check.passed}


def _with_problems(event: Any, problems: dict[str, list[str]]) -> Any:
    if not isinstance(event, dg.AssetCheckResult) or _unique_id(event) not in problems:
        return event
    return event._replace(description="; ".join(problems[_unique_id(event)]))


def _unique_id(check: dg.AssetCheckResult) -> Any:
    value = (check.metadata or {}).get("unique_id")
    return value.value if isinstance(value, dg.MetadataValue) else value


def _name(event: Any) -> str:
    if isinstance(event, dg.AssetCheckResult):
        return str(event.check_name)
    return str(getattr(event, "output_name", ""))
