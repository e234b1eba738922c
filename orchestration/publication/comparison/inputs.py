"""Which landed files lie between two versions: new, replaced, gone, or counted otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.publication.comparison.version import Input


@dataclass(frozen=True)
class ChangedInput:
    """A landed file that is not what it was, with its counted rows by period, before and after."""

    export: str
    path: str
    kind: str
    counted: dict[str, tuple[int, int]]

    @property
    def is_counted_otherwise(self) -> bool:
        """Whether other rows of it are counted than before."""
        return any(before != after for before, after in self.counted.values())


NEW, REPLACED, GONE, REFUSED, LANDED, SUPERSEDED = (
    "新接收",
    "内容已更换",
    "不再计入",
    "改为拒收",
    "改为接收",
    "计入行数有变",
)


def changed_inputs(before: Mapping[str, Input], after: Mapping[str, Input]) -> list[ChangedInput]:
    """Return the files that differ, by export and path; those that count otherwise stand first."""
    changed = []
    for path in before.keys() | after.keys():
        old, new = before.get(path), after.get(path)
        kind = _kind(old, new)
        known = new or old
        if kind is None or known is None:
            continue
        was = old.counted_rows if old else {}
        now = new.counted_rows if new else {}
        periods = sorted(was.keys() | now.keys(), reverse=True)
        counted = {period: (was.get(period, 0), now.get(period, 0)) for period in periods}
        changed.append(ChangedInput(known.export, path, kind, counted))
    return sorted(changed, key=lambda each: (each.export, not each.is_counted_otherwise, each.path))


def _kind(old: Input | None, new: Input | None) -> str | None:
    if old is None:
        return NEW
    if new is None:
        return GONE
    if old.status != new.status:
        return LANDED if new.status == "landed" else REFUSED
    if old.hash != new.hash:
        return REPLACED
    return SUPERSEDED if old.counted_rows != new.counted_rows else None
