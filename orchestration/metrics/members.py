"""Which member a name means: compared as words are, and asked back where it could be two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from orchestration.errors import BadCall
from orchestration.metrics.grammar import Metric
from orchestration.metrics.indicator import Indicator
from orchestration.metrics.published import ALL, Member, Published
from orchestration.office.compare import unit_word

UNIT, TYPE = "unit", "type"


def find_member(published: Published, indicator: Indicator, metric: Metric) -> Member:
    """Return the member that a metric names, ALL where it names none.

    A member without a dimension is a unit where there is one of that name; else it is looked for
    in the other dimensions of the figure. Raises BadCall where there is none, where it stands in
    two of them, or where the figure is not counted by its dimension.
    """
    if metric.member is None:
        return ALL
    word = _compared(metric.member)
    if metric.dimension is not None:
        _require_dimension(indicator, metric.dimension, metric.member)
        found = _members(published, indicator, metric.dimension).get(word)
        return found or _not_found(published, indicator, metric, [metric.dimension])
    if word in _units(published):
        _require_dimension(indicator, UNIT, metric.member)
        found = _members(published, indicator, UNIT).get(word)
        return found or _not_found(published, indicator, metric, [UNIT])
    standing = [
        members[word]
        for dimension in indicator.dimensions
        if word in (members := _members(published, indicator, dimension))
    ]
    if len(standing) > 1:
        ways = " or ".join(f"{metric.head}@{each.dimension}:{each.name}" for each in standing)
        dimensions = ", ".join(each.dimension for each in standing)
        raise BadCall(f"{metric.member!r} stands in {dimensions}: write {ways}")
    return standing[0] if standing else _not_found(published, indicator, metric)


def _members(published: Published, indicator: Indicator, dimension: str) -> dict[str, Member]:
    """Return the members of a dimension by each of their spellings; names go before the others."""
    members = [m.member for m in published.figures(indicator.code).values()]
    own = {member.name: member for member in members if member.dimension == dimension}
    found = {
        _compared(spelling): own[name]
        for spelling, name in published.aliases.get(dimension, {}).items()
        if name in own
    }
    for member in own.values():
        for spelling in _further(member):
            found.setdefault(_compared(spelling), member)
    return found | {_compared(name): member for name, member in own.items()}


def _further(member: Member) -> Iterator[str]:
    yield member.key
    if member.dimension == TYPE:
        yield f"{member.name}类"


def _units(published: Published) -> set[str]:
    """Return the spellings of every unit that the roster or the period's rows have."""
    return {_compared(each) for each in (*published.aliases.get(UNIT, {}), *published.units)}


def _require_dimension(indicator: Indicator, dimension: str, member: str) -> None:
    if dimension in indicator.dimensions:
        return
    code = indicator.code
    if not indicator.dimensions:
        raise BadCall(f"{code} is not counted by {dimension}: leave out @{member}")
    known = ", ".join(indicator.dimensions)
    raise BadCall(f"{code} is not counted by {dimension}, but by {known}: leave out @{member}")


def _not_found(
    published: Published, indicator: Indicator, metric: Metric, within: list[str] | None = None
) -> Member:
    dimensions = within or list(indicator.dimensions)
    if not dimensions:
        raise BadCall(f"{indicator.code} is counted in all only: leave out @{metric.member}")
    names: Mapping[str, Member] = {
        member.name: member
        for dimension in dimensions
        for member in _members(published, indicator, dimension).values()
    }
    near = get_close_matches(metric.member or "", names, n=3, cutoff=0.4)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    kinds = " or ".join(dimensions)
    raise BadCall(
        f"no {kinds} {metric.member!r} has figures of {indicator.code} in {published.period}{hint}"
    )


def _compared(text: str) -> str:
    return unit_word(unicodedata.normalize("NFKC", text))
