"""Comparing a printed figure with counts at the printed precision, half up: no tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum

HUNDRED = Decimal(100)


class Verdict(Enum):
    """What became of a printed figure."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"
    NOT_DERIVABLE = "not derivable"


@dataclass(frozen=True)
class Figure:
    """What the warehouse says: counts (a rate has a denominator), or a text such as a topic."""

    numerator: int | None = None
    denominator: int | None = None
    text: str | None = None
    empty_rate: Decimal | None = None
    """The value of a rate over zero where the rules of counting give it one."""


@dataclass(frozen=True)
class Comparison:
    """A verdict with the warehouse's own value and, where they differ, by how much and why."""

    verdict: Verdict
    found: str = ""
    difference: str = ""
    reason: str = ""


def compare(printed: str, figure: Figure | None) -> Comparison:
    """Compare a printed figure with the warehouse's; None means that no export holds it."""
    if figure is None:
        return Comparison(Verdict.NOT_DERIVABLE, reason="no export holds what it counts")
    if figure.text is not None or figure.numerator is None:
        found = figure.text or ""
        verdict = Verdict.REPRODUCED if found == printed else Verdict.DIFFERS
        return Comparison(verdict, found)
    try:
        claimed = Decimal(printed)
    except InvalidOperation:
        return Comparison(
            Verdict.DIFFERS, str(figure.numerator), reason=f"{printed!r} is no number"
        )
    if figure.denominator is None:
        return _compare_count(claimed, figure.numerator)
    return _compare_rate(claimed, figure.numerator, figure.denominator, figure.empty_rate)


def _compare_count(claimed: Decimal, count: int) -> Comparison:
    if claimed == count:
        return Comparison(Verdict.REPRODUCED, str(count))
    return Comparison(Verdict.DIFFERS, str(count), f"{claimed - count:+}")


def _compare_rate(
    claimed: Decimal, numerator: int, denominator: int, empty_rate: Decimal | None
) -> Comparison:
    if denominator == 0:
        if empty_rate is not None and claimed == empty_rate:
            return Comparison(Verdict.REPRODUCED, str(empty_rate))
        return Comparison(Verdict.DIFFERS, "", reason="a rate over zero has no value")
    found = rounded(numerator, denominator, Decimal("0.01"))
    if rounded(numerator, denominator, _last_digit(claimed)) == claimed:
        return Comparison(Verdict.REPRODUCED, str(found))
    return Comparison(
        Verdict.DIFFERS,
        str(found),
        f"{claimed - found:+}",
        f"{numerator} of {denominator} is {found}; " + _explain(claimed, numerator, denominator),
    )


def rounded(
    numerator: int, denominator: int, step: Decimal, rounding: str = ROUND_HALF_UP
) -> Decimal:
    """Return numerator over denominator in percent, rounded once to a multiple of `step`."""
    return (HUNDRED * numerator / denominator).quantize(step, rounding=rounding)


def _last_digit(claimed: Decimal) -> Decimal:
    exponent = claimed.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _explain(claimed: Decimal, numerator: int, denominator: int) -> str:
    step = _last_digit(claimed)
    if rounded(numerator, denominator, step, ROUND_DOWN) == claimed:
        return f"{claimed} is that cut off instead of rounded"
    others = [
        other
        for other in _near_denominators(claimed, numerator)
        if rounded(numerator, other, step) == claimed
    ]
    if others:
        span = str(others[0]) if len(others) == 1 else f"{others[0]} to {others[-1]}"
        return f"{claimed} would be {numerator} of {span}"
    return f"no whole denominator gives {claimed} with {numerator}"


def _near_denominators(claimed: Decimal, numerator: int) -> range:
    """All whole denominators whose rate could round to the claim, with one to spare at each end."""
    if claimed <= 0:
        return range(0)
    step = _last_digit(claimed)
    lowest = int(HUNDRED * numerator / (claimed + step))
    highest = int(HUNDRED * numerator / max(claimed - step, step / 10)) + 1
    return range(max(lowest, 1), highest + 1)
