"""Comparing a printed figure with the warehouse's at the printed precision: no tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from orchestration.landing.contract import word
from orchestration.reconcile.explain import another_figure, explain
from orchestration.reconcile.figure import Figure, Nearby, reproduces
from orchestration.reconcile.printed import Printed, is_empty, parse_printed

__all__ = ["Comparison", "Figure", "Verdict", "compare"]

NOTHING_NEARBY = Nearby()


class Verdict(Enum):
    """What became of a printed figure."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"
    NOT_DERIVABLE = "not derivable"


@dataclass(frozen=True)
class Comparison:
    """A verdict with the warehouse's own value and, where they differ, by how much and why."""

    verdict: Verdict
    found: str = ""
    difference: str = ""
    reason: str = ""


def compare(
    printed: str, figure: Figure | None, nearby: Nearby = NOTHING_NEARBY, unit: str = ""
) -> Comparison:
    """Compare a printed figure with the warehouse's; None means that no export holds it.

    `nearby` is what it may have been mistaken for, and `unit` what the bulletin prints it in, if
    that does not stand behind the number.
    """
    if figure is None:
        return Comparison(Verdict.NOT_DERIVABLE, reason="no export holds what it counts")
    if figure.text is not None:
        is_same = word(figure.text) == word(printed)
        return Comparison(Verdict.REPRODUCED if is_same else Verdict.DIFFERS, figure.text)
    if is_empty(printed):
        return _compare_empty(figure)
    claimed = parse_printed(printed, unit)
    if claimed is None:
        return Comparison(Verdict.DIFFERS, figure.shown, reason=f"{printed!r} is no number")
    return _compare_number(claimed, figure, nearby)


def _compare_empty(figure: Figure) -> Comparison:
    if figure.exact is None:
        return Comparison(Verdict.REPRODUCED)
    return Comparison(Verdict.DIFFERS, figure.shown, reason="no figure is printed")


def _compare_number(claimed: Printed, figure: Figure, nearby: Nearby) -> Comparison:
    if figure.exact is None:
        what = "a rate over zero" if figure.is_rate else "it"
        return Comparison(Verdict.DIFFERS, reason=f"{what} has no value")
    if (
        None not in {claimed.is_percent, figure.is_percent}
        and claimed.is_percent != figure.is_percent
    ):
        kind = (
            "it is a rate, in percent" if figure.is_percent else "it is a count, not a percentage"
        )
        reasons = [kind, another_figure(claimed, nearby)]
        return Comparison(Verdict.DIFFERS, figure.shown, reason=_joined(reasons))
    if reproduces(claimed, figure.exact):
        return Comparison(Verdict.REPRODUCED, figure.shown)
    difference = f"{claimed.value - Decimal(figure.shown):+f}"
    reasons = [explain(claimed, figure, nearby)]
    if figure.is_rate:
        reasons.insert(0, f"{figure.numerator} of {figure.denominator} is {figure.shown}")
    elif figure.arithmetic:
        reasons.insert(0, f"{figure.arithmetic} is {figure.shown}")
    return Comparison(Verdict.DIFFERS, figure.shown, difference, _joined(reasons))


def _joined(reasons: list[str]) -> str:
    return "; ".join(filter(None, reasons))
