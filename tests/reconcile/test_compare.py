from decimal import Decimal

import pytest

from orchestration.reconcile.compare import Figure, Verdict, compare


@pytest.mark.parametrize(
    ("printed", "numerator", "denominator"),
    [
        ("24.1", 45, 187),
        ("28", 14, 50),
        ("9.89", 18, 182),
        ("45.8", 2026, 4425),
        ("0.02", 1, 4425),
        ("12.5", 1, 8),
        ("0.13", 1, 800),  # 0.125 is rounded half up
        ("3", 1, 40),  # 2.5 is rounded half up
    ],
)
def test_a_rate_is_reproduced_at_its_printed_precision(
    printed: str, numerator: int, denominator: int
) -> None:
    assert compare(printed, Figure(numerator, denominator)).verdict is Verdict.REPRODUCED


def test_a_rate_is_rounded_once_and_not_from_two_decimals() -> None:
    # 2449 of 20000 is 12.245: 12.25 at two decimals, and 12.2 (not 12.3) at one
    assert compare("12.2", Figure(2449, 20000)).verdict is Verdict.REPRODUCED
    assert compare("12.3", Figure(2449, 20000)).verdict is Verdict.DIFFERS


def test_no_tolerance_lets_a_neighbour_pass() -> None:
    result = compare("24.2", Figure(45, 187))
    assert result.verdict is Verdict.DIFFERS
    assert result.found == "24.06"


def test_a_figure_cut_off_instead_of_rounded_is_told_apart() -> None:
    result = compare("30.7", Figure(56, 182))
    assert result.verdict is Verdict.DIFFERS
    assert "56 of 182 is 30.77" in result.reason and "cut off" in result.reason


def test_a_rate_that_no_denominator_gives_is_said_so() -> None:
    result = compare("97.80", Figure(2329, 2480))
    assert result.verdict is Verdict.DIFFERS
    assert "2329 of 2480 is 93.91" in result.reason
    assert "no whole denominator gives 97.80" in result.reason


def test_another_denominator_that_fits_is_named() -> None:
    assert "50.00 would be 5 of 10" in compare("50.00", Figure(5, 11)).reason


def test_counts_and_texts_differ_by_how_much_or_not_at_all() -> None:
    assert compare("4425", Figure(4425)).verdict is Verdict.REPRODUCED
    assert compare("4426", Figure(4425)).difference == "+1"
    assert compare("水利灌溉", Figure(text="水利灌溉")).verdict is Verdict.REPRODUCED
    assert compare("水利灌溉", Figure(text="农业补贴")).verdict is Verdict.DIFFERS


def test_a_rate_over_zero_is_only_what_the_rules_say() -> None:
    assert compare("100", Figure(0, 0, empty_rate=Decimal("100.00"))).verdict is Verdict.REPRODUCED
    assert compare("0", Figure(0, 0)).verdict is Verdict.DIFFERS


def test_what_no_export_holds_is_not_derivable() -> None:
    assert compare("22", None).verdict is Verdict.NOT_DERIVABLE


@pytest.mark.parametrize("printed", ["", "n/a", "约一半"])
def test_what_is_no_number_differs_and_is_named(printed: str) -> None:
    assert compare(printed, Figure(3)).verdict is Verdict.DIFFERS
