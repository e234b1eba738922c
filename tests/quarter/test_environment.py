"""A run in odd surroundings: other projects' variables, a terminal of few signs, an odd path."""

import os
from pathlib import Path

import pytest

from orchestration.settings import Folders
from tests.quarter.conftest import Ended, Office, shipped_office, ticket

OTHERS = {
    "DBT_PROFILE": "jaffle_shop",
    "DBT_TARGET": "prod",
    "DBT_QUIET": "true",
    "DBT_EMPTY": "1",
    "DBT_EXCLUDE_RESOURCE_TYPES": "model",
    "DBT_ENGINE_DEFER": "true",
    "DBT_LOG_LEVEL": "none",
    "DBT_PROJECT_DIR": "/nowhere",
    "DBT_TARGET_PATH": "/nowhere/target",
    "DBT_VERSION_CHECK": "banana",
    "DAGSTER_INSTANCE_REF": "none",
    "DAGSTER_DEFAULT_IO_MANAGER_MODULE": "nowhere",
    "DAGSTER_EVENT_BATCH_SIZE": "banana",
    "DAGSTER_HOME": "",
    "PYTHONWARNINGS": "error",
    "PYTHONOPTIMIZE": "1",
}
pytestmark = pytest.mark.xdist_group("odd")
UNIT = "𠮷祥\x1b[31m办公室\u202e"
ODD = "仓库, a%20b #1 'x' \"y\" {z};&=$!~+"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The shipped office, named by nobody."""
    return shipped_office(tmp_path)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Ended]:
    """An office below an odd path, and how its first run ended on a terminal that knows ASCII."""
    folder = tmp_path_factory.mktemp("odd") / ODD
    (folder / "raw").mkdir(parents=True)
    office = Office(Folders(folder / "raw", folder / "warehouse"))
    office.drop("tickets/a_20230701.csv", [ticket(f"T{n}", 承办单位=UNIT) for n in range(3)])
    office.drop("tickets/\x1b[2J_20230701.csv", [{"工单编号": "X"}])
    return office, office.tongbao_process("run", "2023Q2", environment=surroundings("ascii"))


def surroundings(encoding: str) -> dict[str, str]:
    """Return an environment in which other projects live too."""
    return {**os.environ, **OTHERS, "PYTHONIOENCODING": encoding}


def test_the_run_publishes(ran: tuple[Office, Ended]) -> None:
    office, ended = ran
    assert ended.code == 0, ended.err
    assert office.indicators()["tickets.total"] == "3"
    assert office.query("select count(*) from tickets") == [(3,)]


def test_what_is_printed_is_seen_and_acts_on_nothing(ran: tuple[Office, Ended]) -> None:
    _, ended = ran
    assert "\x1b" not in ended.out + ended.err
    assert "tickets/\\x1b[2J_20230701.csv" in ended.out
    assert ended.out.isascii() and "\\u901a\\u62a5.html" not in ended.err


@pytest.mark.parametrize(
    "command", [["status"], ["trace", "2023Q2", "tickets.total"], ["run", "2023Q2"], ["--help"]]
)
def test_other_commands_in_gbk(ran: tuple[Office, Ended], command: list[str]) -> None:
    import subprocess

    from tests.quarter.conftest import TONGBAO

    office, _ = ran
    folders = ["--raw", str(office.folders.raw), "--warehouse", str(office.folders.warehouse)]
    done = subprocess.run(
        [str(TONGBAO), *command, *(folders if command != ["--help"] else [])],
        env=surroundings("gbk:strict"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    done.stdout.decode("gbk")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TONGBAO_MEMORY", "lots"),
        ("TONGBAO_MEMORY", "0GB"),
        ("TONGBAO_MEMORY", "2500"),
        ("TONGBAO_ENGINE", "polars"),
        ("TONGBAO_SETTLE", "soon"),
        ("TONGBAO_SETTLE_MAX", "-1"),
        ("TONGBAO_OFFICE", "/nowhere"),
        ("TONGBAO_SPARK_PORT", "http"),
        ("DAGSTER_HOME", "/nowhere/dagster"),
    ],
)
def test_a_slip_in_a_variable_names_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = office.tongbao("run", "2023Q2")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert name in ended.err and value in ended.err
    assert not Path(office.folders.warehouse).exists()
