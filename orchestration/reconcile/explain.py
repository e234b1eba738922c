"""The nearest explanation of a printed figure that differs: only what fits to the last digit.

Nearest first: another way of rounding the same counts; the same numerator over another count of
the period, or over one a few rows off; two digits exchanged; another figure printed in its place;
any other whole denominator. What fits by chance more often than not comes last.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from orchestration.reconcile.figure import CENT, Figure, Nearby, reproduces
from orchestration.reconcile.printed import Printed
from orchestration.reconcile.rounding import (
    cut_off,
    half_up,
    is_half,
    percent,
    rounded_up,
    whole_denominators,
)

FEW = 2
"""So many rows more or fewer in a denominator are a few; in a large one, so is one in a hundred."""


def explain(claimed: Printed, figure: Figure, nearby: Nearby) -> str:
    """Return the nearest explanation of a printed figure that is not the warehouse's.

    Empty where none fits; for a rate, the whole denominators that fit, or that there is none.
    """
    exact = figure.exact
    if exact is None:
        return ""
    attempts: list[Callable[[], str]] = [lambda: _rounding(claimed, exact)]
    if figure.is_rate:
        attempts += [
            lambda: _as_fraction(claimed, exact),
            lambda: _over_another_count(claimed, figure, nearby),
            lambda: _over_a_few_more(claimed, figure),
        ]
    attempts += [
        lambda: _exchanged_digits(claimed, exact),
        lambda: another_figure(claimed, nearby),
    ]
    if figure.is_rate:
        attempts.append(lambda: _over_any_whole(claimed, figure))
    return next((text for attempt in attempts if (text := attempt())), "")


def _rounding(claimed: Printed, exact: Fraction) -> str:
    return _other_rounding(claimed, exact) or _fewer_digits(claimed, exact)


def _other_rounding(claimed: Printed, exact: Fraction) -> str:
    step = claimed.step
    if cut_off(exact, step) == claimed.value:
        return f"{claimed} is that cut off instead of rounded{_half(claimed, exact)}"
    for finer in (step.scaleb(-1), CENT, step.scaleb(-2), step.scaleb(-3)):
        once = half_up(exact, finer)
        if finer < step and half_up(Fraction(once), step) == claimed.value:
            return f"{claimed} is that rounded twice, by way of {once:f}"
    if rounded_up(exact, step) == claimed.value:
        return f"{claimed} is that rounded up"
    return ""


def _half(claimed: Printed, exact: Fraction) -> str:
    if not is_half(exact, claimed.step):
        return ""
    is_even = not (Fraction(claimed.value) / Fraction(claimed.step)) % 2
    return f", or its half rounded {'to the even digit' if is_even else 'down'}"


def _fewer_digits(claimed: Printed, exact: Fraction) -> str:
    """Explain zeros at the end: the figure was rounded before them, and they were written after."""
    step = claimed.step.scaleb(1)
    while step <= 1 and not Fraction(claimed.value) % Fraction(step):
        places = -int(step.as_tuple().exponent)
        said = f"{places} decimal{'s' if places > 1 else ''}" if places else "a whole number"
        for is_fit, verb in (
            (half_up(exact, step) == claimed.value, "rounded"),
            (cut_off(exact, step) == claimed.value, "cut off"),
        ):
            if is_fit:
                return f"{claimed} is that {verb} to {said}, with zeros written behind"
        step = step.scaleb(1)
    return ""


def _as_fraction(claimed: Printed, exact: Fraction) -> str:
    if claimed.step > CENT or not claimed.value or not reproduces(claimed, exact / 100):
        return ""
    return f"{claimed} is that as a fraction of one, not in percent"


def _over_another_count(claimed: Printed, figure: Figure, nearby: Nearby) -> str:
    for name, count in nearby.counts:
        if _fits(claimed, figure, count):
            return f"{claimed} would be {figure.numerator} of {count}, {name}"
    return ""


def _over_a_few_more(claimed: Printed, figure: Figure) -> str:
    own, (lowest, highest) = figure.denominator or 0, _whole_denominators(claimed, figure)
    few = max(FEW, own // 100)
    return _would_be(claimed, figure, max(lowest, own - few), min(highest, own + few))


def _over_any_whole(claimed: Printed, figure: Figure) -> str:
    return _would_be(claimed, figure, *_whole_denominators(claimed, figure)) or (
        f"no whole denominator gives {claimed} with {figure.numerator}"
    )


def _would_be(claimed: Printed, figure: Figure, lowest: int, highest: int) -> str:
    if lowest > highest:
        return ""
    span = str(lowest) if lowest == highest else f"{lowest} to {highest}"
    return f"{claimed} would be {figure.numerator} of {span}"


def _whole_denominators(claimed: Printed, figure: Figure) -> tuple[int, int]:
    return whole_denominators(claimed.value, claimed.step, figure.numerator or 0)


def _fits(claimed: Printed, figure: Figure, denominator: int) -> bool:
    if not denominator or figure.numerator is None:
        return False
    return reproduces(claimed, percent(figure.numerator, denominator))


def _exchanged_digits(claimed: Printed, exact: Fraction) -> str:
    right = f"{half_up(exact, claimed.step):f}"
    digits = [at for at, character in enumerate(right) if character.isdigit()]
    for first, second in pairwise(digits):
        swapped = list(right)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        if "".join(swapped) == str(claimed):
            return f"{claimed} may be {right} with two digits exchanged"
    return ""


def another_figure(claimed: Printed, nearby: Nearby) -> str:
    """Name the figure that is printed; one that several other units share explains nothing."""
    for name, figure in nearby.figures:
        if _is_figure(claimed, figure):
            return f"{claimed} may be {name}"
    units = [name for name, figure in nearby.units if _is_figure(claimed, figure)]
    return f"{claimed} may be {units[0]}" if len(units) == 1 else ""


def _is_figure(claimed: Printed, figure: Figure) -> bool:
    is_same_kind = figure.value is not None or claimed.is_percent in {None, figure.is_rate}
    return is_same_kind and figure.exact is not None and reproduces(claimed, figure.exact)
