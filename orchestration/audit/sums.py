"""The nearest explanation of a printed sum that is not what its parts add up to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import Figure, Nearby, reproduces
from orchestration.reconcile.printed import Printed

Term = tuple[str, int]
"""A part with its name for people; subtracted where it is below zero."""


def explain_sum(printed: Printed, terms: Sequence[Term], others: Sequence[Term] = ()) -> str:
    """Return the nearest explanation that fits exactly, empty where none does.

    Rounding first; then a part left out, two of them, one counted twice, or one more of `others`;
    then two digits exchanged.
    """
    total = sum(value for _, value in terms)
    text = explain(printed, Figure(total), Nearby())
    if text and "digits exchanged" not in text:
        return text
    return _other_parts(printed, total, terms, others) or text


def _other_parts(
    printed: Printed, total: int, terms: Sequence[Term], others: Sequence[Term]
) -> str:
    pairs = combinations(terms, 2) if len(terms) > 3 else ()
    attempts = [
        *((f"without {name}", -value) for name, value in terms if value),
        *((f"without {a} and {b}", -value - other) for (a, value), (b, other) in pairs),
        *((f"with {name} counted twice", value) for name, value in terms if value),
        *((f"with {name} too", value) for name, value in others if value),
    ]
    for how, change in attempts:
        if reproduces(printed, Fraction(total + change)):
            return f"{printed} is the sum {how}"
    return ""
