"""A run that fails in Dagster's hands is told once, whoever started it."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.automation.failure_sensor import build_failure_sensor
from orchestration.automation.jobs import PERIOD_JOB
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.definitions import build_definitions
from orchestration.partitions import add_partitions
from orchestration.periods import Period
from orchestration.running.progress import Silent
from orchestration.running.run import run_period
from orchestration.settings import Folders
from tests.robot import Robot

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """An office without a single export: each run of a period stops at once."""
    (tmp_path / "raw").mkdir()
    return Folders(tmp_path / "raw", tmp_path / "warehouse")


class Daemon:
    """What the daemon does for the sensor: a tick with the cursor of the one before."""

    def __init__(self, folders: Folders, instance: dg.DagsterInstance) -> None:
        self.definitions = build_definitions(folders)
        self.sensor, self.instance = build_failure_sensor(folders), instance
        self.cursor: str | None = None
        assert self.tick() == 0, "the first look only notes where history stands"

    def tick(self) -> int:
        """Look for failed runs; return how many there were."""
        with dg.build_sensor_context(
            self.instance, self.cursor, repository_def=self.definitions.get_repository_def()
        ) as context:
            data = self.sensor.evaluate_tick(context)
        reactions = data.dagster_run_reactions or []
        assert not [reaction.error for reaction in reactions if reaction.error]
        self.cursor = data.cursor
        return len(reactions)


@pytest.fixture
def daemon(folders: Folders) -> Iterator[Daemon]:
    with dg.DagsterInstance.ephemeral() as instance:
        add_partitions(instance, [Period.parse("2023Q2")])
        yield Daemon(folders, instance)


def test_a_run_that_fails_from_the_ui_is_told_once(daemon: Daemon, robot: Robot) -> None:
    job = daemon.definitions.resolve_job_def(PERIOD_JOB)
    ended = job.execute_in_process(
        instance=daemon.instance, partition_key="2023Q2", run_config=QUIET, raise_on_error=False
    )
    assert not ended.success
    assert robot.texts == []
    assert (daemon.tick(), daemon.tick()) == (1, 0)
    (text,) = robot.texts
    assert "2023Q2 blocked" in text and "holds no export" in text
    assert "`tongbao run 2023Q2`" in text


def test_a_run_of_the_program_is_told_by_the_program_alone(
    daemon: Daemon, folders: Folders, robot: Robot
) -> None:
    ended = run_period(folders, Period.parse("2023Q2"), None, Silent(), daemon.instance)
    assert ended.exit_code == 2
    assert daemon.tick() == 1
    assert robot.texts == []


def test_what_a_refresh_has_told_is_not_told_again(daemon: Daemon, robot: Robot) -> None:
    job = daemon.definitions.resolve_job_def(REFRESH_JOB)
    ended = job.execute_in_process(instance=daemon.instance, run_config=QUIET, raise_on_error=False)
    assert not ended.success
    (told,) = robot.texts
    assert "holds no export" in told
    assert daemon.tick() == 2, "the refresh and the run of a period in it"
    assert robot.texts == [told]


def test_a_refresh_that_broke_tells_why_and_what_to_do(
    daemon: Daemon, folders: Folders, robot: Robot
) -> None:
    folders.warehouse.write_text("a file where the warehouse should be")
    job = daemon.definitions.resolve_job_def(REFRESH_JOB)
    ended = job.execute_in_process(instance=daemon.instance, run_config=QUIET, raise_on_error=False)
    assert not ended.success
    assert daemon.tick() == 1
    (told,) = robot.texts
    assert "refresh failed" in told and "Not a directory" in told
    assert "`tongbao refresh`" in told


@pytest.mark.parametrize(
    ("job", "tags", "says", "next_step"),
    [
        (PERIOD_JOB, {"dagster/partition": "2023Q2"}, "2023Q2 failed", "`tongbao run 2023Q2`"),
        (REFRESH_JOB, {}, "refresh failed", "`tongbao refresh`"),
    ],
)
def test_a_run_whose_process_is_gone_is_told(
    daemon: Daemon, robot: Robot, job: str, tags: dict[str, str], says: str, next_step: str
) -> None:
    run = daemon.instance.create_run_for_job(daemon.definitions.resolve_job_def(job), tags=tags)
    daemon.instance.report_run_failed(run, "its worker is gone")
    assert daemon.tick() == 1
    (text,) = robot.texts
    assert says in text and "its worker is gone" in text and next_step in text
    assert "None" not in text
