"""The nightly refresh: whatever came in, brought into every publication that it touches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.alerts.tell import tell
from orchestration.districts import told_of
from orchestration.errors import BadCall
from orchestration.publication.seals import seal_of
from orchestration.publication.versions import newest_version
from orchestration.quarters import Quarter, local_now
from orchestration.running.outcome import RunOutcome
from orchestration.running.progress import Progress
from orchestration.running.records import landed_digest, program_digest, raw_digest, read_record
from orchestration.running.run import run_quarter
from orchestration.running.touched import digests_for, row_digests
from orchestration.running.turn import writing_turn
from orchestration.running.unchanged import standing_run
from orchestration.settings import Folders
from orchestration.state import read_state, write_state
from orchestration.transformation.shared import shared_are_new

if TYPE_CHECKING:
    import dagster as dg


@dataclass
class Refreshed:
    """What a refresh did: an outcome for each quarter that it ran, in order.

    `never_published` are quarters that rows fall in and that only a person's first run publishes.
    """

    runs: dict[Quarter, RunOutcome] = field(default_factory=dict)
    never_published: list[Quarter] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """The worst outcome of all runs."""
        return max((run.exit_code for run in self.runs.values()), default=0)

    @property
    def problems(self) -> list[str]:
        """What stopped runs, each with its quarter."""
        return [f"{quarter}: {text}" for quarter, run in self.runs.items() for text in run.problems]


def refresh(
    folders: Folders, progress: Progress, instance: dg.DagsterInstance | None = None
) -> Refreshed:
    """Land what came in; run the running quarter and each that its rows touch, sealed ones as well.

    Does nothing where no file, no day, no seal and no line of the program changed anything since
    the last refresh that ended well, or at seals: these still hold. A quarter is touched when a
    row that it counts, or is compared with, came, went or changed since it was last run. A changed
    program alone touches no closed quarter: what was published under the old rules stands until
    someone runs it; only the run by which rows are landed and built is one of the newest unsealed
    quarter where the running one is not published. Whoever is configured is told what stopped a
    run, which files were refused and which exports are late.
    """
    done = _refresh(folders, progress, instance)
    tell(folders, done.runs, progress.say)
    return done


def _refresh(
    folders: Folders, progress: Progress, instance: dg.DagsterInstance | None
) -> Refreshed:
    running = Quarter.containing(local_now())
    kept = read_state(_state_path(folders))
    if isinstance(kept, dict) and kept.get("state") == _state(folders, running):
        return Refreshed({Quarter.parse(key): _held(told) for key, told in kept["held"].items()})
    done = Refreshed()

    def run(quarter: Quarter) -> None:
        progress.say(f"{told_of(folders.district, quarter)}: refreshing")
        as_of = _as_of_to_keep(folders, quarter)
        done.runs[quarter] = run_quarter(
            folders, quarter, as_of, progress, instance, shares=bool(folders.district)
        )

    first = _first(folders, running)
    seen_to = {first}
    digests = _standing_digests(folders, first, progress)
    if digests is None and folders.district and shared_are_new(folders):
        # landed and built by the district before: what this one has to run is known without a run
        digests = _built_digests(folders, progress)
        if first == running and digests is not None and first in _with_rows(digests):
            run(first)  # it is judged as of the newest export, whether a row changed or not
        elif digests is not None:
            seen_to.clear()
    if digests is None:
        run(first)
        if done.runs[first].is_empty:
            # what was refused is told by file; a quarter that has not come yet is no failure
            del done.runs[first]
        elif done.exit_code == BadCall.exit_code or done.runs[first].is_crash:
            return done
        digests = _built_digests(folders, progress)
        if digests is None:
            return done
    for quarter in _touched(folders, running, digests):
        if quarter not in seen_to:
            run(quarter)
    oldest = min(_published(folders), default=running)
    done.never_published = [each for each in _with_rows(digests) if each < oldest]
    # a file that came meanwhile, or could not be read just now, is for the next refresh
    is_settled = all(run.exit_code == 0 or run.is_held for run in done.runs.values())
    if is_settled and landed_digest(folders.lake) == raw_digest(folders.raw):
        held = {quarter.key: run.problems for quarter, run in done.runs.items() if run.is_held}
        write_state(_state_path(folders), {"state": _state(folders, running), "held": held})
    return done


def _held(problems: Sequence[str]) -> RunOutcome:
    """Return the outcome of a run that a seal held back, and would hold back again."""
    return RunOutcome(1, problems=tuple(problems), is_held=True)


def _standing_digests(
    folders: Folders, first: Quarter, progress: Progress
) -> dict[str, str] | None:
    """Return the digests of the rows that were built last, None where they must be built anew."""
    stands = standing_run(folders, first, _as_of_to_keep(folders, first))
    return None if stands is None else _built_digests(folders, progress)


def _built_digests(folders: Folders, progress: Progress) -> dict[str, str] | None:
    """Return the digests of the rows in the build database, None where it does not hold them."""
    # no other run may be building them meanwhile
    with writing_turn(folders.warehouse, "a refresh that looks for touched quarters", progress.say):
        try:
            return row_digests(folders)
        except duckdb.Error:
            return None


def _first(folders: Folders, running: Quarter) -> Quarter:
    """Return the quarter whose run lands and builds all rows; if it can be, one with rows."""
    published = _published(folders)
    unsealed = [quarter for quarter in published if seal_of(folders, quarter.key) is None]
    if running in published or not unsealed:
        return running
    return unsealed[-1]


def _touched(folders: Folders, running: Quarter, digests: dict[str, str]) -> list[Quarter]:
    published, have_rows = _published(folders), _with_rows(digests)
    begun = [quarter for quarter in have_rows if quarter <= running]
    if published:
        kept_up = {*published, *(quarter for quarter in begun if quarter > published[0])}
    else:
        kept_up = set(begun[-1:])
    return [quarter for quarter in sorted(kept_up) if _is_touched(folders, quarter, digests)]


def _is_touched(folders: Folders, quarter: Quarter, digests: dict[str, str]) -> bool:
    record = read_record(folders, quarter.key)
    if record is None or record.rows != digests_for(quarter, digests):
        return True
    # a quarter that has closed since is judged at its end
    judged_early = datetime.fromisoformat(record.as_of) < quarter.end <= local_now()
    return judged_early and seal_of(folders, quarter.key) is None


def _as_of_to_keep(folders: Folders, quarter: Quarter) -> datetime | None:
    """Return the as-of that someone chose after the quarter's end: late rows do not undo it."""
    record = read_record(folders, quarter.key)
    as_of = datetime.fromisoformat(record.as_of) if record else None
    return as_of if as_of and as_of > quarter.end else None


def _published(folders: Folders) -> list[Quarter]:
    if not folders.published.is_dir():
        return []
    # someone may have put a copy beside the quarters
    names = filter(Quarter.is_key, (path.name for path in folders.published.iterdir()))
    keys = (name for name in names if newest_version(folders.published / name) is not None)
    return sorted(Quarter.parse(key) for key in keys)


def _with_rows(digests: dict[str, str]) -> list[Quarter]:
    only_controls = re.compile(r"int_control_rows [^;]*")
    keys = (key for key, kinds in digests.items() if not only_controls.fullmatch(kinds))
    return sorted(Quarter.parse(key) for key in keys)


def _state(folders: Folders, running: Quarter) -> dict[str, Any]:
    """Return all that a refresh depends on."""
    stands = {
        quarter.key: f"{newest_version(folders.published / quarter.key)}"
        for quarter in _published(folders)
    }
    return {
        "raw": raw_digest(folders.raw),
        "program": program_digest(),
        "running": running.key,
        "published": stands,
        "seals": {quarter.key: seal_of(folders, quarter.key) for quarter in _published(folders)},
        "database": folders.analysts_database.is_file(),
    }


def _state_path(folders: Folders) -> Path:
    return folders.records / "refresh.json"
