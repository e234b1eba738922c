"""The code location as the UI and the daemon see it."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from orchestration.automation.jobs import PERIOD_JOB
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.automation.sensors import build_raw_folder_sensor
from orchestration.definitions import build_definitions
from orchestration.partitions import add_partitions
from orchestration.periods import Period
from orchestration.settings import Folders

GROUPS = {"raw", "plan", "seeds", "office", "staging", "intermediate", "marts", "publication"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    root = tmp_path_factory.mktemp("definitions")
    (root / "raw").mkdir()
    return Folders(root / "raw", root / "warehouse")


@pytest.fixture(scope="module")
def definitions(folders: Folders) -> dg.Definitions:
    return build_definitions(folders)


def specs(definitions: dg.Definitions) -> list[dg.AssetSpec]:
    return [spec for spec in definitions.resolve_all_asset_specs() if spec.group_name != "default"]


def test_dagster_itself_finds_the_definitions_valid(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "dagster"),
            "definitions",
            "validate",
            "-m",
            "orchestration.definitions",
        ],
        env={**os.environ, "DAGSTER_HOME": str(tmp_path), "TONGBAO_WAREHOUSE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_asset_stands_in_a_named_group_and_says_what_it_is(
    definitions: dg.Definitions,
) -> None:
    assert {spec.group_name for spec in specs(definitions)} == GROUPS
    for spec in specs(definitions):
        assert spec.description, spec.key
        assert spec.owners, spec.key


def test_tables_show_their_columns_before_they_are_built(definitions: dg.Definitions) -> None:
    for spec in specs(definitions):
        if spec.group_name in {"raw", "plan", "staging", "marts"} and spec.key.path != [
            "raw",
            "files",
        ]:
            assert "dagster/column_schema" in spec.metadata, spec.key


def test_partitions_are_the_periods_that_were_added(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def(PERIOD_JOB)
    assert job.partitions_def is not None
    with dg.DagsterInstance.ephemeral() as instance:
        assert not job.partitions_def.get_partition_keys(dynamic_partitions_store=instance)
        add_partitions(instance, map(Period.parse, ("2023Q2", "2023-04")))
        add_partitions(instance, map(Period.parse, ("2023-04", "2022")))
        keys = job.partitions_def.get_partition_keys(dynamic_partitions_store=instance)
    assert list(keys) == ["2023-04", "2023Q2", "2022"], "each once, in the order of adding"


def test_dbt_tests_and_suites_are_blocking_checks(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    names = {key.name: key for key in graph.asset_check_keys}
    for suite in ("totals", "controls", "landed_files", "attachment_1", "main_indicators"):
        assert graph.get_check_spec(names[f"expect_{suite}"]).blocking
    assert len(names) > 60, "dbt's tests are checks as well"


def test_the_schedule_refreshes_each_night_as_soon_as_the_daemon_runs(
    definitions: dg.Definitions,
) -> None:
    schedule = definitions.resolve_schedule_def("nightly_refresh")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.job_name == REFRESH_JOB
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    for name in ("new_exports", "tell_failed_runs"):
        assert definitions.resolve_sensor_def(name).default_status.value == "RUNNING"


def test_on_a_desk_nothing_starts_by_itself(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGBAO_AUTOMATION", "off")
    definitions = build_definitions(folders)
    schedule = definitions.resolve_schedule_def("nightly_refresh")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    for name in ("new_exports", "tell_failed_runs"):
        assert definitions.resolve_sensor_def(name).default_status.value == "STOPPED"


def test_the_sensor_waits_until_new_exports_have_stopped_growing(
    definitions: dg.Definitions, folders: Folders
) -> None:
    sensor = build_raw_folder_sensor(folders)
    file = folders.raw / "cases" / "a.csv"
    file.parent.mkdir()

    def look(cursor: str | None) -> "tuple[int, str | None]":
        repository = definitions.get_repository_def()
        with dg.build_sensor_context(cursor=cursor, repository_def=repository) as context:
            data = sensor.evaluate_tick(context)
        return len(data.run_requests or []), data.cursor

    file.write_text("one")
    requests, cursor = look(None)
    assert requests == 0, "seen for the first time: it may still grow"
    file.write_text("one and more")
    requests, cursor = look(cursor)
    assert requests == 0, "it has grown"
    requests, cursor = look(cursor)
    assert requests == 1, "settled"
    requests, cursor = look(cursor)
    assert requests == 0, "handled already"
