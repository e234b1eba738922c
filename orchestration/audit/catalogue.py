"""How indicators hang together, as the catalogue defines them: rates over counts, parts in wholes.

Read from the columns that the figures are counted from, so that a new indicator needs no line here.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orchestration.catalogue.describe import CATALOGUE
from orchestration.office.model import Office

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


class Catalogue:
    """The catalogue's figures as an office has them: its types and channels, and its own ones."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The figures by code, those of each type and channel among them."""
        with CATALOGUE.open(encoding="utf-8", newline="") as file:
            rows: list[Mapping[str, Any]] = list(csv.DictReader(file))
        rows += [row for row in self._office.indicators if row["numerator"]]
        types = [each.code for each in self._office.ticket_types]
        members = {_TYPE: types, _CHANNEL: [each.code for each in self._office.channels]}
        found = {}
        for row in rows:
            if row["statistic"] not in {"count", "rate"}:
                continue
            pattern = next((each for each in (_TYPE, _CHANNEL) if each in row["code"]), "")
            for name in members.get(pattern, [""]):
                code, member = (
                    (row[key] or "").replace(pattern, name) for key in ("code", "filter_member")
                )
                found[code] = Indicator(
                    code,
                    row["each_row_is"] or "row",
                    row["numerator"],
                    row["denominator"] or "",
                    f"{row['filter_dimension']}:{member}" if member else "",
                    row["statistic"] == "count",
                )
        return found

    def numerator_of(self, rate: Indicator) -> str:
        """Return the code of the count over which a rate stands; empty where there is none."""
        return self._count(rate, rate.numerator, rate.member)

    def denominator_of(self, rate: Indicator) -> str:
        """Return the code of the count that a rate is taken over; empty where there is none."""
        return self._count(rate, rate.denominator, "")

    def whole_of(self, code: str) -> str:
        """Return the code of all that a count is a part of, such as `tickets.total` for a type.

        Of a code that the catalogue does not know, the total of its system; empty where there is
        none.
        """
        indicator = self.indicators.get(code)
        if indicator is None:
            total = f"{code.split('.')[0]}.total"
            return total if total in self.indicators and code != total else ""
        first = next(
            (
                other.code
                for other in self.indicators.values()
                if other.each_row_is == indicator.each_row_is and other.is_count
            ),
            "",
        )
        return first if first != code else ""

    def wholes_of(self, code: str) -> tuple[str, ...]:
        """Return the codes of counts that a count is never greater than, at the same unit."""
        if code not in self.indicators:
            return ()
        return self._wholes.get(code, self._with_whole(code, set()))

    @cached_property
    def _wholes(self) -> Mapping[str, tuple[str, ...]]:
        over: dict[str, set[str]] = {}
        for rate in self.indicators.values():
            if not rate.is_count:
                over.setdefault(self.numerator_of(rate), set()).add(self.denominator_of(rate))
        return {code: self._with_whole(code, found) for code, found in over.items()}

    def _with_whole(self, code: str, found: set[str]) -> tuple[str, ...]:
        return tuple(sorted((found | {self.whole_of(code)}) - {"", code}))

    def types_of(self, total: str) -> tuple[str, ...]:
        """Return the codes of the types that add up to a total; none of another figure."""
        whole = self.indicators.get(total)
        if whole is None or whole.member:
            return ()
        return tuple(
            other.code
            for other in self.indicators.values()
            if other.is_count
            and other.member.startswith("type:")
            and other.numerator == whole.numerator
            and other.each_row_is == whole.each_row_is
        )

    def _count(self, rate: Indicator, column: str, member: str) -> str:
        for other in self.indicators.values():
            is_count = other.is_count and other.numerator == column and other.member == member
            if is_count and other.each_row_is == rate.each_row_is:
                return other.code
        return ""
