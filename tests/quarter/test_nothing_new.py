"""Nothing new means little work: held against a full refresh in one run, so on any machine."""

import time

import pytest

from tests.quarter.conftest import Office, case, ticket

pytestmark = pytest.mark.soak
TENTH, SECOND = 1 / 10, 1.0


def seconds(office: Office, *arguments: str) -> float:
    """Return how long a call of the program takes, which must end well."""
    started = time.monotonic()
    ended = office.tongbao_process(*arguments)
    assert ended.code == 0, ended.err
    return time.monotonic() - started


def test_a_refresh_with_nothing_new_takes_a_tenth_of_a_full_one_or_a_second(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket(f"T{number}") for number in range(40)])
    office.drop("cases/a_20230701.csv", [case(f"C{number}") for number in range(60)])
    seconds(office, "run", "2023Q2")
    office.drop("tickets/b_20230702.csv", [ticket("L1")])
    full = seconds(office, "refresh")
    assert office.versions() == ["v001", "v002"]
    built = office.folders.build_database.stat().st_mtime_ns

    nothing_new = min(seconds(office, "refresh") for _ in range(3))
    start_up = min(seconds(office, "--help") for _ in range(3))
    print(f"full {full:.1f} s, nothing new {nothing_new:.2f} s, start-up {start_up:.2f} s")
    assert nothing_new <= max(full * TENTH, start_up + SECOND)
    assert office.folders.build_database.stat().st_mtime_ns == built
    assert office.versions() == ["v001", "v002"]
