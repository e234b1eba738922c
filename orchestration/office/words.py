"""Words of an office's lists: in its list a word has one meaning."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from orchestration.landing.not_data_words import kind_of_bare_total
from orchestration.office.compare import unit_word
from orchestration.office.rows import Row
from orchestration.office.slips import Slip
from orchestration.settings import DBT_PROJECT

_ANOTHER = "give it another name"

LEVELS = DBT_PROJECT / "seeds" / "satisfaction_levels.csv"


@cache
def shipped_levels() -> Mapping[str, int]:
    """Return the words for the five levels that every office has, numbers among them."""
    words: dict[str, int] = {}
    with LEVELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spellings = (row["level"], row["level_name"], *row["aliases"].split("|"))
            words |= {unit_word(text): int(row["level"]) for text in spellings if text}
    return words


def require_one_meaning(
    rows: Iterable[Row],
    meaning: Callable[[Row], str],
    spellings: Callable[[Row], Iterable[str]],
    slips: list[Slip],
    compared: Callable[[str], str] = unit_word,
    known: Mapping[str, str] | None = None,
) -> None:
    """Add a slip for each word that stands for two things, or for none: an empty cell, a total.

    `known` are meanings from elsewhere.
    """
    found: dict[str, tuple[str, int | None]] = {
        text: (what, None) for text, what in (known or {}).items()
    }
    for row in rows:
        for text in spellings(row):
            if text and not compared(text):
                slips.append(row.slip(f"{text} is read as an empty cell: {_ANOTHER}"))
                continue
            if text and kind_of_bare_total(text):
                slips.append(row.slip(f"{text} is what a line of totals is called: {_ANOTHER}"))
                continue
            what, number = found.setdefault(compared(text), (meaning(row), row.number))
            if what != meaning(row):
                where = f" (row {number})" if number else ""
                slips.append(row.slip(f"{text} stands for {what}{where} and for {meaning(row)}"))
