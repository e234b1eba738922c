"""The headline figures as cards, by what they are about."""

from __future__ import annotations

import re

from orchestration.publication.bulletin.changes import change_clauses
from orchestration.publication.bulletin.figures import value_of
from orchestration.publication.page.parts import NOTHING, Card, Change, explain
from orchestration.publication.page.sources import Told

_GROUPS = {
    "群众诉求和承办工单": ("tickets", "orders"),
    "政务服务办件": ("cases",),
    "电子证照": ("licenses",),
    "政务服务好差评": ("evaluations",),
}
_CLAUSE = re.compile(r"，([^，\d]+)([^，]*)")
"""A change as words and a figure: `，环比上升10.16%`, `，与上期持平`."""


def cards(told: Told) -> dict[str, list[Card]]:
    """Return the headline figures by what they are about; types have their own section."""
    worded = told.facts.plan.period.worded
    of_types = {
        f"tickets.{kind.code}{rate}" for kind in told.facts.types for rate in ("", ".share")
    }
    grouped: dict[str, list[Card]] = {group: [] for group in _GROUPS}
    for code in told.facts.headlines:
        indicator = told.facts.indicators[code]
        group = next(name for name, exports in _GROUPS.items() if code.split(".")[0] in exports)
        if code in of_types:
            continue
        grouped[group].append(
            Card(
                code,
                str(value_of(indicator)) or NOTHING,
                indicator.unit if indicator.value is not None else "",
                tuple(
                    Change(words, figure)
                    for words, figure in _CLAUSE.findall(worded(change_clauses(indicator)))
                ),
                explain(told, code),
            )
        )
    return {group: found for group, found in grouped.items() if found}
