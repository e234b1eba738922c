"""Ticket types, words for levels, channels and degrees of urgency, each word with one meaning."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from orchestration.office.catalogue_file import plain_codes, plain_names
from orchestration.office.compare import code_word, type_word, unit_word
from orchestration.office.model import Channel, Word
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import CHANNELS, TICKET_TYPES, URGENCIES, Table
from orchestration.office.words import require_one_meaning, shipped_levels

ANY = "any"
"""In the table of limits: what no other row names."""

OTHER = "other"
"""Cases whose channel the office does not know."""

OTHER_CHANNELS = "其他渠道"
"""What those cases are called together (models/marts/indicator_values.sql)."""

LEVELS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


def read_types(path: Path, slips: list[Slip]) -> list[Word]:
    """Return the types of tickets in their order."""
    before = len(slips)
    rows = read_rows(path, TICKET_TYPES, slips)
    _require_some(rows, before, TICKET_TYPES, "type of tickets", slips)
    _require_free(rows, "tickets", {ANY}, slips)
    require_one_meaning(rows, _code, _name_and_aliases, slips, compared=type_word)
    return [Word(row["code"], row["name"], row["aliases"]) for row in rows]


def read_channels(path: Path, slips: list[Slip]) -> list[Channel]:
    """Return the channels of cases in their order."""
    before = len(slips)
    rows = read_rows(path, CHANNELS, slips)
    _require_some(rows, before, CHANNELS, "channel", slips)
    _require_free(rows, "cases", {OTHER}, slips)
    require_one_meaning(rows, _code, _name_and_aliases, slips)
    taken = {unit_word(name) for name in _names_of_categories()}
    for row in rows:
        words = [text for text in _name_and_aliases(row) if unit_word(text) in taken]
        if unit_word(row["name"]) == unit_word(OTHER_CHANNELS):
            words.append(row["name"])
        for text in words:
            slips.append(row.slip(f"{text} is another figure's name: give the channel its own"))
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


def _require_some(rows: list[Row], before: int, table: Table, what: str, slips: list[Slip]) -> None:
    if not rows and len(slips) == before:
        text = f"it lists no {what}: remove it where those that are shipped hold"
        slips.append(Slip(table.file, None, text))


def _require_free(
    rows: Iterable[Row], system: str, reserved: Iterable[str], slips: list[Slip]
) -> None:
    """Refuse codes that would be another figure's, or each other's, as people write them."""
    taken = {each: each for each in reserved}
    taken |= {code.split(".")[1]: code for code in plain_codes() if code.startswith(f"{system}.")}
    own: dict[str, str] = {}
    for row in rows:
        code = code_word(row["code"])
        other = taken.get(code, own.setdefault(code, row["code"]))
        # the very same code is a slip of the table's key
        if code in taken or other != row["code"]:
            slips.append(row.slip(f"code {row['code']} is taken ({other}): give it another"))
