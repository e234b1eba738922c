"""`tongbao prune`: contents that no file has any more, old drafts, old history of runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from orchestration.clock import LOCAL_TIME, local_now
from orchestration.districts import districts
from orchestration.landing.index import read_index
from orchestration.landing.lake import EMPTY, Lake
from orchestration.running.instance import open_instance
from orchestration.settings import Folders


@dataclass(frozen=True)
class Prunable:
    """Something that may go: what it is, how old, how big, and how to remove it."""

    what: str
    reason: str
    since: datetime
    size: int
    remove: Callable[[], None]


def prunable(folders: Folders, keep_days: int) -> list[Prunable]:
    """Return what is older than `keep_days` days and needed by nothing, oldest first.

    Publications, the journal, marts and every content that a landed file has are never among it.
    """
    before = local_now() - timedelta(days=keep_days)
    found = [*_contents(folders), *_drafts(folders), *_runs(folders, before)]
    return sorted((each for each in found if each.since < before), key=lambda each: each.since)


def prunable_line(each: Prunable) -> str:
    """Return one of them in a line."""
    return f"{each.since:%Y-%m-%d}  {each.size / 2**20:8.1f} MiB  {each.what}: {each.reason}"


def _contents(folders: Folders) -> Iterator[Prunable]:
    if not (folders.lake / "rows").is_dir():
        return
    files = read_index(Lake(folders.lake)).values()
    rows, kept = {(file.export, file.content) for file in files}, {file.sha256 for file in files}
    unused = [
        path
        for kind in ("rows", "not_data")
        for path in (folders.lake / kind).glob("*/*.*")
        if path.name != EMPTY and (path.parent.name, path.stem) not in rows
    ]
    unused += [path for path in (folders.lake / "contents").glob("*.*") if path.stem not in kept]
    for path in sorted(unused):
        name = path.relative_to(folders.warehouse).as_posix()
        yield _of_path(path, name, "no file has this content any more; it is not counted")


def _drafts(folders: Folders) -> Iterator[Prunable]:
    # a district's own drafts lie in a folder beside those of the default one
    tops = {folders.of(each.folder).draft("") for each in districts(folders)}
    for path in sorted(path for top in tops for path in top.glob("*")):
        if path not in tops:
            name = path.relative_to(folders.warehouse).as_posix()
            yield _of_path(path, name, "a held-back draft")


def _runs(folders: Folders, before: datetime) -> Iterator[Prunable]:
    from dagster import DagsterRunStatus, RunsFilter

    if not folders.warehouse.is_dir():
        return
    instance = open_instance(folders)
    old = RunsFilter(
        created_before=before.replace(tzinfo=LOCAL_TIME),
        statuses=[DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED],
    )
    for record in instance.get_run_records(old):
        run = record.dagster_run
        since = record.create_timestamp.astimezone(LOCAL_TIME).replace(tzinfo=None)

        def remove(run_id: str = run.run_id) -> None:
            instance.delete_run(run_id)

        yield Prunable(f"Dagster run {run.run_id}", f"history of {run.job_name}", since, 0, remove)


def _of_path(path: Path, what: str, reason: str) -> Prunable:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    since = max((each.stat().st_mtime for each in files), default=path.stat().st_mtime)

    def remove() -> None:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    moment = datetime.fromtimestamp(since, LOCAL_TIME).replace(tzinfo=None)
    return Prunable(what, reason, moment, sum(each.stat().st_size for each in files), remove)
