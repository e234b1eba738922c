"""The files that a sample is built from, read and held against each other; slips by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from orchestration.errors import BadCall
from orchestration.office.folder import signature
from orchestration.office.model import District, Unit
from orchestration.office.rosters import read_units
from orchestration.office.rows import file_records
from orchestration.office.slips import OfficeError, Slip, listed
from orchestration.office.text_files import read_text
from orchestration.periods import Period
from orchestration.sample import SAMPLE_QUARTER

_TYPES = ("求助", "咨询", "投诉", "建议", "举报")
"""Types of work orders; the centre answers praise itself."""


@dataclass(frozen=True)
class _Table:
    """The columns of a table of facts; `has_more` are further columns of counts, in any number."""

    texts: tuple[str, ...]
    counts: tuple[str, ...] = ()
    has_more: bool = False


_TABLES = {
    "calendar": _Table(("day",), ("works",)),
    "case_flags": _Table(("column", "value"), ("cases",)),
    "case_items": _Table(("scope", "item"), ("weight",)),
    "cases": _Table(("unit_id",), has_more=True),
    "direct_topics": _Table(("topic",), (*_TYPES, "表扬")),
    "evaluations": _Table(("units",), ("evaluations",)),
    "licences": _Table(("unit_id", "license_type"), ("filed",)),
    "orders": _Table(
        ("unit_id",),
        (
            *("received", "sign_overdue", "finish_overdue", "unfinished", "unfinished_overdue"),
            *("rated", "satisfied"),
        ),
    ),
    "quarters": _Table(("quarter",), ("percent", "negative_evaluations", "rectified_evaluations")),
    "ticket_types": _Table(("code", "type"), ("orders", "direct")),
    "unit_topics": _Table(("scope", "topic"), _TYPES),
}
_TEXTS = {
    "texts": (
        *("places", "since", "trouble", "question", "idea", "praise", "call_back", "reply_direct"),
        *("reply_unit", "surnames", "given", "test_call", "tickets_title", "open_always"),
        "evaluation_channels",
    ),
    "topics": (),
}
_WITHIN = {
    "unfinished": "received",
    "unfinished_overdue": "unfinished",
    "sign_overdue": "received",
    "finish_overdue": "received",
    "rated": "received",
    "satisfied": "rated",
}
"""Counts of orders that are parts of others."""


@dataclass(frozen=True)
class Facts:
    """What a sample is built from: its roster, its tables and its texts."""

    units: tuple[Unit, ...]
    tables: dict[str, pd.DataFrame]
    texts: dict[str, dict[str, Any]]
    computed: dict[Any, Any] = field(default_factory=dict)
    """What was computed from them, by function and arguments."""


def read_facts(folder: Path) -> Facts:
    """Return the facts of a folder, read anew only where a file of it has changed.

    Raises OfficeError with a line for each slip.
    """
    return _read(folder, signature(folder))


@lru_cache(maxsize=2)
def _read(folder: Path, _: object) -> Facts:
    return _Reader(folder, []).facts()


@dataclass
class _Reader:
    folder: Path
    slips: list[Slip]

    def facts(self) -> Facts:
        units = read_units(
            self.folder / "units.csv", [District("sample", "sample", is_default=True)], self.slips
        )
        tables = {name: self._table(name, columns) for name, columns in _TABLES.items()}
        texts = {name: self._texts(name, keys) for name, keys in _TEXTS.items()}
        self._stop_at_slips()
        found = Facts(tuple(units), tables, texts)
        self._require_agreement(found)
        self._stop_at_slips()
        return found

    def _stop_at_slips(self) -> None:
        if self.slips:
            raise OfficeError(self.folder, self.slips)

    def _table(self, name: str, columns: _Table) -> pd.DataFrame:
        """Return a table whose rows are numbered as in its file."""
        path = self.folder / f"{name}.csv"
        records = file_records(path, self.slips)
        if not records:
            return pd.DataFrame()
        (header_row, header), *lines = records
        counts = (
            tuple(cell for cell in header if cell not in columns.texts)
            if columns.has_more
            else columns.counts
        )
        if sorted(header) != sorted({*columns.texts, *counts}):
            have = listed((*columns.texts, *(columns.counts or ["a column for each channel"])))
            self.slips.append(Slip(path.name, header_row, f"its columns must be {have}"))
            return pd.DataFrame()
        rows = [
            [self._cell(path.name, number, *cell, counts) for cell in zip_longest(header, cells)]
            for number, cells in lines
        ]
        if not rows:
            self.slips.append(Slip(path.name, None, "it has no row"))
        if self.slips:
            return pd.DataFrame()
        return pd.DataFrame(rows, columns=header, index=[number for number, _ in lines])

    def _cell(
        self, file: str, row: int, column: str | None, text: str | None, counts: Iterable[str]
    ) -> str | int:
        if column is None:
            self.slips.append(Slip(file, row, f"{text!r} stands in no column"))
        elif not text:
            self.slips.append(Slip(file, row, f"{column} is empty"))
        elif column not in counts:
            return text
        elif text.isascii() and text.isdigit() and len(text) < 7:
            return int(text)
        else:
            self.slips.append(Slip(file, row, f"{column} is {text!r}, and must be a whole number"))
        return 0

    def _texts(self, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
        path = self.folder / f"{name}.yml"
        try:
            content = yaml.safe_load(read_text(path) or "")
        except OSError as error:
            self.slips.append(Slip(path.name, None, f"it cannot be read: {error.strerror}"))
            return {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.slips.append(Slip(path.name, mark.line + 1 if mark else None, "it is no YAML"))
            return {}
        if not isinstance(content, dict):
            content = {}
        missing = [key for key in keys if not content.get(key)]
        if missing or not content:
            text = f"nothing is given for {listed(missing)}" if missing else "it names nothing"
            self.slips.append(Slip(path.name, None, text))
        return content

    def _require_agreement(self, facts: Facts) -> None:
        tables, ids = facts.tables, {unit.unit_id for unit in facts.units}
        kinds = {unit.kind for unit in facts.units}
        topics = {str(topic) for topic in facts.texts["topics"]}
        for name, column, known, where in (
            ("orders", "unit_id", ids, "no unit_id of units.csv"),
            ("cases", "unit_id", ids, "no unit_id of units.csv"),
            ("licences", "unit_id", ids, "no unit_id of units.csv"),
            ("unit_topics", "scope", ids | kinds, "no unit_id and no kind of units.csv"),
            ("case_items", "scope", ids | kinds, "no unit_id and no kind of units.csv"),
            ("unit_topics", "topic", topics, "no topic of topics.yml"),
            ("direct_topics", "topic", topics, "no topic of topics.yml"),
            ("ticket_types", "type", {*_TYPES, "表扬"}, "no type of tickets"),
            ("evaluations", "units", {"township", "others"}, "neither township nor others"),
        ):
            self._require(name, tables[name], column, known.__contains__, where)
        self._require("quarters", tables["quarters"], "quarter", _is_quarter, "no quarter")
        self._require("calendar", tables["calendar"], "day", _is_day, "no day")
        if SAMPLE_QUARTER not in set(tables["quarters"]["quarter"]):
            self.slips.append(Slip("quarters.csv", None, f"{SAMPLE_QUARTER} is missing"))
        for part, whole in _WITHIN.items():
            orders = tables["orders"]
            for row in orders.index[orders[part] > orders[whole]]:
                self.slips.append(Slip("orders.csv", int(row), f"{part} is above {whole}"))
        having_cases = set(tables["cases"]["unit_id"])
        for unit in facts.units:
            for name in ("unit_topics", "case_items"):
                if name == "case_items" and unit.unit_id not in having_cases:
                    continue
                if not {unit.unit_id, unit.kind} & set(tables[name]["scope"]):
                    text = f"no row is for {unit.unit_id} or its kind, {unit.kind}"
                    self.slips.append(Slip(f"{name}.csv", None, text))

    def _require(
        self,
        name: str,
        table: pd.DataFrame,
        column: str,
        is_known: Callable[[str], bool],
        text: str,
    ) -> None:
        for row, value in table[column].items():
            if not is_known(value):
                self.slips.append(
                    Slip(f"{name}.csv", int(str(row)), f"{column} {value!r} is {text}")
                )


def _is_quarter(text: str) -> bool:
    try:
        return Period.parse(text).key == text and "Q" in text
    except BadCall:
        return False


def _is_day(text: str) -> bool:
    try:
        return date(2022, 3, 1) <= date.fromisoformat(text) < date(2023, 12, 31)
    except ValueError:
        return False
