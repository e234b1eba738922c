"""A figure of the warehouse, and what it may have been mistaken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from orchestration.reconcile.printed import Printed
from orchestration.reconcile.rounding import half_up, percent

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """What the warehouse says: counts (a rate has a denominator), a value, or a text (a topic)."""

    numerator: int | None = None
    denominator: int | None = None
    text: str | None = None
    empty_rate: Decimal | None = None
    """The value of a rate over zero where the rules of counting give it one."""
    value: Decimal | Fraction | None = None
    """A value that is neither a count nor a rate of two counts, such as hours or a growth."""
    is_percentage: bool = False
    """Whether such a value is in percent or in points of it."""
    arithmetic: str = ""
    """What such a value is made of, such as `2480 after 2211`."""

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate of two counts, in percent."""
        return self.denominator is not None

    @property
    def exact(self) -> Fraction | None:
        """The figure before any rounding, a rate in percent; None where it has no value."""
        if self.numerator is not None and self.denominator:
            return percent(self.numerator, self.denominator)
        value = self.empty_rate if self.is_rate else self.value
        if self.numerator is not None and not self.is_rate:
            return Fraction(self.numerator)
        return None if value is None else Fraction(value)

    @property
    def shown(self) -> str:
        """The figure as the warehouse publishes it; empty where it has no value."""
        if self.text is not None:
            return self.text
        if self.exact is None:
            return ""
        if self.is_rate:
            return str(half_up(self.exact, CENT))
        if isinstance(self.value, Fraction):
            return str(half_up(self.value, CENT))
        return str(self.value if self.numerator is None else self.numerator)

    @property
    def is_percent(self) -> bool | None:
        """Whether a percentage is printed of it; None for hours and the like, which say nothing."""
        return (
            True
            if self.is_rate or self.is_percentage
            else None
            if self.value is not None
            else False
        )


@dataclass(frozen=True)
class Nearby:
    """What stands beside a figure in the warehouse, nearest first, each with its name for people.

    `counts` are what a rate may have been taken over; `figures` are what may have been printed in
    its place, and `units` the same figure of other units.
    """

    counts: Sequence[tuple[str, int]] = ()
    figures: Sequence[tuple[str, Figure]] = ()
    units: Sequence[tuple[str, Figure]] = ()


def reproduces(claimed: Printed, exact: Fraction) -> bool:
    """Whether the figure, rounded half up once to the printed precision, is what is printed."""
    return half_up(exact, claimed.step) == claimed.value
