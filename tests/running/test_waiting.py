"""A run that waits says on whom, however it was started."""

import json
import subprocess
import threading
import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration.automation.jobs import PERIOD_JOB
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.definitions import build_definitions
from orchestration.partitions import add_partitions
from orchestration.periods import Period
from orchestration.settings import Folders
from tests.quarter.conftest import TONGBAO
from tests.running.test_turn import holder

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """An office without an export: what has its turn ends at once."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "warehouse").mkdir()
    return Folders(tmp_path / "raw", tmp_path / "warehouse")


@pytest.mark.parametrize(
    "command", [["run", "2023Q2"], ["refresh"], ["prune"], ["seal", "2023Q2"]], ids=lambda c: c[0]
)
def test_a_command_says_on_whom_it_waits(folders: Folders, command: list[str]) -> None:
    holding = holder(folders.warehouse, 600)
    waiting = subprocess.Popen(
        [str(TONGBAO), *command, "--raw", folders.raw, "--warehouse", folders.warehouse],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waiting.stderr is not None
    try:
        said = next((line for line in waiting.stderr if "waiting for" in line), "")
        assert f"waiting for the nightly run (process {holding.pid}, since 20" in said
        assert waiting.poll() is None, "it waits"
    finally:
        holding.kill()
        holding.wait()
    rest = waiting.stderr.read()
    assert "waiting for" not in rest, "it says so once, and takes its turn when it comes"
    assert waiting.wait(timeout=60) in (0, 2)
    waiting.stderr.close()


@pytest.mark.parametrize(
    ("job", "partition"),
    [(PERIOD_JOB, "2023Q2"), pytest.param(REFRESH_JOB, None, marks=pytest.mark.soak)],
)
def test_a_run_of_dagster_says_on_whom_it_waits(
    folders: Folders, tmp_path: Path, job: str, partition: str | None
) -> None:
    holding = holder(folders.warehouse, 600)

    def told(instance: dg.DagsterInstance) -> bool:
        runs = [run for run in instance.get_runs() if run.job_name == job]
        records = [each for run in runs for each in instance.all_logs(run.run_id)]
        who = f"waiting for the nightly run (process {holding.pid}, since 20"
        return any(who in record.user_message for record in records)

    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        add_partitions(instance, [Period.parse("2023Q2")])

        def end_when_told() -> None:
            while not told(instance) and holding.poll() is None:
                time.sleep(0.2)
            holding.kill()

        ending = threading.Thread(target=end_when_told, daemon=True)
        ending.start()
        build_definitions(folders).resolve_job_def(job).execute_in_process(
            instance=instance, partition_key=partition, run_config=QUIET, raise_on_error=False
        )
        ending.join(timeout=60)
        assert holding.wait(timeout=60) == -9, "it was told while it waited"
        assert told(instance)


def test_a_run_of_dagster_is_named_by_its_period_to_those_who_wait(folders: Folders) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        add_partitions(instance, [Period.parse("2023Q2")])
        ended = (
            build_definitions(folders)
            .resolve_job_def(PERIOD_JOB)
            .execute_in_process(
                instance=instance, partition_key="2023Q2", run_config=QUIET, raise_on_error=False
            )
        )
    holder = json.loads((folders.warehouse / ".turn").read_text())
    assert holder["who"] == f"the run of 2023Q2 (Dagster run {ended.run_id})"
