"""What a printed number can stand for: one value, or every value that rounds to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from orchestration.reconcile.printed import Printed
from orchestration.reconcile.rounding import half_up, whole_denominators


@dataclass(frozen=True)
class Range:
    """All values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Fraction | int) -> Range:
        """Return the range of one value."""
        return cls(Fraction(value), Fraction(value))

    @property
    def exact(self) -> Fraction | None:
        """The only value, if there is only one."""
        return self.low if self.low == self.high else None

    @property
    def whole(self) -> int | None:
        """The only value as a whole number, if it is one."""
        exact = self.exact
        return exact.numerator if exact is not None and exact.denominator == 1 else None

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def times(self, factor: int) -> Range:
        """Return the values times a factor above zero."""
        return Range(self.low * factor, self.high * factor)

    def over(self, other: Range) -> Range | None:
        """Return what the quotient can be; None where the divisor can be zero."""
        if other.low <= 0 <= other.high:
            return None
        quotients = [end / by for end in (self.low, self.high) for by in (other.low, other.high)]
        return Range(min(quotients), max(quotients))

    def overlaps(self, other: Range) -> bool:
        """Whether some value is in both."""
        return self.low <= other.high and other.low <= self.high


def range_of(printed: Printed) -> Range:
    """Return what a printed number can stand for; a percentage as a fraction of one.

    A count without 万 is what it is, one with 万 every whole number that rounds to it; what has
    decimals, or is a percentage, is taken as rounded.
    """
    value, step = Fraction(printed.value), Fraction(printed.step)
    if printed.is_percent:
        return Range((value - step / 2) / 100, (value + step / 2) / 100)
    if step == 1:
        return Range.of(value)
    if step > 1:
        return Range(Fraction(ceil(value - step / 2)), Fraction(ceil(value + step / 2) - 1))
    return Range(value - step / 2, value + step / 2)


def can_print(values: Range, printed: Printed) -> bool:
    """Whether one of the values, rounded half up once to the digits printed, is what is printed."""
    exact = values.exact
    if exact is not None:
        return half_up(exact, printed.step) == printed.value
    value, half = Fraction(printed.value), Fraction(printed.step) / 2
    if not value:
        return values.low < half and values.high > -half
    if value < 0:
        return values.high > value - half and values.low <= value + half
    return values.low < value + half and values.high >= value - half


def wholes(values: Range) -> range:
    """Return the whole numbers of a range."""
    return range(ceil(values.low), floor(values.high) + 1)


def denominators(printed: Printed, numerator: Range) -> Range | None:
    """Return between which whole denominators of a numerator give a printed rate; None for none."""
    if numerator.high <= 0:
        return None if printed.value else Range(Fraction(1), _ENDLESS)
    least, most = wholes(numerator)[0], wholes(numerator)[-1]
    if not printed.value:
        return Range(Fraction(floor(200 * least / Fraction(printed.step)) + 1), _ENDLESS)
    low, _ = whole_denominators(printed.value, printed.step, max(least, 1))
    _, high = whole_denominators(printed.value, printed.step, most)
    return Range(Fraction(low), Fraction(high)) if low <= high else None


_ENDLESS = Fraction(10**18)
"""More than any count: the greatest denominator of a rate that rounds to zero."""

_MANY = 20_000
"""So many whole numbers are not tried one by one: one of them fits."""


def whole_numerators(printed: Printed, denominator: Range) -> Iterator[tuple[int, int]]:
    """Yield whole numerators with a denominator that give a printed rate."""
    claim, half = Fraction(printed.value), Fraction(printed.step) / 2
    for whole in wholes(denominator)[:_MANY]:
        if whole <= 0:
            continue
        for numerator in range(
            floor((claim - half) * whole / 100), ceil((claim + half) * whole / 100) + 1
        ):
            if half_up(Fraction(100 * numerator, whole), printed.step) == printed.value:
                yield numerator, whole
                break


def predecessors(printed: Printed, current: Range) -> Iterator[tuple[int, int]]:
    """Yield whole predecessors from which some current count is the printed growth in percent."""
    claim, half = Fraction(printed.value) / 100, Fraction(printed.step) / 200
    if claim + half <= -1:
        return
    low = max(1, floor(max(current.low, Fraction(0)) / (1 + claim + half)))
    least = 1 + claim - half
    high = ceil(current.high / least) if least > 0 else low + _MANY
    for earlier in range(low, min(high, low + _MANY) + 1):
        for now in _currents(earlier, claim - half, claim + half, current):
            if half_up(Fraction(100 * (now - earlier), earlier), printed.step) == printed.value:
                yield earlier, now
                break


def _currents(earlier: int, low: Fraction, high: Fraction, current: Range) -> range:
    least = max(floor(earlier * (1 + low)), ceil(current.low))
    most = min(ceil(earlier * (1 + high)), floor(current.high))
    return range(least, min(most, least + 2) + 1)


def shown(value: Fraction, step: Decimal) -> str:
    """Return a value for people, rounded to the step."""
    return f"{half_up(value, step):f}"
