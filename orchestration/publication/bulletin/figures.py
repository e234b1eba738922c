"""Numbers as the bulletin shows them, each knowing which indicator of which unit it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from orchestration.publication.bulletin.facts import Indicator, UnitFigure

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """A number in the text: every digit of the bulletin that was counted comes through here."""

    code: str
    text: str
    unit_id: str | None = None

    def __str__(self) -> str:
        return self.text


def value_of(indicator: Indicator) -> Figure:
    """Return a headline figure: counts whole, all else with two decimals."""
    return Figure(indicator.code, _number(indicator.value, is_count=indicator.is_count))


def previous_of(indicator: Indicator) -> Figure:
    """Return what a headline figure was in the period before."""
    text = _number(indicator.previous, is_count=indicator.is_count)
    return Figure(f"{indicator.code}/previous", text)


def numerator_of(indicator: Indicator) -> Figure:
    """Return the count above a rate."""
    return Figure(f"{indicator.code}/numerator", str(indicator.numerator))


def denominator_of(indicator: Indicator) -> Figure:
    """Return the count below a rate."""
    return Figure(f"{indicator.code}/denominator", str(indicator.denominator))


def count_of(unit: UnitFigure) -> Figure:
    """Return a unit's count."""
    return Figure(unit.code, str(unit.count), unit.unit_id)


def rate_of(unit: UnitFigure) -> Figure:
    """Return a unit's rate, with two decimals."""
    return Figure(f"{unit.code}/rate", _number(unit.rate), unit.unit_id)


def number_of_units(code: str, units: int) -> Figure:
    """Return how many units share something."""
    return Figure(f"{code}/units", str(units))


def change_of(indicator: Indicator, against: str, change: Decimal) -> Figure:
    """Return a change against an earlier period, without its sign."""
    return Figure(f"{indicator.code}/change_on_{against}", _number(abs(change)))


def _number(value: Decimal | None, *, is_count: bool = False) -> str:
    if value is None:
        return ""
    return str(value.quantize(Decimal(1) if is_count else _CENT))
