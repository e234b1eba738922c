"""Commands that bring periods up: run, refresh, and the sample's exports."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from orchestration.cli.folders import (
    districts_of,
    folders_of,
    require_raw_folder,
    require_warehouse,
)
from orchestration.clock import local_now
from orchestration.errors import BadCall
from orchestration.periods import Period, parse_periods
from orchestration.planning.plan import FIRST_YEAR, parse_as_of
from orchestration.printable import say, warn
from orchestration.settings import Folders

if TYPE_CHECKING:
    from orchestration.districts import District
    from orchestration.running.outcome import RunOutcome


def run(options: argparse.Namespace) -> int:
    """Land, build, check and publish periods: of a district, else of each in turn."""
    from orchestration.running.own_office import require_own_office

    periods = parse_periods(options.period)
    as_of = None if options.as_of is None else parse_as_of(options.as_of)
    folders = folders_of(options)
    require_own_office(folders)
    whose = districts_of(folders, options.district)
    asked = [(district, period) for period in periods for district in whose]
    accept_loss = _reason(options.accept_loss)
    if as_of is not None and len(periods) > 1:
        raise BadCall("--as-of judges one period: run those of a range one by one")
    for period in periods:
        _require_begun(period)
    require_raw_folder(folders)
    require_warehouse(folders)
    from orchestration.alerts.channels import channels
    from orchestration.alerts.tell import tell
    from orchestration.districts import named
    from orchestration.running.outcome import INTERRUPTED
    from orchestration.running.progress import progress_for_stderr
    from orchestration.running.run import repeat_run, run_period
    from orchestration.running.tending import tend_warehouse
    from orchestration.transformation.engine import Engine

    engine = Engine.resolve(options.engine)
    tend_warehouse(folders, warn)
    ends: dict[tuple[District, Period], RunOutcome] = {}
    has_run = False
    for district, period in asked:
        own = folders.of(district.folder)
        outcome = None if options.force else repeat_run(own, period, as_of)
        if outcome is None:
            with progress_for_stderr() as progress:
                outcome = run_period(
                    own,
                    period,
                    as_of,
                    progress,
                    engine=engine,
                    shares=has_run,
                    accept_loss=accept_loss,
                )
                is_own_fault = outcome.exit_code == BadCall.exit_code or outcome.is_empty
                if not is_own_fault and channels():
                    tell(own, {period: outcome}, progress.say)
            has_run = True
        ends[district, period] = outcome
        _tell_outcome(own, period, outcome)
        if outcome.exit_code == INTERRUPTED:
            break
    if len(asked) > 1:
        say(
            *(
                f"{named(folders, district, period)}: {end.told}"
                for (district, period), end in ends.items()
            )
        )
    return max(outcome.exit_code for outcome in ends.values())


def refresh(options: argparse.Namespace) -> int:
    """Bring whatever came in into every publication that it touches."""
    folders = folders_of(options)
    from orchestration.alerts.telling import telling
    from orchestration.districts import call_for, named
    from orchestration.running.districts import refresh_districts, worst
    from orchestration.running.own_office import require_own_office
    from orchestration.running.progress import progress_for_stderr

    with progress_for_stderr() as progress, telling(folders, progress.say):
        # nobody looks on at night: a folder that is away is told as well
        require_own_office(folders)
        require_raw_folder(folders)
        require_warehouse(folders)
        done = refresh_districts(folders, progress)
    for district, each in done.items():
        own = folders.of(district.folder)
        for period, outcome in each.runs.items():
            _tell_outcome(own, period, outcome)
        if each.never_published:
            never = ", ".join(map(str, each.never_published))
            call = f"`tongbao run {call_for(own.district, 'PERIOD')}`"
            fall = named(folders, district, "rows fall in periods that were never published")
            say(f"{fall}: {never}: {call}")
    if not any(each.runs for each in done.values()):
        say("nothing new: every publication stands")
        _tell_not_read(folders)
    return worst(done)


def sample(options: argparse.Namespace) -> int:
    """Write the sample exports."""
    period = Period.parse(options.period)
    folders = folders_of(options)
    from orchestration.running.progress import progress_for_stderr
    from orchestration.sample import require_sample, write_sample

    require_sample(period)
    with progress_for_stderr() as progress:
        progress.stage(f"writing the sample exports of {period}")
        files = write_sample(period.key, folders.office, folders.raw, progress=progress.step)
    say(f"{len(files)} sample exports in {folders.raw}")
    return 0


def _reason(text: str | None) -> str:
    if text is not None and not text.strip():
        raise BadCall("--accept-loss needs a reason, which the journal keeps")
    return (text or "").strip()


def _require_begun(period: Period) -> None:
    if period.start > local_now():
        raise BadCall(f"{period} has not begun yet: it starts on {period.start:%Y-%m-%d}")
    if period.start.year < FIRST_YEAR:
        raise BadCall(f"{period} lies before {FIRST_YEAR}, the first year that rows may be of")


def _tell_outcome(folders: Folders, period: Period, outcome: RunOutcome) -> None:
    from orchestration.running.summary import summary

    if not outcome.exit_code:
        say(*summary(folders, period, outcome))
        return
    for problem in outcome.problems:
        warn(f"tongbao: {problem}")
    if outcome.exit_code == 1:
        _tell_refused(folders, period, outcome)


def _tell_not_read(folders: Folders) -> None:
    from orchestration.checks.reported import not_read_lines

    for line in not_read_lines(folders):
        warn(f"tongbao: {line}")


def _tell_refused(folders: Folders, period: Period, outcome: RunOutcome) -> None:
    from orchestration.checks.reported import refusal_lines
    from orchestration.districts import told_of
    from orchestration.publication.versions import newest_version

    for line in refusal_lines(folders):
        warn(f"tongbao: {line}")
    newest = newest_version(folders.published / period.key)
    what = told_of(folders, period)
    if outcome.is_new_version:
        warn(f"tongbao: {what}: {newest} is published, but what follows failed: run it again")
        return
    stands = f"{newest} stands" if newest else "there is no earlier publication"
    how = "failed" if outcome.is_crash else "was refused"
    warn(f"tongbao: {what} {how}: nothing new is published; {stands}")
