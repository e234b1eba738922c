"""What only the page tells, read from the marts of the build database: counted there, not here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from orchestration.office.model import PARTS
from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.facts import Facts, Indicator, read_facts
from orchestration.publication.groups import read_groups
from orchestration.publication.tables import PublishedTable, read_published_tables
from orchestration.transformation.build_database import connect_read_only


@dataclass(frozen=True)
class Meaning:
    """What the catalogue says of an indicator."""

    code: str
    name: str
    definition: str
    caveats: str | None


@dataclass(frozen=True)
class Week:
    """A week of the period: tickets and work orders that came in, orders finished and open."""

    number: int
    first_day: date
    last_day: date
    tickets: int
    received: int
    finished: int
    open_at_end: int


@dataclass(frozen=True)
class Channel:
    """A channel of cases and what came in by it; the code is that of its own indicator, if any."""

    name: str
    indicator: Indicator
    has_own_code: bool


@dataclass(frozen=True)
class Told:
    """Everything that the page of a period tells."""

    facts: Facts
    tables: dict[str, PublishedTable]
    meanings: dict[str, Meaning] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()
    channels: tuple[Channel, ...] = ()
    groups: PublishedTable | None = None
    """Figures of groups of units, where the office has groups."""


def read_told(database: Path, plan: Plan, parts: Collection[str] = PARTS) -> Told:
    """Return what the page of the plan's period tells."""
    period = plan.period.key
    with connect_read_only(database) as connection:
        meanings = connection.execute(
            "select indicator_code, indicator_name, definition, caveats"
            " from marts.indicator_catalogue order by sort_order"
        ).fetchall()
        weeks = connection.execute(
            "select week, first_day, last_day, tickets, received, finished, open_at_end"
            " from marts.tickets_by_week where period = ? order by week",
            [period],
        ).fetchall()
        channels = connection.execute(
            "select figures.member_name, 'cases.' || figures.member, figures.value,"
            " figures.indicator_unit, figures.statistic, figures.numerator, null,"
            " figures.previous_value, figures.change_on_previous, figures.year_before_value,"
            " figures.change_on_year_before, figures.is_comparable_with_previous,"
            " figures.is_comparable_with_year_before, catalogue.indicator_code is not null"
            " from marts.indicator_values as figures"
            " left join marts.indicator_catalogue as catalogue"
            " on catalogue.indicator_code = 'cases.' || figures.member"
            " where figures.period = ? and figures.indicator_code = 'cases.total'"
            " and figures.dimension = 'channel' and figures.numerator > 0"
            " order by figures.numerator desc, figures.member",
            [period],
        ).fetchall()
        groups = read_groups(connection, plan.period)
    return Told(
        facts=read_facts(database, plan, parts),
        tables=read_published_tables(database, plan.period, parts),
        meanings={row[0]: Meaning(*row) for row in meanings},
        weeks=tuple(Week(*row) for row in weeks),
        channels=tuple(
            Channel(name, Indicator(code, name, Decimal(value or 0), *rest), own)
            for name, code, value, *rest, own in channels
        ),
        groups=groups,
    )
