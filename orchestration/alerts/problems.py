"""What someone should be told of, and what to do about it; never a value of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from orchestration.clock import local_now
from orchestration.districts import call_for, told_of
from orchestration.landing.freshness import stale_exports
from orchestration.landing.index import read_not_read, read_own_files
from orchestration.periods import Period
from orchestration.publication.versions import newest_version
from orchestration.running.outcome import INTERRUPTED, RunOutcome
from orchestration.settings import Folders

_VALUES = re.compile(r"'[^'/\n]*'|\d{11,}")
"""What may be a value of a row in a package's words: a quoted text but a path, a long number."""


@dataclass(frozen=True)
class Problem:
    """Something that stands until it is mended; `what` names it, so that it is told once."""

    what: str
    reason: str
    next_step: str
    period: str | None = None
    """The period whose run it is about, if it is about one, with its district; see `run_name`."""


def run_name(folders: Folders, period: Period) -> str:
    """Return what tells the runs of a district's period from all others."""
    return f"{folders.district} {period.key}".strip()


def problems(
    folders: Folders, runs: Mapping[Period, RunOutcome], warn: Callable[[str], None]
) -> list[Problem]:
    """Return what stands after some runs: failed ones, refused files, late exports."""
    failed = [run_problem(folders, period, run) for period, run in runs.items() if run.exit_code]
    try:
        return [*failed, *_refused(folders), *_not_read(folders), *_stale(folders)]
    except Exception as error:  # a lake that cannot be read must not hide why a run failed
        warn(f"refused files and late exports are not known: {type(error).__name__}")
        return failed


def run_problem(folders: Folders, period: Period, run: RunOutcome) -> Problem:
    """Return what a run that ended badly means."""
    newest = newest_version(folders.published / period.key)
    stands = f"{newest.name} stands" if newest else "nothing is published yet"
    is_blocked = run.exit_code in (1, 2) and not run.is_crash
    call = f"`tongbao run {call_for(folders.district, period)}`"
    if run.exit_code == INTERRUPTED:
        next_step = f"{call} starts it again"
    elif is_blocked:
        next_step = f"mend what the reason names, then {call}"
    else:
        next_step = f"read {run.log}, then {call}"
    name = "blocked (检查未通过)" if is_blocked else "failed (运行失败)"
    return Problem(
        f"{told_of(folders, period)} {name}",
        _without_values(run) or "no reason given",
        f"{stands}; {next_step}",
        run_name(folders, period),
    )


def refresh_problem(folders: Folders, reason: str) -> Problem:
    """Return what a refresh that broke outside the run of a period means."""
    return Problem(
        "nightly refresh failed (每晚更新失败)",
        _VALUES.sub("…", reason),
        "every publication stands; mend what the reason names, of which"
        f" {folders.run_log} may say more, then `tongbao refresh`",
    )


def _without_values(run: RunOutcome) -> str:
    """Return why a run ended; what a package says of its own failure may quote a row."""
    text = "; ".join(run.problems)
    return _VALUES.sub("…", text) if run.is_crash else text


def _refused(folders: Folders) -> list[Problem]:
    return [
        Problem(
            f"file refused (文件被拒收): {file.file}",
            file.reason or "no reason given",
            "ask for a whole export, put it into the raw folder; the other files are counted",
        )
        for file in read_own_files(folders.lake)
        if file.status == "refused" and file.present
    ]


def _not_read(folders: Folders) -> list[Problem]:
    return [
        Problem(
            f"file not landed (文件未接收): {each.file}",
            each.line,
            "let it be copied to its end, or let this user read it; the next refresh lands it",
        )
        for each in read_not_read(folders.lake)
    ]


def _stale(folders: Folders) -> list[Problem]:
    return [
        Problem(
            f"export late (数据未更新): {late.export}, newest {late.newest:%Y-%m-%d}",
            late.told,
            f"ask the system's keeper for the export of {late.title}",
        )
        for late in stale_exports(folders.lake, local_now())
    ]
