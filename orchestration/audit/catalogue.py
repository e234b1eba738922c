"""How indicators hang together, as the catalogue defines them: rates over counts, parts in wholes.

Read from the columns that the figures are counted from, so that a new indicator needs no line here.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from orchestration.catalogue.describe import CATALOGUE
from orchestration.office.read import load_office
from orchestration.settings import Folders

_TYPE, _CHANNEL = "{type}", "{channel}"


@dataclass(frozen=True)
class Indicator:
    """A figure of the catalogue: what it counts, of which rows, and over what."""

    code: str
    each_row_is: str
    numerator: str
    denominator: str
    member: str
    """The type or channel that it counts alone, as dimension:member; empty where it counts all."""
    is_count: bool


@cache
def indicators() -> dict[str, Indicator]:
    """Return the catalogue's figures by code, those of each type and channel among them."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["statistic"] in {"count", "rate"}]
    office = load_office(Folders.resolve().office)
    types = [each.code for each in office.ticket_types]
    members = {_TYPE: types, _CHANNEL: [each.code for each in office.channels]}
    found = {}
    for row in rows:
        pattern = next((each for each in (_TYPE, _CHANNEL) if each in row["code"]), "")
        for name in members.get(pattern, [""]):
            code, member = (row[key].replace(pattern, name) for key in ("code", "filter_member"))
            found[code] = Indicator(
                code,
                row["each_row_is"],
                row["numerator"],
                row["denominator"],
                f"{row['filter_dimension']}:{member}" if member else "",
                row["statistic"] == "count",
            )
    return found


@cache
def numerator_of(rate: Indicator) -> str:
    """Return the code of the count over which a rate stands; empty where the catalogue has none."""
    return _count(rate, rate.numerator, rate.member)


@cache
def denominator_of(rate: Indicator) -> str:
    """Return the code of the count that a rate is taken over; empty where there is none."""
    return _count(rate, rate.denominator, "")


@cache
def whole_of(code: str) -> str:
    """Return the code of all that a count is a part of, such as `tickets.total` for a type.

    Of a code that the catalogue does not know, the total of its system; empty where there is none.
    """
    indicator = indicators().get(code)
    if indicator is None:
        total = f"{code.split('.')[0]}.total"
        return total if total in indicators() and code != total else ""
    first = next(
        other.code
        for other in indicators().values()
        if other.each_row_is == indicator.each_row_is and other.is_count
    )
    return first if first != code else ""


@cache
def wholes_of(code: str) -> tuple[str, ...]:
    """Return the codes of counts that a count is never greater than, at the same unit."""
    indicator = indicators().get(code)
    if indicator is None:
        return ()
    found = {
        denominator_of(rate)
        for rate in indicators().values()
        if not rate.is_count and numerator_of(rate) == code
    }
    return tuple(sorted((found | {whole_of(code)}) - {"", code}))


@cache
def types_of(total: str) -> tuple[str, ...]:
    """Return the codes of the types that add up to a total; none of another figure."""
    whole = indicators().get(total)
    if whole is None or whole.member:
        return ()
    return tuple(
        other.code
        for other in indicators().values()
        if other.is_count
        and other.member.startswith("type:")
        and other.numerator == whole.numerator
        and other.each_row_is == whole.each_row_is
    )


def _count(rate: Indicator, column: str, member: str) -> str:
    for other in indicators().values():
        is_count = other.is_count and other.numerator == column and other.member == member
        if is_count and other.each_row_is == rate.each_row_is:
            return other.code
    return ""
