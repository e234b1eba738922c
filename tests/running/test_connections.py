"""Whoever starts a run, it holds its connections; tests/deploy measures that against PostgreSQL."""

import sqlite3
from pathlib import Path

import dagster as dg
import pytest
from sqlalchemy import QueuePool

from orchestration.automation.jobs import PERIOD_JOB
from orchestration.automation.refresh_job import REFRESH_JOB
from orchestration.definitions import build_definitions
from orchestration.partitions import add_partitions
from orchestration.periods import Period
from orchestration.running.connections import hold_connections
from orchestration.settings import Folders


@pytest.mark.parametrize(("job", "partition"), [(PERIOD_JOB, "2023Q2"), (REFRESH_JOB, None)])
def test_a_run_that_dagster_started_holds_its_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str, partition: str | None
) -> None:
    (tmp_path / "raw").mkdir()
    held: list[dg.DagsterInstance] = []
    monkeypatch.setattr(
        dg.DagsterInstance,
        "optimize_for_webserver",
        lambda instance, *_: held.append(instance),
    )
    definitions = build_definitions(Folders(tmp_path / "raw", tmp_path / "warehouse"))
    with dg.DagsterInstance.ephemeral() as instance:
        add_partitions(instance, [Period.parse("2023Q2")])
        for _ in range(2):
            definitions.resolve_job_def(job).execute_in_process(
                instance=instance,
                partition_key=partition,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                raise_on_error=False,
            )
        assert held == [instance], "once is enough"


def test_a_connection_that_the_server_ended_is_replaced() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        hold_connections(instance)
    pool = QueuePool(lambda: sqlite3.connect(":memory:"), pool_size=1)
    first = pool.connect()
    ended = first.dbapi_connection
    assert ended is not None
    ended.close()
    first.close()
    with_life = pool.connect()
    cursor = with_life.cursor()
    cursor.execute("select 1")
    assert with_life.dbapi_connection is not ended
    with_life.close()
