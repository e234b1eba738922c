"""Rates of which one count is printed: growth against an earlier one, and a part of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from orchestration.audit.outcome import Outcome
from orchestration.audit.ranges import Range, predecessors, whole_numerators
from orchestration.reconcile.printed import Printed
from orchestration.reconcile.rounding import cut_off, half_up, percent, rounded_up

Candidate = tuple[int, Fraction]
"""A whole count that is not printed, and the rate that it gives."""


def held_change(printed: Printed, current: Range) -> Outcome | None:
    """Return what follows where no whole predecessor of a count grows as is printed."""
    if next(predecessors(printed, current), None):
        return None
    now = current.whole
    if not now or printed.value <= -100:
        return Outcome("a fall of 100% at the most" if printed.value < -100 else "another growth")
    earlier = floor(now / (1 + Fraction(printed.value) / 100))
    grown = [(past, percent(now - past, past)) for past in range(earlier - 1, earlier + 3) if past]
    named = [(past, rate) for past, rate in grown if past in {earlier, earlier + 1} and past > 0]
    explanation = _rounding(printed, grown, "from {}") or _over_the_new(printed, now)
    return Outcome(_either(printed.step, named, "from {}"), explanation or _none(printed, now))


def held_part(printed: Printed, whole: Range) -> Outcome | None:
    """Return what follows where no whole part of a count is the rate that is printed."""
    if whole.high <= 0 or next(whole_numerators(printed, whole), None):
        return None
    of = whole.whole
    if not of:
        return Outcome("another rate")
    part = floor(Fraction(printed.value) * of / 100)
    near = [(count, percent(count, of)) for count in (part - 1, part, part + 1, part + 2)]
    named, means = near[1:3], f"for {{}} of {of}"
    return Outcome(_either(printed.step, named, means), _rounding(printed, near, f"{{}} of {of}"))


def _either(step: Decimal, candidates: Iterable[Candidate], means: str) -> str:
    return " or ".join(f"{half_up(rate, step)} {means.format(n)}" for n, rate in candidates)


def _rounding(printed: Printed, candidates: Iterable[Candidate], means: str) -> str:
    for count, rate in candidates:
        fine = half_up(rate, min(printed.step.scaleb(-2), Decimal("0.01")))
        for way, said in ((cut_off, "cut off instead of rounded"), (rounded_up, "rounded up")):
            if way(rate, printed.step) == printed.value:
                return f"{printed} is {fine} ({means.format(count)}) {said}"
    return ""


def _over_the_new(printed: Printed, now: int) -> str:
    earlier = floor(now * (1 - Fraction(printed.value) / 100))
    for past in (earlier, earlier + 1):
        if past > 0 and half_up(percent(now - past, now), printed.step) == printed.value:
            return f"{printed} would be the change from {past} over {now} instead of over {past}"
    return ""


def _none(printed: Printed, now: int) -> str:
    return f"no whole predecessor of {now} gives {printed}"
