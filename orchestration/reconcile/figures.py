"""What the warehouse holds of a period: its figures by code and unit, and what stands beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orchestration.districts import call_for, told_of
from orchestration.errors import BadCall, NotPublished
from orchestration.landing.contract import half_width, word
from orchestration.metrics.aliases import aliases
from orchestration.metrics.grammar import UnknownCode
from orchestration.metrics.published import EARLIER, Counts, Published, exact_value, read_published
from orchestration.metrics.resolve import Resolved, resolve
from orchestration.periods import Period
from orchestration.publication.reading import connect_published
from orchestration.reconcile.figure import Figure, Nearby
from orchestration.reconcile.named import figure_of, why_not
from orchestration.reconcile.spellings import spellings, why_unknown
from orchestration.roster import roster, unit_word
from orchestration.settings import Folders

if TYPE_CHECKING:
    import duckdb

Key = tuple[str, str]
"""A code, and the name of a unit (empty for the figure of all)."""

HOTLINE = ("tickets", "orders")


@dataclass(frozen=True)
class Found:
    """Which figure a written code means; `reason` says why there is none."""

    key: Key
    figure: Figure | None
    reason: str = ""

    def __str__(self) -> str:
        return _written(self.key)


@dataclass(frozen=True)
class Figures:
    """The figures of one period, those of earlier ones, and the counts behind the rates."""

    period: Period
    figures: Mapping[Key, Figure]
    earlier: Mapping[Period, Mapping[Key, Figure]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """The Chinese names of codes."""
    roster: Mapping[str, str] = field(default_factory=dict)
    """The spellings of units, with the names under which they stand."""
    published: Published | None = None
    """All that the period holds: what shares, changes and members of any dimension come from."""

    def find(self, written: str) -> Found:
        """Return the figure that a name such as `orders.satisfaction@新民街道办` means.

        The code may be in full width or be the indicator's name; the unit may be any alias of
        the roster. What is no figure of a code by itself is looked up as a metric.
        """
        text, _, unit_text = half_width(written).partition("@")
        code = self._codes.get(word(text).lower(), word(text).lower())
        unit = self._units.get(unit_word(unit_text), unit_text.strip())
        key = (code, unit)
        if key in self.figures:
            return Found(key, self.figures[key])
        named, slip = self._by_metric(written)
        if named is not None or slip:
            return named or Found(key, None, slip)
        if code not in self._by_code:
            near = get_close_matches(code, self._by_code, n=1, cutoff=0.85)
            hint = f"; the nearest code is {near[0]}" if near else ""
            return Found(key, None, f"{why_unknown(code, self._codes.values())}{hint}")
        units = [name for name in self._by_code[code] if name]
        if not unit:
            return Found(key, None, f"it is counted by unit: write {code}@{units[0]}")
        if not units:
            return Found(key, None, "it is counted in all only, not by unit")
        return Found(key, None, f"no unit {unit!r} stands on the roster or in {self.period}")

    def _by_metric(self, written: str) -> tuple[Found | None, str]:
        """Return the figure that a name stands for by the grammar, else what is amiss in it."""
        slips = []
        if self.published is not None:
            for spelling in spellings(written, self.published.indicators):
                try:
                    found = resolve(self.published, spelling, self._unique_names)
                    return self._named_figure(found), ""
                except UnknownCode:
                    pass
                except BadCall as slip:
                    slips += [str(slip)] if spelling == written else []
        return None, "".join(slips)

    def _named_figure(self, resolved: Resolved) -> Found:
        metric = resolved.metric
        member = str(replace(metric, code="", is_share=False, comparison=None)).removeprefix("@")
        key = (metric.head, member)
        missing = why_not(resolved, self.period)
        return Found(key, None if missing else figure_of(resolved), missing)

    def nearby(self, key: Key) -> Nearby:
        """Return what a figure may have been mistaken for, nearest first.

        Figures of the same unit come in the catalogue's order, those of the same system before
        the others; then those of earlier periods.
        """
        code, unit = key
        system = code.split(".")[0]
        of_same_unit = [
            (self._named((other, unit)), self.figures[other, unit])
            for other in sorted(self._by_code, key=lambda other: other.split(".")[0] != system)
            if other != code and (other, unit) in self.figures
        ]
        of_earlier = [
            (f"the figure of {period}", then[key])
            for period, then in self.earlier.items()
            if key in then
        ]
        of_others = [
            (f"the figure of {other}", self.figures[code, other])
            for other in self._by_code.get(code, ())
            if unit and other and other != unit
        ]
        own = self.figures.get(key)
        known = {own.denominator if own else None, 0}
        counts = []
        for name, count in self._counts(code, unit):
            if count not in known:
                known.add(count)
                counts.append((name, count))
        return Nearby(counts, of_same_unit + of_earlier, of_others)

    def _counts(self, code: str, unit: str) -> Iterator[tuple[str, int]]:
        """Yield the counts that a rate may have been taken over: the unit's own, then all."""
        systems = _systems(code)
        for scope in dict.fromkeys((unit, "")):
            for (other, of_unit), figure in self.figures.items():
                if of_unit != scope or other.split(".")[0] not in systems:
                    continue
                if figure.is_rate and figure.denominator:
                    yield f"what {self._named((other, scope))} is taken over", figure.denominator
                elif figure.numerator:
                    yield self._named((other, scope)), figure.numerator

    def _named(self, key: Key) -> str:
        name = self.names.get(key[0])
        return f"{name} ({_written(key)})" if name else _written(key)

    @cached_property
    def _by_code(self) -> dict[str, list[str]]:
        units: dict[str, list[str]] = defaultdict(list)
        for code, unit in self.figures:
            units[code].append(unit)
        return dict(units)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {word(name).lower(): code for name, code in self._unique_names.items()}

    @cached_property
    def _unique_names(self) -> dict[str, str]:
        shared = Counter(self.names.values())
        return {name: code for code, name in self.names.items() if shared[name] == 1}

    @cached_property
    def _units(self) -> dict[str, str]:
        return {unit_word(unit): unit for _, unit in self.figures} | dict(self.roster)


def read_figures(folders: Folders, period: Period) -> Figures:
    """Return what the warehouse counts for a period; BadCall before its first run."""
    with connect_published(folders, period) as connection:
        rows = [
            *_rows(connection.table("indicator_values").filter("dimension = 'all'")),
            *_rows(connection.table("unit_indicators")),
        ]
        topics = {
            (f"tickets.{row['type_code']}.topic", ""): Figure(text=row["leading_topic"] or "")
            for row in _rows(connection.table("tickets_by_type"))
            if row["period"] == period.key
        }
        catalogue = _rows(connection.table("indicator_catalogue").order("sort_order"))
        published = read_published(connection, period, aliases(folders), at_once=True)
    statistics = {row["indicator_code"]: row["statistic"] for row in catalogue}
    for row in rows:
        row["statistic"] = statistics.get(row["indicator_code"])
    own = [row for row in rows if row["period"] == period.key]
    if not own:
        call = call_for(folders.district, period)
        what = told_of(folders, period)
        raise NotPublished(f"{what} is not published yet: run `tongbao run {call}` first")
    place = {row["indicator_code"]: at for at, row in enumerate(catalogue)}
    own.sort(key=lambda row: place.get(row["indicator_code"], len(place)))
    return Figures(
        period,
        {_key(row): _figure(row) for row in own} | topics,
        {
            span.of(period): _earlier(rows, own, span.of(period), f"{span}_value")
            for span in EARLIER
        },
        {row["indicator_code"]: row["indicator_name"] for row in catalogue},
        roster(folders),
        published,
    )


def _rows(table: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator_code"], row.get("unit_name") or ""


def _figure(row: Mapping[str, Any]) -> Figure:
    numerator, denominator, value = row["numerator"], row["denominator"], row["value"]
    if denominator is None:
        return Figure(numerator)
    if row["statistic"] != "rate":
        counts = Counts(numerator, denominator, value)
        return Figure(value=exact_value(row["statistic"], counts))
    return Figure(numerator, denominator, empty_rate=value)


def _earlier(
    rows: list[dict[str, Any]], own: list[dict[str, Any]], period: Period, column: str
) -> dict[Key, Figure]:
    """Return an earlier period's figures: as it was run, else as this one compares with it."""
    compared = {_key(row): Figure(value=row[column]) for row in own if row.get(column) is not None}
    return compared | {_key(row): _figure(row) for row in rows if row["period"] == period.key}


def _systems(code: str) -> tuple[str, ...]:
    system = code.split(".")[0]
    return HOTLINE if system in HOTLINE else (system,)


def _written(key: Key) -> str:
    code, unit = key
    return f"{code}@{unit}" if unit else code
