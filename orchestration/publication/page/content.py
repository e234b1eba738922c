"""What the page says of a period after its headline figures: a section a chart, in order."""

from __future__ import annotations

from dataclasses import replace

from orchestration.office.model import Wording
from orchestration.periods import Period
from orchestration.publication.page.comparing import channels, comparison
from orchestration.publication.page.groups import groups
from orchestration.publication.page.parts import Section
from orchestration.publication.page.sources import Told
from orchestration.publication.page.tickets import types, weekly
from orchestration.publication.page.units import overdue, satisfaction


def sections(told: Told, wording: Wording) -> list[Section]:
    """Return the sections of the page in their order."""
    parts = told.facts.parts
    shown: list[Section] = []
    if "tickets" in parts:
        shown += [types(told), weekly(told), overdue(told), satisfaction(told, wording)]
    shown += groups(told)
    if "cases" in parts:
        shown += [channels(told)]
    shown += [comparison(told)]
    return [_worded(section, told.facts.plan.period) for section in shown]


def _worded(section: Section, period: Period) -> Section:
    """Let a section speak of 本期 and 上期 in the words of the period's kind."""
    table = section.table
    if table is not None:
        columns = (replace(each, name=period.worded(each.name)) for each in table.columns)
        table = replace(table, columns=tuple(columns))
    return replace(
        section,
        title=period.worded(section.title),
        lead=period.worded(section.lead),
        nothing=period.worded(section.nothing),
        table=table,
    )
