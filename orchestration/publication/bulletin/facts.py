"""What the bulletin tells, read from the marts of the build database: counted there, not here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.office.model import PARTS
from orchestration.planning.plan import Plan
from orchestration.publication.controls.marks import unmarked
from orchestration.transformation.build_database import connect_read_only

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Indicator:
    """A figure with what it was a period and a year before, where there was data.

    Changes are percent of a count, of one that was not zero, percentage points of a rate, and of
    any other statistic in its own unit. There is none where the spans are not comparable.
    """

    code: str
    name: str
    value: Decimal | None
    unit: str
    statistic: str
    numerator: int | None
    denominator: int | None = None
    previous: Decimal | None = None
    change_on_previous: Decimal | None = None
    year_before: Decimal | None = None
    change_on_year_before: Decimal | None = None
    is_comparable_with_previous: bool = True
    is_comparable_with_year_before: bool = True

    @property
    def is_count(self) -> bool:
        """Whether it is a whole number; all else has two decimals."""
        return self.statistic == "count"

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate of two counts, in percent."""
        return self.statistic == "rate"

    @property
    def change_unit(self) -> str:
        """What its changes are in."""
        return {"count": "%", "rate": "个百分点"}.get(self.statistic, self.unit)


@dataclass(frozen=True)
class TicketType:
    """A type of tickets and the topic that most of them are about."""

    code: str
    name: str
    leading_topic: str | None


@dataclass(frozen=True)
class UnitFigure:
    """A unit's count under a code of the catalogue, and its rate (percent) where it has one."""

    unit_id: str
    name: str
    code: str
    count: int
    rate: Decimal | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that the bulletin of a period tells; units in the order of their table."""

    plan: Plan
    indicators: dict[str, Indicator]
    """All of the catalogue: a text may speak of one that is no headline figure."""
    headlines: tuple[str, ...] = ()
    """The codes of the headline figures, in their order."""
    types: tuple[TicketType, ...] = ()
    channels: tuple[str, ...] = ()
    """The codes of all channels of cases, in the office's order."""
    orders: tuple[UnitFigure, ...] = ()
    sign_overdue: tuple[UnitFigure, ...] = ()
    finish_overdue: tuple[UnitFigure, ...] = ()
    satisfaction: tuple[UnitFigure, ...] = ()
    """Units with rated work orders; the count is how many of those were satisfied."""
    departments: tuple[UnitFigure, ...] = ()
    townships: tuple[UnitFigure, ...] = ()
    license_units: tuple[UnitFigure, ...] = ()
    parts: Collection[str] = PARTS
    """The exports that the office has: of others nothing is said."""


def read_facts(database: Path, plan: Plan, parts: Collection[str] = PARTS) -> Facts:
    """Return the facts of the plan's period."""
    with connect_read_only(database) as connection:
        read = _Reader(connection, plan.period.key)
        return Facts(
            plan=plan,
            indicators=read.indicators(),
            headlines=read.headlines(),
            types=read.types() if "tickets" in parts else (),
            channels=read.channels(),
            orders=read.orders("orders.received", "received"),
            sign_overdue=read.orders("orders.sign_overdue", "sign_overdue", "sign_overdue_rate"),
            finish_overdue=read.orders(
                "orders.finish_overdue", "finish_overdue", "finish_overdue_rate"
            ),
            satisfaction=read.orders("orders.satisfaction", "satisfied", "satisfaction_rate"),
            departments=read.cases("部门"),
            townships=read.cases("乡镇(街道)"),
            license_units=read.licenses(),
            parts=parts,
        )


class _Reader:
    def __init__(self, connection: duckdb.DuckDBPyConnection, period: str) -> None:
        self._connection = connection
        self._period = period

    def _rows(self, sql: str, *further: str) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = self._connection.execute(
            sql, [self._period, *further]
        ).fetchall()
        # an export's name could pretend to be a number of ours
        return [
            tuple(unmarked(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
        ]

    def indicators(self) -> dict[str, Indicator]:
        rows = self._rows(
            "select indicator_code, indicator_name, value, indicator_unit, statistic, numerator,"
            " denominator, previous_value, change_on_previous, year_before_value,"
            " change_on_year_before, is_comparable_with_previous, is_comparable_with_year_before"
            " from marts.indicator_values where period = ? and dimension = 'all'"
        )
        return {str(row[0]): Indicator(*row) for row in rows}  # type: ignore[arg-type]

    def headlines(self) -> tuple[str, ...]:
        rows = self._rows(
            "select indicator_code from marts.headline_indicators where period = ?"
            " order by sort_order"
        )
        return tuple(str(code) for (code,) in rows)

    def types(self) -> tuple[TicketType, ...]:
        rows = self._rows(
            "select type_code, type_name, leading_topic from marts.tickets_by_type"
            " where period = ? order by sort_order"
        )
        return tuple(TicketType(*row) for row in rows)  # type: ignore[arg-type]

    def channels(self) -> tuple[str, ...]:
        rows = self._connection.execute(
            "select indicator_code from marts.indicator_catalogue"
            " where source_mart = 'counted_cases' and filter_column = 'channel_code'"
            " order by sort_order"
        ).fetchall()
        return tuple(code for (code,) in rows)

    def orders(self, code: str, count: str, rate: str | None = None) -> tuple[UnitFigure, ...]:
        """Read a count of work orders by unit; the columns are our own names."""
        has_rate = f"where period = ? and {rate} is not null" if rate else "where period = ?"
        rows = self._rows(
            f"select unit_id, unit_name, {count}, {rate or 'null'} from marts.orders_by_unit"  # noqa: S608
            f" {has_rate} order by listing_position"
        )
        return tuple(UnitFigure(row[0], row[1], code, row[2], row[3]) for row in rows)  # type: ignore[arg-type]

    def cases(self, class_name: str) -> tuple[UnitFigure, ...]:
        rows = self._rows(
            "select unit_id, unit_name, 'cases.unit', cases from marts.cases_by_unit"
            " where period = ? and class_name = ? order by listing_position",
            class_name,
        )
        return tuple(UnitFigure(*row) for row in rows)  # type: ignore[arg-type]

    def licenses(self) -> tuple[UnitFigure, ...]:
        rows = self._rows(
            "select unit_id, any_value(unit_name), 'licenses.unit', any_value(unit_licenses)"
            " from marts.licenses_by_unit_and_type where period = ?"
            " group by unit_id order by min(listing_position)"
        )
        return tuple(UnitFigure(*row) for row in rows)  # type: ignore[arg-type]
