"""Holding one printed figure against one check: what follows instead, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from orchestration.audit.expressions import (
    AtMost,
    Change,
    Check,
    Descending,
    Equals,
    Expression,
    Operation,
    Part,
    Ref,
)
from orchestration.audit.growth import held_change, held_part
from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.ranges import Range, can_print, range_of, shown
from orchestration.audit.sums import Term, explain_sum
from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import CENT, Figure, Nearby
from orchestration.reconcile.printed import Printed


@dataclass(frozen=True)
class Value:
    """What an expression can give; a ratio is one of counts, or a sum of percentages."""

    range: Range
    is_ratio: bool


@dataclass(frozen=True)
class Figures:
    """The figures that checks name, by the keys of their claims; those without a number are away.

    `names` say a claim to people, `sums` are what checks of other rows add up to.
    """

    numbers: Mapping[str, Printed]
    names: Mapping[str, str]
    sums: Sequence[Term] = field(default=())

    def value(self, expression: Expression) -> Value | None:
        """Return what an expression can give; None where it cannot be known, as over zero."""
        if isinstance(expression, Ref):
            number = self.numbers.get(expression.claim)
            if number is None:
                return None
            return Value(range_of(number), number.is_percent is True)
        left, right = self.value(expression.left), self.value(expression.right)
        if left is None or right is None:
            return None
        if expression.sign == "/":
            quotient = left.range.over(right.range)
            return None if quotient is None else Value(quotient, left.is_ratio == right.is_ratio)
        if left.is_ratio != right.is_ratio:
            return None
        is_sum = expression.sign == "+"
        return Value(
            left.range + right.range if is_sum else left.range - right.range, left.is_ratio
        )

    def written(self, expression: Expression) -> str:
        """Return an expression as its row has it, with the claims' own numbers."""
        if isinstance(expression, Ref):
            return self.names.get(expression.claim, expression.claim).split()[0]
        left, right = self.written(expression.left), self.written(expression.right)
        if expression.sign == "/":
            left, right = (
                f"({text})" if isinstance(side, Operation) else text
                for side, text in ((expression.left, left), (expression.right, right))
            )
        elif expression.sign == "-" and isinstance(expression.right, Operation):
            right = f"({right})"
        return f"{left} {expression.sign} {right}"

    def named(self, claim: str) -> str:
        """Return a claim for people, with its figure."""
        return f"{self.names.get(claim, claim)} ({self.numbers[claim]})"


def held(check: Check, printed: Printed, figures: Figures) -> Outcome | None:
    """Return what follows where a figure fails a check; None where it holds, or cannot be known."""
    match check:
        case Equals(expression):
            return _held_equal(expression, printed, figures)
        case Change(of):
            value = figures.value(of)
            return None if value is None or value.is_ratio else held_change(printed, value.range)
        case Part(of):
            value = figures.value(of)
            return None if value is None or value.is_ratio else held_part(printed, value.range)
        case AtMost(than):
            return _held_at_most(than, printed, figures)
        case Descending(claims):
            return _held_order(claims, figures)


def _held_equal(expression: Expression, printed: Printed, figures: Figures) -> Outcome | None:
    value = figures.value(expression)
    if value is None:
        return None
    readings = list(_readings(value, printed))
    if any(can_print(reading, printed) for reading in readings):
        return None
    step = min(printed.step, CENT) if value.is_ratio else printed.step
    follows = readings[0]
    text = shown(follows.low, step)
    if follows.exact is None:
        text = f"{text} to {shown(follows.high, step)}"
    return Outcome(text, _explanation(expression, printed, value, figures))


def _readings(value: Value, printed: Printed) -> Iterator[Range]:
    """Yield the value as the row prints it: a ratio in percent, or as it is, where that is open."""
    if value.is_ratio and printed.is_percent is not False:
        yield value.range.times(100)
    if not value.is_ratio or not printed.is_percent:
        yield value.range


def _explanation(expression: Expression, printed: Printed, value: Value, figures: Figures) -> str:
    if isinstance(expression, Operation) and expression.sign == "/":
        rate = _as_rate(expression, figures)
        if rate is None or printed.is_percent is False:
            return ""
        nearby = Nearby(counts=[*_counts(expression, figures), *figures.sums])
        means = f"{rate.numerator} of {rate.denominator} is {rate.shown}"
        return joined(means, explain(printed, rate, nearby))
    terms = list(_terms(expression, 1, figures))
    if value.is_ratio or value.range.whole is None or not terms:
        return ""
    named = {ref.claim for ref in _refs(expression)}
    others = [
        (figures.named(claim), whole)
        for claim, whole in _wholes(figures).items()
        if claim not in named and whole != int(printed.value)
    ]
    means = f"{figures.written(expression)} is {value.range.whole}"
    return joined(means, explain_sum(printed, terms, others))


def _as_rate(expression: Operation, figures: Figures) -> Figure | None:
    left, right = figures.value(expression.left), figures.value(expression.right)
    numerator = None if left is None else left.range.whole
    denominator = None if right is None else right.range.whole
    return Figure(numerator, denominator) if numerator is not None and denominator else None


def _counts(expression: Operation, figures: Figures) -> Iterator[Term]:
    """Yield the counts that a rate may have been taken over instead."""
    over = {ref.claim for ref in _refs(expression.right)}
    for claim, whole in _wholes(figures).items():
        if claim not in over and whole:
            yield figures.names.get(claim, claim), whole


def _wholes(figures: Figures) -> dict[str, int]:
    return {
        claim: int(number.value)
        for claim, number in figures.numbers.items()
        if not number.is_percent and number.step == 1
    }


def _refs(expression: Expression) -> Iterator[Ref]:
    if isinstance(expression, Ref):
        yield expression
    else:
        yield from _refs(expression.left)
        yield from _refs(expression.right)


def _terms(expression: Expression, sign: int, figures: Figures) -> Iterator[Term]:
    """Yield the parts of a sum of whole counts; none of anything else."""
    if isinstance(expression, Ref):
        whole = _wholes(figures).get(expression.claim)
        if whole is not None:
            yield figures.named(expression.claim), sign * whole
    elif expression.sign != "/":
        yield from _terms(expression.left, sign, figures)
        yield from _terms(expression.right, sign if expression.sign == "+" else -sign, figures)


def _held_at_most(than: Expression, printed: Printed, figures: Figures) -> Outcome | None:
    value = figures.value(than)
    if value is None or value.is_ratio != (printed.is_percent is True):
        return None
    if range_of(printed).low <= value.range.high:
        return None
    most = value.range.times(100) if value.is_ratio else value.range
    name = f", {figures.names.get(than.claim, than.claim)}" if isinstance(than, Ref) else ""
    return Outcome(f"at most {shown(most.high, printed.step)}{name}")


def _held_order(claims: Sequence[str], figures: Figures) -> Outcome | None:
    known = [(claim, figures.numbers[claim]) for claim in claims if claim in figures.numbers]
    for (claim, number), (following, other) in pairwise(known):
        if number.is_percent is not None and number.is_percent == (not other.is_percent):
            continue
        if range_of(number).high < range_of(other).low:
            return Outcome(
                f"{figures.named(following)} before {figures.named(claim)}",
                _exchanged(known, claim, following),
            )
    return None


def _exchanged(known: Sequence[tuple[str, Printed]], claim: str, following: str) -> str:
    order = [name for name, _ in known]
    first, second = order.index(claim), order.index(following)
    order[first], order[second] = following, claim
    values = [dict(known)[name].value for name in order]
    if any(left < right for left, right in pairwise(values)):
        return ""
    return f"in order once {claim} and {following} change places"
