"""Whether the exports fit the office: words of its lists that it does not know, and how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestration.landing.quoting import is_quotable_word
from orchestration.office.model import Office
from orchestration.periods import Period

if TYPE_CHECKING:
    import duckdb

LEAST_ROWS = 20
"""So few unknown words block nothing, whatever share they are."""

_SHOWN = 5
"""So many of the commonest words are named in a line."""


@dataclass(frozen=True)
class Listed:
    """A column whose words are known: its header, the office's file of them, and its limit.

    Words that no office lists have neither: one that is unknown is named, and blocks nothing.
    """

    header: str
    file: str = ""
    threshold: str = ""


LISTS: Mapping[tuple[str, str], Listed] = {
    ("tickets", "ticket_type"): Listed("诉求类型", "ticket_types.csv", "unknown_words_percent"),
    ("evaluations", "evaluation"): Listed("评价等级", "level_words.csv", "unknown_words_percent"),
    ("cases", "case_channel"): Listed("办理渠道", "channels.csv", "unknown_words_percent"),
    ("cases", "cross_type"): Listed("通办类型"),
    ("tickets", "unit"): Listed("承办单位", "units.csv", "off_roster_percent"),
    ("cases", "unit"): Listed("办理单位", "units.csv", "off_roster_percent"),
    ("licenses", "unit"): Listed("颁发单位", "units.csv", "off_roster_percent"),
    ("evaluations", "unit"): Listed("被评价单位", "units.csv", "off_roster_percent"),
}


@dataclass(frozen=True)
class WordCount:
    """In how many rows of an export and month a word stands, and whether its list has it."""

    export: str
    list_name: str
    district: str
    month: str
    word: str
    is_known: bool
    rows: int


@dataclass(frozen=True)
class Unknown:
    """The unknown words of a column: how many rows were judged, and rows by word."""

    export: str
    listed: Listed
    judged: int
    words: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows have a word that the list does not know."""
        return sum(self.words.values())

    def exceeds(self, percent: int) -> bool:
        """Whether so many words are unknown that the export is not one of this office."""
        return self.rows >= LEAST_ROWS and 100 * self.rows > percent * self.judged

    def named(self) -> str:
        """Return the commonest words with their counts, and how many rows have others."""
        ranked = sorted(self.words.items(), key=lambda item: (-item[1], item[0]))
        shown = [(word, rows) for word, rows in ranked if is_quotable_word(word, rows)][:_SHOWN]
        others = self.rows - sum(rows for _, rows in shown)
        parts = [f"{word} {rows}" for word, rows in shown]
        return ", ".join([*parts, *([f"others {others}"] if others else [])])


def read_words(connection: duckdb.DuckDBPyConnection) -> list[WordCount]:
    """Return the words that stand in listed columns, from the build database."""
    rows = connection.execute(
        "select export, list_name, district, month, word, is_known, row_count"
        " from intermediate.int_listed_words"
        " order by export, list_name, district, month, word"
    ).fetchall()
    return [WordCount(*row) for row in rows]


def unknown_words(
    words: Iterable[WordCount],
    period: Period | None = None,
    is_taken: Callable[[str], bool] = lambda district: True,
) -> list[Unknown]:
    """Return the columns with unknown words, in a period or ever, of the districts that are taken.

    Listed in the order of LISTS, so that the same words give the same lines.
    """
    months = None if period is None else {month.key for month in period.each_month()}
    judged: dict[tuple[str, str], int] = {}
    unknown: dict[tuple[str, str], dict[str, int]] = {}
    for each in words:
        if (months is not None and each.month not in months) or not is_taken(each.district):
            continue
        key = each.export, each.list_name
        judged[key] = judged.get(key, 0) + each.rows
        if not each.is_known:
            found = unknown.setdefault(key, {})
            found[each.word] = found.get(each.word, 0) + each.rows
    return [
        Unknown(export, listed, judged[export, name], unknown[export, name])
        for (export, name), listed in LISTS.items()
        if (export, name) in unknown
    ]


def misfit_lines(found: Sequence[Unknown], office: Office) -> list[str]:
    """Return a line for each column of which too many words are unknown."""
    limits = {each.name: each.value for each in office.thresholds}
    return [
        f"{each.export}: {each.rows} of {each.judged} rows have a {each.listed.header} that the"
        f" office {office.name} does not know (limit {limits[each.listed.threshold]} %):"
        f" {each.named()}: add them to {each.listed.file}, or name the office whose exports they"
        " are with --office; `tongbao office check` lists them all"
        for each in found
        if each.listed.threshold and each.exceeds(limits[each.listed.threshold])
    ]


def unknown_lines(found: Sequence[Unknown]) -> list[str]:
    """Return a line for each column with unknown words, for the summary of a run."""
    return [
        f"{each.export}: {each.listed.header} {_unknown_to(each.listed)}: {each.named()}"
        for each in found
    ]


def _unknown_to(listed: Listed) -> str:
    return f"not in {listed.file}" if listed.file else "that the program does not know"
