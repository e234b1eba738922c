"""Commands that keep a warehouse: seals, what is damaged, what is no longer needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from orchestration.cli.folders import folders_of, folders_of_one, turn
from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.printable import say
from orchestration.settings import Folders

LONGEST_KEPT_DAYS = 36500


def seal(options: argparse.Namespace) -> int:
    """Let the newest publication of a period stand, whatever comes in; keep what was signed."""
    period, folders = Period.parse(options.period), folders_of_one(options)
    from orchestration.districts import call_for, told_of
    from orchestration.publication.seals import require_sealable
    from orchestration.publication.seals import seal as put_seal

    with turn(folders, f"tongbao seal {period}"):
        signed = {}
        if options.document is not None:
            newest = require_sealable(folders, period.key)
            signed = _keep(folders, period.key, newest, Path(options.document), options.reason)
        version = put_seal(folders, period.key, options.reason, signed)
    if signed:
        say(f"{options.document} is kept as {folders.warehouse / signed['kept']}")
    what, call = told_of(folders, period), call_for(folders.district, period)
    say(f"{what}: {version} is sealed; `tongbao unseal {call} --reason TEXT` undoes it")
    return 0


def _keep(
    folders: Folders, period: str, newest: Path, document: Path, reason: str
) -> dict[str, str]:
    from orchestration.audit.own.signing import require_signable
    from orchestration.publication.signed import keep_signed

    findings = require_signable(folders, period, newest, document, reason)
    kept = keep_signed(folders, period, newest.name, document)
    return kept | ({"findings": str(findings)} if findings else {})


def unseal(options: argparse.Namespace) -> int:
    """Undo a seal; the reason is kept in the journal."""
    period, folders = Period.parse(options.period), folders_of_one(options)
    from orchestration.districts import told_of
    from orchestration.publication.seals import described
    from orchestration.publication.seals import unseal as break_seal

    with turn(folders, f"tongbao unseal {period}"):
        was = break_seal(folders, period.key, options.reason)
    what = told_of(folders, period)
    say(f"{what}: no longer sealed (was {described(was)})")
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Examine every part of a warehouse; 1 where one is damaged."""
    folders = folders_of(options)
    if not folders.warehouse.is_dir():
        raise BadCall(f"the warehouse {folders.warehouse} does not exist: nothing to examine")
    from orchestration.doctor.examine import examine, examined_lines

    is_damaged = False
    with turn(folders, "tongbao doctor"):
        for examined in examine(folders):
            say(*examined_lines(examined))
            is_damaged = is_damaged or bool(examined.problems)
    return 1 if is_damaged else 0


def prune(options: argparse.Namespace) -> int:
    """Show what the warehouse no longer needs; remove it when asked."""
    folders = folders_of(options)
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
    with turn(folders, "tongbao prune"):
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
