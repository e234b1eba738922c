from datetime import datetime

import pytest

from orchestration.errors import BadCall
from orchestration.quarters import Quarter


@pytest.mark.parametrize(
    "key", ["2023Q5", "2023Q0", "2023", "23Q2", "2023-Q2", "", "二〇二三Q2", "0000Q1"]
)
def test_what_is_no_quarter_is_refused_with_an_example(key: str) -> None:
    with pytest.raises(BadCall, match="2023Q2"):
        Quarter.parse(key)


def test_a_quarter_covers_its_first_moment_and_not_the_next_ones() -> None:
    quarter = Quarter.parse("2023Q4")
    assert (quarter.start, quarter.end) == (datetime(2023, 10, 1), datetime(2024, 1, 1))
    assert Quarter.containing(quarter.start) == quarter
    assert Quarter.containing(quarter.end) == Quarter(2024, 1)


def test_neighbours_cross_the_year() -> None:
    assert Quarter(2023, 1).shifted(-1) == Quarter(2022, 4)
    assert Quarter(2023, 2).shifted(-4) == Quarter(2022, 2)
    assert Quarter(2023, 4).shifted(1).key == "2024Q1"
