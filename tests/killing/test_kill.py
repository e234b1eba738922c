"""A refresh that is killed loses nothing: the next one comes to the same bytes."""

from dataclasses import dataclass

import pytest

from tests.killing.conftest import KilledOffice, Queries, querying
from tests.quarter.conftest import Office

STAGES = 14
"""Stages of a refresh, from `starting` to `publishing`."""

DELAYS = (0.0, 0.1, 0.4, 1.0)
"""Seconds after a stage began; building the tables takes several more."""

BUILDING, PUBLISHING = 3, 14
LONG_DELAYS = (2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
FINE_DELAYS = (0.05, 0.15, 0.2, 0.25, 0.3, 0.5, 0.6, 0.7)
"""Where a version appears, the link turns, and the analysts' tables are replaced."""

POINTS = (
    [(stage, wait) for stage in range(1, STAGES + 1) for wait in DELAYS]
    + [(BUILDING, wait) for wait in LONG_DELAYS]
    + [(PUBLISHING, wait) for wait in FINE_DELAYS]
)
PARTS, ENOUGH = 10, 60
A_FEW = [(2, 0.1), (3, 1.0), (3, 4.5), (14, 0.3)]
"""Landing, the beginning and the midst of dbt, and where versions appear."""


@dataclass
class Killed:
    """How many refreshes were killed, and what analysts asked all through."""

    kills: int = 0
    queries: int = 0


@pytest.fixture(scope="module")
def in_all() -> Killed:
    """What the parts of this module add up to."""
    return Killed()


def test_killed_again_and_again_the_refresh_comes_to_the_same_publication(
    killed: KilledOffice, first_night: Office, expected: dict[str, bytes]
) -> None:
    done = _kill_at(killed, first_night, A_FEW)
    assert done.kills >= len(A_FEW) - 1, "the last may come too late"
    assert done.queries > 300
    assert _finish(killed, expected) > 100


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_every_step(
    killed: KilledOffice, first_night: Office, expected: dict[str, bytes], in_all: Killed, part: int
) -> None:
    done = _kill_at(killed, first_night, POINTS[part::PARTS])
    in_all.kills += done.kills
    in_all.queries += done.queries + _finish(killed, expected)


@pytest.mark.soak
def test_it_was_killed_often_enough_and_analysts_asked_all_through(in_all: Killed) -> None:
    if not in_all.kills:
        pytest.skip("the parts were not asked for")
    print(f"killed {in_all.kills} times of {len(POINTS)}; analysts asked {in_all.queries} times")
    assert in_all.kills >= ENOUGH
    assert in_all.queries > 10_000


def _kill_at(office: KilledOffice, first_night: Office, points: list[tuple[int, float]]) -> Killed:
    """Kill a refresh at each point, dbt with it every other time, while analysts query."""
    done = Killed()
    for number, (stage, wait) in enumerate(points):
        for _ in range(2):
            with querying(office) as queries:
                is_killed = office.refresh_until(stage, wait, with_children=number % 2 == 0)
            done.queries += _without_errors(queries)
            office.require_whole()
            assert set(office.versions()) <= {"v001", "v002"}
            if is_killed:
                break
            # the refresh that was killed before it had published all: there was nothing left to do
            office.start_anew(first_night)
        done.kills += is_killed
    return done


def _finish(office: KilledOffice, expected: dict[str, bytes]) -> int:
    """Refresh while analysts query; return how many queries they made."""
    with querying(office) as queries:
        ended = office.tongbao_process("refresh")
    assert ended.code == 0, ended.err
    assert "waiting for" not in ended.err
    assert office.versions() == ["v001", "v002"]
    assert office.published_bytes() == expected
    assert office.tongbao("verify", "2023Q2").code == 0
    office.require_whole()
    return _without_errors(queries)


def _without_errors(queries: Queries) -> int:
    assert not queries.errors
    assert queries.made, "nobody asked"
    return queries.made
