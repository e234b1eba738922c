"""An indicator of the catalogue, as the analysts' database holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class Indicator:
    """What the catalogue says of an indicator; columns are those of its counted mart."""

    code: str
    name: str
    unit: str
    statistic: str
    definition: str
    caveats: str | None
    mart: str
    key_column: str
    numerator: str
    denominator: str | None
    filter_column: str | None
    filter_member: str | None
    broken_down_by: tuple[str, ...]

    @property
    def is_count(self) -> bool:
        """Whether it is a number of rows."""
        return self.statistic == "count"

    @property
    def is_rate(self) -> bool:
        """Whether it is a count over a count, in percent."""
        return self.statistic == "rate"

    @property
    def is_of_minutes(self) -> bool:
        """Whether it speaks of the time that its rows took: no rows are its numerator."""
        return self.statistic in {"mean", "median", "p90"}

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it is broken down by; what is counted by unit is counted by group of units too."""
        return tuple(
            dimension
            for each in self.broken_down_by
            if each != "all"
            for dimension in (("unit", "group") if each == "unit" else (each,))
        )

    @property
    def has_whole(self) -> bool:
        """Whether there is a figure over all members."""
        return "all" in self.broken_down_by


def read_indicators(connection: duckdb.DuckDBPyConnection) -> dict[str, Indicator]:
    """Return the catalogue by code, in its order."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "select indicator_code, indicator_name, indicator_unit, statistic, definition, caveats,"
        " source_mart, key_column, numerator_column, denominator_column, filter_column,"
        " filter_member, broken_down_by from indicator_catalogue"
        " order by sort_order, indicator_code"
    ).fetchall()
    return {row[0]: _indicator(row) for row in rows}


def _indicator(row: tuple[Any, ...]) -> Indicator:
    fields: list[Any] = [*row[:-1], tuple(row[-1].split("|"))]
    return Indicator(*fields)
