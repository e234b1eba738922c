"""Whether an export lost most of its rows because a file of it holds something else now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.districts import call_for
from orchestration.periods import Period
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.versions import newest_version
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

ACCEPT_LOSS = "tongbao/accept_loss"
"""The tag of a run that publishes in spite of a loss; its value is the reason."""

LEAST_SHARE = 0.5
"""An export of which less is left than this share of what its newest publication counted."""


@dataclass(frozen=True)
class CountedFile:
    """A landed file with its rows that count in a period; `reason` says why it was refused."""

    export: str
    path: str
    hash: str
    rows: int
    reason: str | None = None


@dataclass(frozen=True)
class Loss:
    """An export with its counted rows before and now, and the files that were replaced."""

    export: str
    before: int
    now: int
    files: tuple[tuple[CountedFile, CountedFile], ...]
    """Each as it was and as it is; the greatest loss first."""

    def line(self, version: str, call: str) -> str:
        """Say what was lost, through which files, and what to do."""
        files = "; ".join(map(_replaced, *zip(*self.files, strict=True)))
        return (
            f"{self.export}: {self.now} rows count where {version} counted {self.before}, because"
            f" the content of a file was replaced: {files}: put the whole file back, or publish all"
            f" the same with `tongbao run {call} --accept-loss REASON`"
        )


def loss_lines(folders: Folders, period: Period) -> list[str]:
    """Return what the build database lost against a district's newest publication, a line each."""
    newest = newest_version(folders.published / period.key)
    if newest is None:
        return []
    before = published_files(newest, period.key)
    found = losses(before, counted_files(folders.build_database, period.key))
    return [loss.line(newest.name, call_for(folders.district, period)) for loss in found]


def losses(before: Iterable[CountedFile], now: Iterable[CountedFile]) -> list[Loss]:
    """Return the exports that lost most of their rows because of files that were replaced.

    A file that is gone keeps its rows; what newer files replace row by row is no loss either.
    """
    old, new = _by_path(before), _by_path(now)
    found = []
    for export in sorted({file.export for file in old.values()}):
        was = sum(file.rows for file in old.values() if file.export == export)
        left = sum(file.rows for file in new.values() if file.export == export)
        replaced = [
            (file, new[path])
            for path, file in old.items()
            if file.export == export
            and path in new
            and new[path].hash != file.hash
            and new[path].rows < file.rows
        ]
        through_them = sum(file.rows - present.rows for file, present in replaced)
        if left < LEAST_SHARE * was <= left + through_them:
            replaced.sort(key=lambda pair: (pair[1].rows - pair[0].rows, pair[0].path))
            found.append(Loss(export, was, left, tuple(replaced)))
    return found


def published_files(version: Path, period: str) -> Iterator[CountedFile]:
    """Yield the files that a version counted; none where it cannot be read or does not say."""
    try:
        inputs = json.loads((version / DATAPACKAGE).read_text(encoding="utf-8"))["inputs"]
        yield from [_published(each, period) for each in inputs]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # what was touched is said by `tongbao verify`


def counted_files(database: Path, period: str) -> list[CountedFile]:
    """Return the landed files as the build database counts them."""
    with connect_read_only(database) as connection:
        rows = connection.execute(
            "select files.export, files.file, 'sha256:' || files.sha256,"
            " cast(coalesce(sum(counted_rows), 0) as bigint), files.reason"
            " from marts.landed_files as files left join marts.counted_rows_by_file as counted"
            " on files.file = counted.file and counted.period = ? and counted.reference_period = ?"
            " group by all order by files.file",
            [period, period],
        ).fetchall()
    return [CountedFile(*row) for row in rows]


def _published(described: dict[str, Any], period: str) -> CountedFile:
    rows = int(described.get("countedRows", {}).get(period, 0))
    return CountedFile(described["export"], described["path"], described["hash"], rows)


def _by_path(files: Iterable[CountedFile]) -> dict[str, CountedFile]:
    return {file.path: file for file in files}


def _replaced(before: CountedFile, now: CountedFile) -> str:
    how = f", and is refused now: {now.reason}" if now.reason else ""
    return f"{before.path} ({before.rows} rows counted then, {now.rows} now{how})"
