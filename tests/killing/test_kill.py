"""A refresh that is killed loses nothing: the next one comes to the same bytes."""

import pytest

from tests.killing.conftest import KilledOffice, querying

STAGES = 14
"""Stages of a refresh, from `starting` to `publishing`."""

DELAYS = (0.0, 0.1, 0.4, 1.0)
"""Seconds after a stage began; building the tables takes several more."""

BUILDING = 3
LONG_DELAYS = (2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
POINTS = [(stage, wait) for stage in range(1, STAGES + 1) for wait in DELAYS] + [
    (BUILDING, wait) for wait in LONG_DELAYS
]
A_TENTH = [(1, 0.8), (2, 0.1), (3, 1.0), (3, 4.5), (9, 0.1), (14, 0.3)]
"""Starting, landing, the midst of dbt, the checks, and where versions appear."""


def test_killed_again_and_again_the_refresh_comes_to_the_same_publication(
    killed: KilledOffice, expected: dict[str, bytes]
) -> None:
    assert _kill_at(killed, A_TENTH) >= len(A_TENTH) - 1, "the last may come too late"
    assert _finish(killed, expected) > 100


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_killed_at_every_step(killed: KilledOffice, expected: dict[str, bytes], part: int) -> None:
    points = POINTS[part::10]
    assert _kill_at(killed, points) >= len(points) // 2, "late ones may come too late"
    assert _finish(killed, expected) > 1000


def _kill_at(office: KilledOffice, points: list[tuple[int, float]]) -> int:
    """Kill a refresh at each point, dbt with it every other time; return how many were killed."""
    kills = 0
    for number, (stage, wait) in enumerate(points):
        kills += office.refresh_until(stage, wait, with_children=number % 2 == 0)
        office.require_whole()
        assert set(office.versions()) <= {"v001", "v002"}
    return kills


def _finish(office: KilledOffice, expected: dict[str, bytes]) -> int:
    """Refresh while analysts query; return how many queries they made."""
    with querying(office) as queries:
        ended = office.tongbao_process("refresh")
    assert ended.code == 0, ended.err
    assert "waiting for" not in ended.err
    assert not queries.errors
    assert office.versions() == ["v001", "v002"]
    assert office.published_bytes() == expected
    assert office.tongbao("verify", "2023Q2").code == 0
    office.require_whole()
    return queries.made
