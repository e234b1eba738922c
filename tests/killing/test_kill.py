"""A refresh that is killed loses nothing: the next one comes to the same bytes."""

import pytest

from tests.killing.conftest import KilledOffice

STAGES = 14
"""Stages of a refresh, from `starting` to `publishing`."""

DELAYS = (0.0, 0.1, 0.4, 0.8, 1.5)
"""Seconds after a stage began; building the tables takes several more."""

BUILDING = 3
LONG_DELAYS = (2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
POINTS = [(stage, wait) for stage in range(1, STAGES + 1) for wait in DELAYS] + [
    (BUILDING, wait) for wait in LONG_DELAYS
]
A_TENTH = [(1, 0.8), (2, 0.1), (3, 4.5), (8, 0.4), (13, 0.1), (14, 0.0), (14, 0.2), (14, 0.4)]
"""Landing, the midst of dbt, the documents, the checks, and where versions appear."""


def test_killed_again_and_again_the_refresh_comes_to_the_same_publication(
    killed: KilledOffice, expected: dict[str, bytes]
) -> None:
    kills = _kill_at(killed, A_TENTH)
    assert kills >= 6
    _finish(killed, expected)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_killed_at_every_step(killed: KilledOffice, expected: dict[str, bytes], part: int) -> None:
    points = POINTS[part::10]
    assert _kill_at(killed, points) >= len(points) * 3 // 4
    _finish(killed, expected)


def _kill_at(office: KilledOffice, points: list[tuple[int, float]]) -> int:
    """Kill a refresh at each point, dbt with it every other time; return how many were killed."""
    kills = 0
    for number, (stage, wait) in enumerate(points):
        kills += office.refresh_until(stage, wait, with_children=number % 2 == 0)
        office.require_whole()
        assert set(office.versions()) <= {"v001", "v002"}
    return kills


def _finish(office: KilledOffice, expected: dict[str, bytes]) -> None:
    ended = office.tongbao_process("refresh")
    assert ended.code == 0, ended.err
    assert "waiting for" not in ended.err
    assert office.versions() == ["v001", "v002"]
    assert office.published_bytes() == expected
    assert office.tongbao("verify", "2023Q2").code == 0
    office.require_whole()
