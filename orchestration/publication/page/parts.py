"""What a page is made of: cards, and sections with a chart, its table and what its figures mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.bulletin.figures import previous_of, value_of
from orchestration.publication.page.charts import Chart
from orchestration.publication.page.sources import Told

NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """A cell as it is shown, and the number that it is sorted by; empty for none."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Column:
    """A column's name, how its cells look (a class of the style sheet), and how they are sorted."""

    name: str
    looks: Literal["number", "span", "code", "text"] = "number"
    is_sorted_by_number: bool = True

    @classmethod
    def of_text(cls, name: str) -> Column:
        """Return a column of names."""
        return cls(name, "text", is_sorted_by_number=False)

    @classmethod
    def of_codes(cls, name: str) -> Column:
        """Return a column of indicators' codes."""
        return cls(name, "code", is_sorted_by_number=False)


@dataclass(frozen=True)
class Table:
    """Rows that can be sorted, the first column naming them, and a total that stays beneath."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A figure's name, what it means, and the command that leads back to its rows."""

    name: str
    meaning: str
    trace: str


@dataclass(frozen=True)
class Change:
    """A change in words, and by how much; between them a line may end."""

    words: str
    figure: str

    @property
    def direction(self) -> Literal["up", "down", ""]:
        """Where it goes, as an arrow shows it; empty for none."""
        if self.words.endswith(("上升", "提高", "增加")):
            return "up"
        return "down" if self.words.endswith(("下降", "减少")) else ""


@dataclass(frozen=True)
class Card:
    """A headline figure with its change and what explains it; totals stand out."""

    code: str
    value: str
    unit: str
    changes: tuple[Change, ...]
    explained: Explained

    @property
    def is_total(self) -> bool:
        """Whether it counts all of an export."""
        return self.code.endswith(".total")


@dataclass(frozen=True)
class Section:
    """A part of the page; without a chart it says why there is nothing to see."""

    key: str
    title: str
    lead: str
    table: Table | None
    explained: tuple[Explained, ...]
    chart: Chart | None = None
    alternative: str = ""
    """What the chart shows, for those who do not see it."""
    nothing: str = ""


def explain(told: Told, code: str, *, of_unit: bool = False) -> Explained:
    """Return what the catalogue says of an indicator and how it is traced."""
    meaning = told.meanings[code]
    text = f"{meaning.definition}。" + (f"{meaning.caveats}。" if meaning.caveats else "")
    text = told.facts.plan.period.worded(text)
    at = "@单位名称" if of_unit else ""
    trace = f"tongbao trace {told.facts.plan.period} {code}{at}"
    return Explained(meaning.name, text, trace)


def named(text: str) -> Cell:
    """Return a cell with a name or another text."""
    return Cell(text)


def counted(value: Decimal | int | str | None) -> Cell:
    """Return a cell with a number as it is published."""
    return Cell(NOTHING) if value is None or value == "" else Cell(str(value), str(value))


def now(indicator: Indicator) -> Cell:
    """Return a cell with a figure of the period."""
    return counted(str(value_of(indicator)))


def before(indicator: Indicator) -> Cell:
    """Return a cell with what a figure was in the period before."""
    return counted(str(previous_of(indicator)))


def year_before(indicator: Indicator) -> Cell:
    """Return a cell with what a figure was in the same period a year before."""
    value = indicator.year_before
    if value is None:
        return Cell(NOTHING)
    return counted(int(value) if indicator.is_count else value)


def changed(change: Decimal | None, unit: str) -> Cell:
    """Return a cell with a change in a unit: percent of a count, percentage points of a rate."""
    if change is None:
        return Cell(NOTHING)
    return Cell(change_text(change, unit), str(change))


def change_text(change: Decimal, unit: str) -> str:
    """Return a change with its sign and unit."""
    return f"{change:+.2f}".replace("+0.00", "0.00") + unit
