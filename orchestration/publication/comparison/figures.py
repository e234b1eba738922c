"""Which figures two versions of a table differ in, row by row and column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from orchestration.publication.comparison.version import PublishedTable

Key = tuple[str, ...]

LINE_NUMBER = "序号"
"""A column that only numbers the lines of a table."""


@dataclass(frozen=True)
class ChangedCell:
    """A figure before and after, as published; empty text where there was or is none."""

    column: str
    before: str
    after: str

    @property
    def difference(self) -> Decimal | None:
        """After less before, None where one of them is no number."""
        try:
            return Decimal(self.after) - Decimal(self.before)
        except InvalidOperation:
            return None


@dataclass(frozen=True)
class ChangedRow:
    """A row that differs, by its key; it is new, gone, or in both with other figures."""

    key: Key
    is_new: bool
    is_gone: bool
    cells: tuple[ChangedCell, ...]


def changed_rows(
    before: PublishedTable, after: PublishedTable, key: Sequence[str]
) -> list[ChangedRow]:
    """Return the rows that differ, in the order of `after`, those that are gone last.

    `key` names the columns that say whose row it is. A column that one side lacks is empty there;
    the one that numbers the lines is no figure.
    """
    passive = {*key, LINE_NUMBER}
    columns = [name for name in after.columns if name not in passive]
    columns += [name for name in before.columns if name not in passive and name not in columns]
    old, new = _by_key(before, key), _by_key(after, key)
    changed = []
    for row_key in [*new, *(each for each in old if each not in new)]:
        is_new, is_gone = row_key not in old, row_key not in new
        was, now = old.get(row_key, {}), new.get(row_key, {})
        cells = tuple(
            ChangedCell(column, was.get(column, ""), now.get(column, ""))
            for column in columns
            if was.get(column, "") != now.get(column, "")
        )
        if cells or is_new or is_gone:
            changed.append(ChangedRow(row_key[:-1], is_new, is_gone, cells))
    return changed


def _by_key(table: PublishedTable, key: Sequence[str]) -> dict[Key, dict[str, str]]:
    """Return the rows by their key and how many there were with it before: none is lost."""
    seen: Counter[Key] = Counter()
    rows = {}
    for row in table.rows:
        row_key = tuple(row.get(column, "") for column in key)
        rows[(*row_key, str(seen[row_key]))] = row
        seen[row_key] += 1
    return rows
