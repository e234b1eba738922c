"""The nearest explanation: each kind by example, then what must hold of any figure."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orchestration.reconcile.compare import Verdict, compare
from orchestration.reconcile.figure import Figure, Nearby

COUNTS = st.integers(0, 200_000)
WHOLES = st.integers(1, 200_000)
PLACES = st.integers(0, 6)


def written(scaled: int, places: int) -> str:
    """Return scaled / 10**places with exactly that many decimals."""
    if not places:
        return str(scaled)
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}d}"


def half_up(numerator: int, denominator: int, places: int) -> int:
    """Percent in units of the last place, by whole numbers alone."""
    return (200 * numerator * 10**places + denominator) // (2 * denominator)


def cut_off(numerator: int, denominator: int, places: int) -> int:
    return 100 * numerator * 10**places // denominator


@settings(deadline=None)
@given(COUNTS, WHOLES, PLACES)
def test_a_rate_rounded_half_up_is_reproduced_at_any_precision(
    numerator: int, denominator: int, places: int
) -> None:
    text = written(half_up(numerator, denominator, places), places)
    assert compare(text, Figure(numerator, denominator)).verdict is Verdict.REPRODUCED


@settings(deadline=None)
@given(COUNTS, WHOLES, PLACES)
def test_a_cut_off_rate_that_differs_is_told_to_be_cut_off(
    numerator: int, denominator: int, places: int
) -> None:
    cut = cut_off(numerator, denominator, places)
    assume(cut != half_up(numerator, denominator, places))
    result = compare(written(cut, places), Figure(numerator, denominator))
    assert result.verdict is Verdict.DIFFERS
    assert "cut off instead of rounded" in result.reason


@settings(deadline=None)
@given(COUNTS, WHOLES, PLACES, st.integers(-1000, 1000).filter(bool))
def test_there_is_no_tolerance(numerator: int, denominator: int, places: int, off: int) -> None:
    scaled = half_up(numerator, denominator, places) + off
    assume(scaled >= 0)
    result = compare(written(scaled, places), Figure(numerator, denominator))
    assert result.verdict is Verdict.DIFFERS


@settings(deadline=None)
@given(COUNTS, st.integers(-1000, 1000).filter(bool))
def test_a_count_differs_by_exactly_what_it_is_off(count: int, off: int) -> None:
    assume(count + off >= 0)
    assert compare(str(count), Figure(count)).verdict is Verdict.REPRODUCED
    result = compare(f"{count + off:,}", Figure(count))
    assert (result.verdict, result.difference) == (Verdict.DIFFERS, f"{off:+}")


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 60), st.integers(1, 1200), st.integers(0, 1))
def test_the_whole_denominators_named_are_all_that_fit(
    numerator: int, denominator: int, scaled: int, places: int
) -> None:
    result = compare(written(scaled, places), Figure(numerator, denominator))
    # no rate of a greater denominator rounds to something above zero
    greatest = 2 * 100 * numerator * 10**places + 1
    fitting = [d for d in range(1, greatest + 1) if half_up(numerator, d, places) == scaled]
    named = re.search(r"would be (\d+) of (\d+)(?: to (\d+))?$", result.reason)
    if named is None:
        assert not fitting or "would be" not in result.reason
        assert ("no whole denominator" in result.reason) <= (not fitting)
        return
    least, most = int(named[2]), int(named[3] or named[2])
    assert int(named[1]) == numerator
    assert set(range(least, most + 1)) <= set(fitting)
    is_near = least >= denominator - 3 and most <= denominator + 3
    assert is_near or [least, most] == [fitting[0], fitting[-1]]


@settings(deadline=None)
@given(st.text(max_size=12), COUNTS, st.none() | COUNTS)
def test_no_text_is_too_odd(text: str, numerator: int, denominator: int | None) -> None:
    compare(text, Figure(numerator, denominator))
    compare(text, Figure(text=text))
    compare(text, Figure(value=Decimal(numerator) / 4))


@settings(deadline=None)
@given(st.integers(10, 10**7), st.data())
def test_two_exchanged_digits_of_a_count_are_seen(count: int, data: st.DataObject) -> None:
    digits = str(count)
    at = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assume(swapped != digits and swapped[0] != "0")
    assert f"may be {count} with two digits exchanged" in compare(swapped, Figure(count)).reason


@pytest.mark.parametrize(
    ("printed", "numerator", "denominator", "says"),
    [
        ("30.7", 56, 182, "30.7 is that cut off instead of rounded"),
        ("12.2", 49, 400, "or its half rounded to the even digit"),  # 12.25
        ("12.3", 247, 2000, "or its half rounded down"),  # 12.35
        ("12.3", 2449, 20000, "rounded twice, by way of 12.25"),  # 12.245
        ("37.90", 91, 240, "rounded to 1 decimal, with zeros written behind"),  # 37.92
        ("30.70", 56, 182, "cut off to 1 decimal, with zeros written behind"),  # 30.77
        ("31.0", 56, 182, "rounded to a whole number, with zeros written behind"),
        ("0.9391", 2329, 2480, "as a fraction of one, not in percent"),
        ("0.94", 2329, 2480, "as a fraction of one, not in percent"),
        ("93.8", 2329, 2480, "93.8 would be 2329 of 2482 to 2484"),
        ("39.91", 2329, 2480, "39.91 may be 93.91 with two digits exchanged"),
        ("97.80", 2329, 2480, "no whole denominator gives 97.80 with 2329"),
        ("0.0", 2329, 2480, "no whole denominator gives 0.0 with 2329"),
        ("0.01", 30, 60, "0.01 would be 30 of 200001 to 600000"),
    ],
)
def test_each_kind_of_explanation(
    printed: str, numerator: int, denominator: int, says: str
) -> None:
    assert says in compare(printed, Figure(numerator, denominator)).reason


def test_a_rate_rounded_up_is_seen() -> None:
    assert compare("24.1", Figure(2401, 10000)).reason.endswith("24.1 is that rounded up")


NEARBY = Nearby(
    counts=[("办结数", 50), ("评价数", 40)],
    figures=[
        ("orders.finish_overdue@甲镇", Figure(31)),
        ("orders.returned@甲镇", Figure(31)),
        ("率", Figure(1, 8)),
        ("the figure of 2023Q1", Figure(value=Decimal("31.50"))),
    ],
    units=[
        ("the figure of 乙局", Figure(17)),
        ("the figure of 丙局", Figure(19)),
        ("the figure of 丁局", Figure(19)),
        ("the figure of 戊局", Figure(3, 0)),
    ],
)


@pytest.mark.parametrize(
    ("printed", "figure", "says"),
    [
        ("20.00", Figure(10, 80), "20.00 would be 10 of 50, 办结数"),
        ("25.0", Figure(10, 80), "25.0 would be 10 of 40, 评价数"),
        ("31", Figure(12), "31 may be orders.finish_overdue@甲镇"),
        ("31.5", Figure(12), "31.5 may be the figure of 2023Q1"),
        ("17", Figure(12), "17 may be the figure of 乙局"),
        ("21", Figure(12), "21 may be 12 with two digits exchanged"),
        ("12.5%", Figure(12), "it is a count, not a percentage; 12.5 may be 率"),
    ],
)
def test_what_stands_beside_a_figure_explains_it(printed: str, figure: Figure, says: str) -> None:
    assert compare(printed, figure, NEARBY).reason.endswith(says)


def test_what_two_units_share_explains_nothing() -> None:
    assert compare("19", Figure(12), NEARBY).reason == ""


def test_a_rate_and_a_count_are_told_apart_by_the_unit() -> None:
    assert compare("12", Figure(12), unit="%").verdict is Verdict.DIFFERS
    assert compare("50", Figure(1, 2), unit="件").verdict is Verdict.DIFFERS
    assert compare("50", Figure(1, 2), unit="%").verdict is Verdict.REPRODUCED
    assert compare("12.5小时", Figure(value=Decimal("12.50"))).verdict is Verdict.REPRODUCED


def test_a_count_in_ten_thousands_is_held_at_its_own_precision() -> None:
    assert compare("11.7万", Figure(117386)).verdict is Verdict.REPRODUCED
    assert compare("11.74万件", Figure(117386)).verdict is Verdict.REPRODUCED
    assert "cut off" in compare("11.73万", Figure(117386)).reason


def test_nothing_printed_is_right_only_where_there_is_no_value() -> None:
    assert compare("—", Figure(0, 0)).verdict is Verdict.REPRODUCED
    assert compare("", Figure(3, 4)).reason == "no figure is printed"
