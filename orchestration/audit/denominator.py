"""Rates over one count that is not printed: some whole denominator must give them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.ranges import Range, denominators, wholes
from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import Figure, Nearby
from orchestration.reconcile.printed import Printed
from orchestration.reconcile.rounding import cut_off, percent, rounded_up

_FEW = 50
"""So many denominators are looked through for the one that explains a rate."""


@dataclass(frozen=True)
class Rate:
    """A printed rate with its count; `name` says the count to people."""

    name: str
    numerator: Range
    printed: Printed


def odd_rates(rates: Sequence[Rate]) -> Iterator[tuple[int, Outcome]]:
    """Yield the rates, by their place, that do not stand over the denominator of the others.

    Those that no denominator gives; and where the others do not agree, the one without which they
    would. Nothing where more than one would have to be wrong.
    """
    spans = [denominators(rate.printed, rate.numerator) for rate in rates]
    known = {at: span for at, span in enumerate(spans) if span is not None}
    common = _common(known)
    odd = [at for at in range(len(rates)) if at not in known]
    if known and common is None:
        apart = _apart(rates, known)
        if apart is None:
            return
        odd.append(apart)
        common = _common({at: span for at, span in known.items() if at != apart})
    for at in sorted(odd):
        others = [rate for other, rate in enumerate(rates) if other not in odd]
        yield at, _outcome(rates[at], common, others)


def _common(spans: dict[int, Range]) -> Range | None:
    if not spans:
        return None
    low, high = (max(s.low for s in spans.values()), min(s.high for s in spans.values()))
    return Range(low, high) if low <= high else None


def _apart(rates: Sequence[Rate], spans: dict[int, Range]) -> int | None:
    """Return the rate without which the others agree; of two, one that is merely cut off."""
    alone = [at for at in spans if _common({other: s for other, s in spans.items() if other != at})]
    if len(alone) < 2:
        return alone[0] if alone else None
    if len(spans) > 2:
        return None
    explained = [
        at
        for at, other in (alone, alone[::-1])
        if any(_is_roughly(rates[at], whole) for whole in wholes(spans[other])[:_FEW])
    ]
    return explained[0] if len(explained) == 1 else alone[-1]


def _is_roughly(rate: Rate, whole: int) -> bool:
    """Whether a rate is cut off, or rounded up, over a denominator."""
    numerator, printed = rate.numerator.whole, rate.printed
    if numerator is None or whole <= 0:
        return False
    exact = percent(numerator, whole)
    return printed.value in {cut_off(exact, printed.step), rounded_up(exact, printed.step)}


def _outcome(rate: Rate, common: Range | None, others: Sequence[Rate]) -> Outcome:
    numerator, printed = rate.numerator.whole, rate.printed
    if numerator is None or not printed.value:
        return Outcome("another rate")
    if common is None:
        near = floor(Fraction(100 * numerator) / Fraction(printed.value))
        candidates = [whole for whole in (near, near + 1) if whole > 0]
    else:
        candidates = list(wholes(common)[:_FEW])
    figures = [Figure(numerator, whole) for whole in candidates]
    explained = [
        figure
        for figure, whole in zip(figures, candidates, strict=True)
        if _is_roughly(rate, whole)
    ]
    best = (explained or figures)[0]
    ends = [best] if explained else [figures[0], *figures[-1:]]
    follows = " or ".join(dict.fromkeys(figure.shown for figure in ends))
    means = " and ".join(
        dict.fromkeys(f"{numerator} of {figure.denominator} is {figure.shown}" for figure in ends)
    )
    beside = ", ".join(f"{other.name} {other.printed}%" for other in others)
    basis = f"over the denominator of {beside}" if others else ""
    return Outcome(follows, joined(means, basis, explain(printed, best, Nearby())))
