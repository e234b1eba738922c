"""What each command does; heavy packages are imported where they are needed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.clock import local_now
from orchestration.errors import BadCall
from orchestration.periods import Period, parse_periods
from orchestration.permissions import readable_folder
from orchestration.planning.plan import FIRST_YEAR, parse_as_of
from orchestration.printable import lines_of, printable, say, warn
from orchestration.settings import Folders

if TYPE_CHECKING:
    from orchestration.districts import District
    from orchestration.running.outcome import RunOutcome

LONGEST_KEPT_DAYS = 36500


def run(options: argparse.Namespace) -> int:
    """Land, build, check and publish periods: of a district, else of each in turn."""
    from orchestration.running.own_office import require_own_office

    periods = parse_periods(options.period)
    as_of = None if options.as_of is None else parse_as_of(options.as_of)
    folders = _folders(options)
    require_own_office(folders)
    whose = _districts(folders, options.district)
    asked = [(district, period) for period in periods for district in whose]
    accept_loss = _reason(options.accept_loss)
    if as_of is not None and len(periods) > 1:
        raise BadCall("--as-of judges one period: run those of a range one by one")
    for period in periods:
        _require_begun(period)
    _require_folder(folders)
    _require_warehouse(folders)
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
    folders = _folders(options)
    from orchestration.alerts.telling import telling
    from orchestration.districts import call_for, named
    from orchestration.running.districts import refresh_districts, worst
    from orchestration.running.own_office import require_own_office
    from orchestration.running.progress import progress_for_stderr

    with progress_for_stderr() as progress, telling(folders, progress.say):
        # nobody looks on at night: a folder that is away is told as well
        require_own_office(folders)
        _require_folder(folders)
        _require_warehouse(folders)
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


def seal(options: argparse.Namespace) -> int:
    """Let the newest publication of a period stand, whatever comes in."""
    period, folders = Period.parse(options.period), _folders_of_one(options)
    from orchestration.districts import call_for, told_of
    from orchestration.publication.seals import seal as put_seal

    with _turn(folders, f"tongbao seal {period}"):
        version = put_seal(folders, period.key, options.reason)
    what, call = told_of(folders, period), call_for(folders.district, period)
    say(f"{what}: {version} is sealed; `tongbao unseal {call} --reason TEXT` undoes it")
    return 0


def unseal(options: argparse.Namespace) -> int:
    """Undo a seal; the reason is kept in the journal."""
    period, folders = Period.parse(options.period), _folders_of_one(options)
    from orchestration.districts import told_of
    from orchestration.publication.seals import described
    from orchestration.publication.seals import unseal as break_seal

    with _turn(folders, f"tongbao unseal {period}"):
        was = break_seal(folders, period.key, options.reason)
    what = told_of(folders, period)
    say(f"{what}: no longer sealed (was {described(was)})")
    return 0


def sample(options: argparse.Namespace) -> int:
    """Write the sample exports."""
    period = Period.parse(options.period)
    folders = _folders(options)
    from orchestration.running.progress import progress_for_stderr
    from orchestration.sample import require_sample, write_sample

    require_sample(period)
    with progress_for_stderr() as progress:
        progress.stage(f"writing the sample exports of {period}")
        files = write_sample(period.key, folders.office, folders.raw, progress=progress.step)
    say(f"{len(files)} sample exports in {folders.raw}")
    return 0


def reconcile(options: argparse.Namespace) -> int:
    """Hold printed figures against the warehouse: the bulletin's own, or those of a draft."""
    period = Period.parse(options.period)
    figures = Path(options.figures) if options.figures is not None else None
    from orchestration.reconcile.report import reconcile_period

    for line in reconcile_period(_folders_of_one(options), period, figures):
        say(line)
    return 0


def audit(options: argparse.Namespace) -> int:
    """Hold a bulletin against itself; 1 where it contradicts itself."""
    from orchestration.audit.audit import audit_file

    found = audit_file(Path(options.file))
    say(*(lines_of(found.to_json()) if options.json else found.lines()))
    count = len(found.findings)
    summary = f"{count} contradiction{'' if count == 1 else 's'}" if count else "no contradiction"
    warn(f"{options.file}: {summary}")
    return 1 if found.findings else 0


def trace(options: argparse.Namespace) -> int:
    """List the raw rows that a published figure counts."""
    period = Period.parse(options.period)
    from orchestration.tracing.trace import HEADER, line_cells, traced

    with traced(_folders_of_one(options), period, options.metric) as figure:
        # what is listed goes to standard error: standard output holds one line for each row
        warn(*figure.heading())
        rows = map(line_cells, figure.rows)
        if options.csv:
            from orchestration.publication.csv_writer import write_csv

            count = write_csv(_writable(options.csv), list(HEADER), rows)
            warn(f"{count} rows in {options.csv}")
        else:
            for row in rows:
                say("\t".join(map(printable, row)), keep="\t")
    return 0


def diff(options: argparse.Namespace) -> int:
    """Say which figures two versions differ in, and because of which landed files."""
    period = Period.parse(options.period)
    from orchestration.publication.changes import diff_text

    say(*lines_of(diff_text(_folders_of_one(options), period, options.versions)))
    return 0


def verify(options: argparse.Namespace) -> int:
    """Recompute the hashes of a period's publications; 1 where one was touched."""
    period = Period.parse(options.period)
    from orchestration.districts import told_of
    from orchestration.publication.verify import verified_lines, verify_period

    folders = _folders_of_one(options)
    verified = verify_period(folders, period)
    say(*verified_lines(told_of(folders, period), verified))
    return 1 if any(each.problems for each in verified) else 0


def status(options: argparse.Namespace) -> int:
    """Show periods, publications, landed files and freshness."""
    from orchestration.status import status_lines

    say(*status_lines(_folders_of_warehouse(options)))
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Examine every part of a warehouse; 1 where one is damaged."""
    folders = _folders(options)
    if not folders.warehouse.is_dir():
        raise BadCall(f"the warehouse {folders.warehouse} does not exist: nothing to examine")
    from orchestration.doctor.examine import examine, examined_lines

    is_damaged = False
    with _turn(folders, "tongbao doctor"):
        for examined in examine(folders):
            say(*examined_lines(examined))
            is_damaged = is_damaged or bool(examined.problems)
    return 1 if is_damaged else 0


def prune(options: argparse.Namespace) -> int:
    """Show what the warehouse no longer needs; remove it when asked."""
    folders = _folders(options)
    if not 1 <= options.keep_days <= LONGEST_KEPT_DAYS:
        raise BadCall(
            f"--keep-days {options.keep_days}: keep one day at the least,"
            f" {LONGEST_KEPT_DAYS} at the most"
        )
    if not folders.warehouse.is_dir():
        raise BadCall(f"the warehouse {folders.warehouse} does not exist: nothing to prune")
    from orchestration.retention.prune import prunable, prunable_line
    from orchestration.running.instance import quiet_environment

    quiet_environment()
    with _turn(folders, "tongbao prune"):
        found = prunable(folders, options.keep_days)
        for each in found:
            say(prunable_line(each))
            if options.yes:
                each.remove()
    size = f"{sum(each.size for each in found) / 2**20:.1f} MiB"
    if not found:
        say(f"nothing is older than {options.keep_days} days and needed by nothing")
    elif options.yes:
        say(f"removed: {len(found)}, {size}")
    else:
        say(f"would be removed: {len(found)}, {size}; `tongbao prune --yes` removes them")
    return 0


def office(options: argparse.Namespace) -> int:
    """Write a new office's folder, or check one against the exports."""
    if options.action == "new":
        from orchestration.office.new import write_new_office

        folder = Path(options.folder)
        write_new_office(folder, options.name, options.district)
        say(f"{folder}: list the units in units.csv, then `tongbao office check --office {folder}`")
        return 0
    return _check_office(_folders(options))


def _check_office(folders: Folders) -> int:
    from orchestration.landing.discover import find_files
    from orchestration.office.read import load_office
    from orchestration.office_check.report import (
        blocked_lines,
        header_lines,
        office_line,
        word_lines,
    )
    from orchestration.running.progress import progress_for_stderr
    from orchestration.settings import EXPORTS

    own = load_office(folders.office)
    say(office_line(own))
    if not any(True for export in EXPORTS for _ in find_files(folders.raw, export)):
        say(f"{folders.raw} holds no export: words and headers are compared once there are some")
        return 0
    from orchestration.office_check.words import read_exports

    with progress_for_stderr() as progress:
        exports = read_exports(folders, own, progress)
    say(*header_lines(exports.files), *word_lines(exports.words))
    blocked = blocked_lines(exports.words, own)
    say(*blocked)
    if not blocked:
        say("no period would be blocked for words that the office does not know")
    return 1 if blocked else 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "refresh": refresh,
    "seal": seal,
    "unseal": unseal,
    "doctor": doctor,
    "prune": prune,
    "sample": sample,
    "reconcile": reconcile,
    "audit": audit,
    "trace": trace,
    "diff": diff,
    "verify": verify,
    "status": status,
    "office": office,
}


def _folders(options: argparse.Namespace) -> Folders:
    return Folders.resolve(options.raw, options.warehouse, options.office)


def _folders_of_warehouse(options: argparse.Namespace) -> Folders:
    """Return the folders, of the warehouse's own office where the call names none."""
    from orchestration.running.own_office import with_own_office

    return with_own_office(_folders(options))


def _districts(folders: Folders, named: str | None) -> tuple[District, ...]:
    """Return the district that the call names, else every one that is configured."""
    from orchestration.districts import districts, find_district

    return districts(folders) if named is None else (find_district(folders, named),)


def _folders_of_one(options: argparse.Namespace) -> Folders:
    """Return the folders of the district that the call names, else of the default one."""
    from orchestration.districts import find_district

    folders = _folders_of_warehouse(options)
    return folders.of(find_district(folders, options.district).folder)


def _writable(name: str) -> Path:
    path = Path(name)
    try:
        path.touch()
    except OSError as error:
        raise BadCall(f"{path} cannot be written: {error.strerror}") from None
    return path


def _reason(text: str | None) -> str:
    if text is not None and not text.strip():
        raise BadCall("--accept-loss needs a reason, which the journal keeps")
    return (text or "").strip()


def _require_begun(period: Period) -> None:
    if period.start > local_now():
        raise BadCall(f"{period} has not begun yet: it starts on {period.start:%Y-%m-%d}")
    if period.start.year < FIRST_YEAR:
        raise BadCall(f"{period} lies before {FIRST_YEAR}, the first year that rows may be of")


def _require_folder(folders: Folders) -> None:
    if not folders.raw.is_dir():
        raise BadCall(
            f"the raw folder {folders.raw} is not there: name it with --raw or TONGBAO_RAW,"
            " or write sample exports with `tongbao sample 2023Q2`"
        )


def _require_warehouse(folders: Folders) -> None:
    try:
        readable_folder(folders.warehouse)
    except OSError as error:
        raise BadCall(
            f"the warehouse {folders.warehouse} cannot be used ({error.strerror}):"
            " name a folder with --warehouse or TONGBAO_WAREHOUSE"
        ) from None
    odd = sorted(set("?*[]\\") & set(str(folders.warehouse)))
    if odd:
        # DuckDB takes them for patterns and slashes, where analysts open a database too
        raise BadCall(
            f"the warehouse {folders.warehouse} has {' '.join(odd)} in its path:"
            " no DuckDB can open a database there"
        )


def _turn(folders: Folders, who: str) -> AbstractContextManager[None]:
    from orchestration.running.turn import writing_turn

    _require_warehouse(folders)
    return writing_turn(folders.warehouse, who, warn)


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
