"""Ticket types, words for levels, channels and degrees of urgency, each word with one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from orchestration.office.catalogue_file import plain_codes, plain_names
from orchestration.office.compare import type_word, unit_word
from orchestration.office.model import Channel, Word
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import URGENCIES
from orchestration.office.words import require_one_meaning, shipped_levels

ANY = "any"
"""In the table of limits: what no other row names."""

OTHER = "other"
"""Cases whose channel the office does not know."""

LEVELS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


def read_types(rows: list[Row], slips: list[Slip]) -> list[Word]:
    """Return the types of tickets in their order."""
    _require_free(rows, "code", "tickets", {ANY}, slips)
    require_one_meaning(rows, _code, _name_and_aliases, slips, compared=type_word)
    return [Word(row["code"], row["name"], row["aliases"]) for row in rows]


def read_channels(rows: list[Row], slips: list[Slip]) -> list[Channel]:
    """Return the channels of cases in their order."""
    _require_free(rows, "code", "cases", {OTHER}, slips)
    require_one_meaning(rows, _code, _name_and_aliases, slips)
    taken = {unit_word(name) for name in _names_of_categories()}
    for row in rows:
        if row["name"] and unit_word(row["name"]) in taken:
            text = f"{row['name']} is another figure's name: give the channel its own"
            slips.append(row.slip(text))
    return [
        Channel(row["code"], row["name"], row["aliases"], row["counts_for"], row["is_headline"])
        for row in rows
    ]


def read_urgencies(path: Path, slips: list[Slip]) -> list[Word]:
    """Return the degrees of urgency in their order."""
    rows = read_rows(path, URGENCIES, slips)
    for row in rows:
        if row["urgency_code"] == ANY:
            slips.append(row.slip(f"{ANY} stands for every urgency: give it another code"))
    require_one_meaning(
        rows,
        lambda row: str(row["urgency_code"]),
        lambda row: (row["urgency_name"], *row["aliases"]),
        slips,
    )
    return [Word(row["urgency_code"], row["urgency_name"], row["aliases"]) for row in rows]


def read_level_words(rows: list[Row] | None, slips: list[Slip]) -> dict[int, tuple[str, ...]]:
    """Return the office's further words for the five levels."""
    found: dict[int, tuple[str, ...]] = {}
    known = shipped_levels()
    usable = []
    for row in rows or ():
        level = known.get(unit_word(row["level"]))
        if level is None or unit_word(row["level"]) not in {unit_word(LEVELS[level]), str(level)}:
            slips.append(row.slip(f"no level {row['level']}; there are {listed(LEVELS.values())}"))
            continue
        usable.append(row)
        found[level] = (*found.get(level, ()), *row["aliases"])
    require_one_meaning(
        usable,
        lambda row: LEVELS[known[unit_word(row["level"])]],
        lambda row: row["aliases"],
        slips,
        known={text: LEVELS[level] for text, level in known.items()},
    )
    return found


def _code(row: Row) -> str:
    return str(row["code"])


def _name_and_aliases(row: Row) -> Iterable[str]:
    return (row["name"], *row["aliases"])


def _names_of_categories() -> Iterable[str]:
    """Yield what cases are counted as beside their channels: 总办件量, 跨省通办."""
    for name in plain_names("cases"):
        yield name
        if len(kind := name.removesuffix("办件量")) > 1:
            yield kind


def _require_free(
    rows: Iterable[Row], column: str, system: str, reserved: set[str], slips: list[Slip]
) -> None:
    """Refuse codes that would be another figure's: `tickets.total` is no type."""
    shipped: Mapping[str, str] = {
        code.split(".")[1]: code for code in plain_codes() if code.startswith(f"{system}.")
    }
    for row in rows:
        if row[column] in reserved or row[column] in shipped:
            figure = shipped.get(row[column], row[column])
            slips.append(row.slip(f"code {row[column]} is taken ({figure}): give it another"))
