"""Shared by all tests: nothing here may reach a network or a person's own folders."""

import os
from collections.abc import Iterator

import pytest

from orchestration.alerts.channels import VARIABLES, WECOM
from orchestration.permissions import keep_private
from tests.robot import Robot, listening_robot

# what tests call in this process is written as the program writes it
keep_private()

# files that a test writes stand still; tests of waiting say otherwise
os.environ["TONGBAO_SETTLE"] = "0"

os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
os.environ["GX_ANALYTICS_ENABLED"] = "false"


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test runs against the folders or the history that the caller's environment names."""
    for name in ("TONGBAO_RAW", "TONGBAO_WAREHOUSE", "TONGBAO_OFFICE", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    """A 企业微信 robot that is configured; no other channel is."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    with listening_robot() as listening:
        monkeypatch.setenv(WECOM, listening.address)
        yield listening


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their parameter: archives hold the time they were made, and workers differ."""
    return argname if isinstance(val, bytes) else None
