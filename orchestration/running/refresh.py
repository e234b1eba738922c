"""The nightly refresh: whatever came in, brought into every publication that it touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.alerts.tell import tell
from orchestration.clock import local_now
from orchestration.districts import told_of
from orchestration.errors import BadCall
from orchestration.office.read import load_office
from orchestration.periods import Period, PeriodKind
from orchestration.publication.analysts import renew_database
from orchestration.publication.database import database_problems
from orchestration.publication.seals import seal_of
from orchestration.publication.versions import newest_version
from orchestration.running.kinds import kept_kinds
from orchestration.running.outcome import RunOutcome
from orchestration.running.progress import Progress
from orchestration.running.records import landed_digest, program_digest, raw_digest, read_record
from orchestration.running.run import build_rows, run_period
from orchestration.running.tending import tend_warehouse
from orchestration.running.touched import are_touched, digests_for, periods_with_rows, row_digests
from orchestration.running.turn import writing_turn
from orchestration.running.unchanged import standing_run
from orchestration.settings import Folders
from orchestration.state import read_state, write_state
from orchestration.transformation.shared import shared_are_new

if TYPE_CHECKING:
    import dagster as dg


@dataclass
class Refreshed:
    """What a refresh did: an outcome for each period that it ran, in order.

    `never_published` are periods that rows fall in and that only a person's first run publishes.
    """

    runs: dict[Period, RunOutcome] = field(default_factory=dict)
    never_published: list[Period] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """The worst outcome of all runs."""
        return max((run.exit_code for run in self.runs.values()), default=0)

    @property
    def problems(self) -> list[str]:
        """What stopped runs, each with its period."""
        return [f"{period}: {text}" for period, run in self.runs.items() for text in run.problems]


def refresh(
    folders: Folders, progress: Progress, instance: dg.DagsterInstance | None = None
) -> Refreshed:
    """Land what came in; run the running periods and each that its rows touch, sealed ones too.

    Does nothing where no file, no day, no seal and no line of the program changed anything since
    the last refresh that ended well, or at seals: these still hold. A period is touched when a
    row that it counts, or is compared with, came, went or changed since it was last run. A changed
    program alone touches no closed period: what was published under the old rules stands until
    someone runs it; so does what was published under another policy of the office. Its words are
    another matter: where they let a row count as something else, that touches its period. Whoever
    is configured is told what stopped a run, which files were refused and which exports are late.
    """
    tend_warehouse(folders, progress.say)
    done = _refresh(folders, progress, instance)
    tell(folders, done.runs, progress.say)
    return done


def _refresh(
    folders: Folders, progress: Progress, instance: dg.DagsterInstance | None
) -> Refreshed:
    kinds = kept_kinds(folders)
    running = [Period.containing(local_now(), kind) for kind in kinds]
    kept = read_state(_state_path(folders))
    if isinstance(kept, dict) and kept.get("state") == _state(folders, running):
        return Refreshed({Period.parse(key): _held(told) for key, told in kept["held"].items()})
    done = Refreshed()

    def run(period: Period) -> None:
        progress.say(f"{told_of(folders, period)}: refreshing")
        as_of = _as_of_to_keep(folders, period)
        done.runs[period] = run_period(
            folders,
            period,
            as_of,
            progress,
            instance,
            shares=bool(folders.district or done.runs or is_rows_only),
        )

    first = _first(folders, running)
    seen_to = {first}
    digests = _standing_digests(folders, first, progress)
    if digests is None and folders.district and shared_are_new(folders):
        # landed and built by the district before: what this one has to run is known without a run
        digests = _built_digests(folders, progress)
        if digests is not None:
            seen_to.clear()
    is_published = first in _published(folders)
    is_rows_only = digests is None and (not is_published or _is_of_other_rules(folders, first))
    if is_rows_only:
        rules = " by other rules than before" if is_published else ""
        progress.say(f"{told_of(folders, 'all rows')}: building them{rules}")
        built = build_rows(folders, first, progress, instance)
        if built.exit_code:
            done.runs[first] = built
            return done
        seen_to.clear()
        digests = _built_digests(folders, progress)
    elif digests is None:
        run(first)
        if done.exit_code == BadCall.exit_code or done.runs[first].is_crash:
            return done
        digests = _built_digests(folders, progress)
    if digests is None:
        return done
    for period in kept_up(folders, kinds, digests):
        if period not in seen_to and _is_due(folders, period, digests):
            run(period)
    if is_rows_only and all(run.exit_code for run in done.runs.values()):
        # what has been landed and refused meanwhile is there to be read, whatever was published
        _renew_database(folders, progress)
    done.never_published = _older_than_published(folders, kinds, digests)
    # a file that came meanwhile, or could not be read just now, is for the next refresh
    is_settled = all(run.exit_code == 0 or run.is_held for run in done.runs.values())
    if is_settled and landed_digest(folders.lake) == raw_digest(folders.raw):
        held = {period.key: run.problems for period, run in done.runs.items() if run.is_held}
        write_state(_state_path(folders), {"state": _state(folders, running), "held": held})
    return done


def _held(problems: Sequence[str]) -> RunOutcome:
    """Return the outcome of a run that a seal held back, and would hold back again."""
    return RunOutcome(1, problems=tuple(problems), is_held=True)


def _standing_digests(folders: Folders, first: Period, progress: Progress) -> dict[str, str] | None:
    """Return the digests of the rows that were built last, None where they must be built anew."""
    stands = standing_run(folders, first, _as_of_to_keep(folders, first))
    return None if stands is None else _built_digests(folders, progress)


def _built_digests(folders: Folders, progress: Progress) -> dict[str, str] | None:
    """Return the digests of the rows in the build database, None where it does not hold them."""
    # no other run may be building them meanwhile
    with writing_turn(folders.warehouse, "a refresh that looks for touched periods", progress.say):
        try:
            return row_digests(folders)
        except duckdb.Error:
            return None


def _first(folders: Folders, running: Sequence[Period]) -> Period:
    """Return the period whose run lands and builds all rows; the running one by default."""
    published = _published(folders)
    unsealed = [period for period in published if seal_of(folders, period.key) is None]
    for period in running:
        if period in published:
            return period
    return max(unsealed, key=lambda period: period.end, default=running[0])


def _is_of_other_rules(folders: Folders, period: Period) -> bool:
    """Whether a closed period was published by another program, or other files of the office.

    Its publication stands unless its rows are touched, which is known once they are built.
    """
    record = read_record(folders, period.key)
    if record is None or not record.rows or record.is_unfinished or period.end > local_now():
        return False
    rules = (program_digest(), load_office(folders.office).digest)
    return (record.program, record.office) != rules


def _renew_database(folders: Folders, progress: Progress) -> None:
    with writing_turn(folders.warehouse, "a refresh that renews tongbao.duckdb", progress.say):
        for line in renew_database(folders):
            progress.say(line)


def kept_up(
    folders: Folders, kinds: Sequence[PeriodKind], digests: Mapping[str, str]
) -> list[Period]:
    """Return the periods that a refresh keeps up, in order of their ends, the shorter ones first.

    They are what is published of the office's kinds, and what has begun, holds rows and is not
    older than that; of a kind of which nothing is published, the newest with rows.
    """
    found: set[Period] = set()
    for kind in kinds:
        published = [period for period in _published(folders) if period.kind is kind]
        begun = [p for p in periods_with_rows(digests, [kind]) if p.start <= local_now()]
        newer = [p for p in begun if p > published[0]] if published else begun[-1:]
        found.update(published, newer)
    return sorted(found, key=lambda period: (period.end, period.months))


def _older_than_published(
    folders: Folders, kinds: Sequence[PeriodKind], digests: Mapping[str, str]
) -> list[Period]:
    """Return the periods with rows that only a person's first run publishes."""
    older = []
    for kind in kinds:
        published = [period for period in _published(folders) if period.kind is kind]
        with_rows = periods_with_rows(digests, [kind])
        older += [period for period in with_rows if published and period < published[0]]
    return older


def _is_due(folders: Folders, period: Period, digests: Mapping[str, str]) -> bool:
    record = read_record(folders, period.key)
    if record is None:
        return True
    if not record.rows:
        # from before rows were told by month: what has been landed since may touch it
        return record.landed != landed_digest(folders.lake)
    parts = load_office(folders.office).parts
    if are_touched(record.rows, digests_for(period, digests), parts):
        return True
    if record.is_unfinished and seal_of(folders, period.key) is None:
        return True
    if period.end > local_now():
        # it is judged as of the newest export, whether a row changed or not
        return standing_run(folders, period, None) is None
    # a period that has closed since is judged at its end
    judged_early = datetime.fromisoformat(record.as_of) < period.end
    return judged_early and seal_of(folders, period.key) is None


def _as_of_to_keep(folders: Folders, period: Period) -> datetime | None:
    """Return the as-of that someone chose after the period's end: late rows do not undo it."""
    record = read_record(folders, period.key)
    as_of = datetime.fromisoformat(record.as_of) if record else None
    return as_of if as_of and as_of > period.end else None


def _published(folders: Folders) -> list[Period]:
    if not folders.published.is_dir():
        return []
    # someone may have put a copy beside the periods
    names = filter(Period.is_key, (path.name for path in folders.published.iterdir()))
    keys = (name for name in names if newest_version(folders.published / name) is not None)
    return sorted(Period.parse(key) for key in keys)


def _state(folders: Folders, running: Sequence[Period]) -> dict[str, Any]:
    """Return all that a refresh depends on."""
    stands = {
        period.key: f"{newest_version(folders.published / period.key)}"
        for period in _published(folders)
    }
    return {
        "raw": raw_digest(folders.raw),
        "program": program_digest(),
        "office": load_office(folders.office).digest,
        "running": [period.key for period in running],
        "published": stands,
        "seals": {period.key: seal_of(folders, period.key) for period in _published(folders)},
        "database": database_problems(folders),
    }


def _state_path(folders: Folders) -> Path:
    return folders.records / "refresh.json"
