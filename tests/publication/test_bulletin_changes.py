from dataclasses import replace
from decimal import Decimal

import pytest

from orchestration.publication.bulletin.changes import change_clauses, rise_and_fall
from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.bulletin.figures import previous_of, value_of
from tests.publication.made_up import count, rate


@pytest.mark.parametrize(
    ("now", "previous", "year_before", "told"),
    [
        (110, None, None, ""),
        (110, 100, None, "，环比上升10.00%"),
        (90, None, 100, "，同比下降10.00%"),
        (110, 100, 110, "，环比上升10.00%，与上年同期持平"),
        (3, 0, None, "，比上期增加3件"),
        (0, 3, None, "，环比下降100.00%"),
        (0, 0, 0, ""),
        (1_000_001, 1_000_000, None, "，与上期基本持平"),
        (800, 801, None, "，环比下降0.12%"),
        (400, 399, None, "，环比上升0.25%"),
    ],
)
def test_a_count_tells_its_change_only_where_there_is_something_to_compare(
    now: int, previous: int | None, year_before: int | None, told: str
) -> None:
    assert change_clauses(count("orders.received", now, previous, year_before)) == told


@pytest.mark.parametrize(
    ("part", "previous", "told"),
    [
        (90, "", ""),
        (90, "90.00", "，与上期持平"),
        (90, "89.98", "，比上期提高0.02个百分点"),
        (90, "100.00", "，比上期下降10.00个百分点"),
    ],
)
def test_a_rate_changes_in_points_not_in_percent(part: int, previous: str, told: str) -> None:
    assert change_clauses(rate("orders.finish_rate", part, 100, previous=previous)) == told


def test_a_rate_over_zero_tells_no_change() -> None:
    assert change_clauses(rate("orders.finish_rate", 0, 0, previous="90.00")) == ""


@pytest.mark.parametrize("before", [0, 3, 110])
def test_spans_that_are_not_comparable_tell_no_change(before: int) -> None:
    figure = replace(
        count("orders.received", 110, before, before),
        change_on_previous=None,
        change_on_year_before=None,
        is_comparable_with_previous=False,
        is_comparable_with_year_before=False,
    )
    assert change_clauses(figure) == ""
    assert rise_and_fall([("甲", figure)]) == ""


def test_a_mean_changes_in_its_own_unit() -> None:
    figure = Indicator(
        "orders.handling_mean",
        "平均办理时长",
        Decimal("12.50"),
        "小时",
        "mean",
        numerator=2250,
        denominator=3,
        previous=Decimal("13.25"),
        change_on_previous=Decimal("-0.75"),
    )
    assert change_clauses(figure) == "，比上期减少0.75小时"
    assert (str(value_of(figure)), str(previous_of(figure))) == ("12.50", "13.25")


def named(*figures: tuple[str, int, int | None]) -> list[tuple[str, Indicator]]:
    return [(name, count(name, now, before)) for name, now, before in figures]


def test_what_rose_fell_and_stayed_stands_in_three_groups() -> None:
    told = rise_and_fall(
        named(("甲", 2, 1), ("乙", 1, 2), ("丙", 3, 2), ("丁", 5, 5), ("戊", 4, 0))
    )
    assert told == "与上期相比，甲上升100.00%、丙上升50.00%、戊增加4件，乙下降50.00%，丁持平。"


def test_a_change_too_small_to_show_is_called_none() -> None:
    assert rise_and_fall(named(("甲", 1_000_001, 1_000_000))) == "与上期相比，甲基本持平。"


@pytest.mark.parametrize("figures", [[], [("甲", 2, None)], [("甲", 0, 0)]])
def test_nothing_to_compare_gives_no_sentence(figures: list[tuple[str, int, int | None]]) -> None:
    assert rise_and_fall(named(*figures)) == ""
