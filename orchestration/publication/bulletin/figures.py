"""Numbers as the bulletin shows them, each knowing which indicator of which unit it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from orchestration.publication.bulletin.facts import Indicator, UnitFigure
from orchestration.publication.controls.marks import Source, marked

_CENT = Decimal("0.01")
_RATES = {
    "orders.sign_overdue": "orders.sign_overdue_rate",
    "orders.finish_overdue": "orders.finish_overdue_rate",
}
"""The rates that stand beside a unit's counts, by the count's code."""


@dataclass(frozen=True)
class Figure:
    """A number in the text: every digit of the bulletin that was counted comes through here.

    In a document it is marked with its source: it will stand in a content control.
    """

    code: str
    text: str
    source: Source
    unit_id: str | None = None

    def __str__(self) -> str:
        return marked(self.source, self.text)


def value_of(indicator: Indicator) -> Figure:
    """Return a headline figure: counts whole, all else with two decimals."""
    text = _number(indicator.value, is_count=indicator.is_count)
    return Figure(indicator.code, text, Source(indicator.code))


def previous_of(indicator: Indicator) -> Figure:
    """Return what a headline figure was in the period before."""
    text = _number(indicator.previous, is_count=indicator.is_count)
    return _part_of(indicator, "previous", text)


def numerator_of(indicator: Indicator) -> Figure:
    """Return the count above a rate."""
    return _part_of(indicator, "numerator", str(indicator.numerator))


def denominator_of(indicator: Indicator) -> Figure:
    """Return the count below a rate."""
    return _part_of(indicator, "denominator", str(indicator.denominator))


def _part_of(indicator: Indicator, of: str, text: str) -> Figure:
    return Figure(f"{indicator.code}/{of}", text, Source(indicator.code, of))


def count_of(unit: UnitFigure) -> Figure:
    """Return a unit's count."""
    source = Source(f"{unit.code}@{unit.name}")
    return Figure(unit.code, str(unit.count), source, unit.unit_id)


def rate_of(unit: UnitFigure) -> Figure:
    """Return a unit's rate, with two decimals."""
    source = Source(f"{_RATES.get(unit.code, unit.code)}@{unit.name}")
    return Figure(f"{unit.code}/rate", _number(unit.rate), source, unit.unit_id)


def number_of_units(code: str, units: int) -> Figure:
    """Return how many units share something."""
    return Figure(f"{code}/units", str(units), Source(code, "units"))


def change_of(indicator: Indicator, against: str, change: Decimal) -> Figure:
    """Return a change against an earlier period, without its sign."""
    measure = "change" if indicator.is_count else "difference"
    source = Source(f"{indicator.code}.{measure}_on_{against}")
    return Figure(f"{indicator.code}/change_on_{against}", _number(abs(change)), source)


def _number(value: Decimal | None, *, is_count: bool = False) -> str:
    if value is None:
        return ""
    return str(value.quantize(Decimal(1) if is_count else _CENT))
