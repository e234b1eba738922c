"""The analysts' database in its place: a copy of a private one, which no client can change.

Commands that answer from it read the private one. A client may open `tongbao.duckdb` for writing
all the same, and DuckDB finds its write-ahead log by name alone: every reader would replay it onto
the database that was put there since. So a log that lies there is set aside before the database is
replaced, nobody can open the old one for writing meanwhile, and where someone has it open already
a link into nowhere stands in the place of the log: a reader sees none, a writer can make none.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import suppress
from pathlib import Path

from orchestration.clock import local_now
from orchestration.errors import BadCall
from orchestration.permissions import readable_file
from orchestration.publication.master import (
    copy_to_master,
    is_of_a_run,
    is_whole_master,
    replace_master,
)
from orchestration.publication.writers import is_written, kept_from_writers
from orchestration.settings import Folders

_LOGS = (".wal", ".wal.checkpoint", ".wal.recovery")
"""What DuckDB's versions call what is to be replayed onto a database, behind its name."""

_NOWHERE = "/nonexistent/closed-while-a-client-writes/tongbao.duckdb.wal"


def replace_database(folders: Folders, fresh: Path) -> list[str]:
    """Let a database that was made anew be the private one and the analysts'; see below."""
    replace_master(folders, fresh)
    return install_database(folders)


def install_database(folders: Folders) -> list[str]:
    """Put a copy of the private database in the place of `tongbao.duckdb`; return what to report.

    A reader that holds the old file keeps it until it closes; no reader ever sees a half one, or
    one with what a client changed in another.
    """
    place = folders.analysts_database
    require_no_folder(folders)
    fresh = folders.build / "tongbao.fresh.duckdb"
    shutil.copyfile(folders.master_database, fresh)
    # whoever writes into the copy gives it another time
    shutil.copystat(folders.master_database, fresh)
    readable_file(fresh)
    with kept_from_writers(place) as writer:
        reports = set_logs_aside(folders)
        if writer is not None:
            _remember(folders, place)
            reports.append(_open_report(place, writer))
        is_closed = writer is not None or _is_old_one_written(folders)
        if is_closed:
            reports += _close_log(folders)
        fresh.replace(place)
        if not is_closed and _leads_nowhere(_log(place)):
            _log(place).unlink()
    return reports


def tend_database(folders: Folders) -> list[str]:
    """Put the database back where it is gone, or a client has changed it; return what to report.

    Where the private one was damaged, it is taken from its copy. Where neither is whole, the run
    that comes makes them anew.
    """
    place, master = folders.analysts_database, folders.master_database
    problems, reports = database_problems(folders), []
    if problems and master.is_file() and not is_whole_master(folders):
        if not is_of_a_run(folders, place):
            return problems
        copy_to_master(folders, place)
        reports.append(f"{master} was not what its run wrote: it was taken from {place.name}")
        problems = database_problems(folders)
    if not problems or not master.is_file():
        return reports
    return [
        *reports,
        *install_database(folders),
        f"{place} was changed: it is as the last run made it again",
    ]


def database_problems(folders: Folders, is_thorough: bool = False) -> list[str]:
    """Return what a client or an accident did to the two databases since they were put there.

    Files of the size and time that they had are taken as they are, but where `is_thorough`.
    """
    place, master = folders.analysts_database, folders.master_database
    problems = []
    if place.is_dir():
        problems.append(f"{place} is a folder: move it away, a database belongs there")
    elif not master.is_file():
        pass
    elif not is_whole_master(folders, is_thorough):
        way_out = (
            f"the next run takes it from {place.name}"
            if is_of_a_run(folders, place)
            else f"nor is {place.name}: `tongbao run PERIOD --force` makes both anew"
        )
        problems.append(f"{master} is not what its run wrote: {way_out}")
    elif not place.is_file():
        problems.append(f"{place} is gone: the next run mends it")
    elif not _is_same(place, master, is_thorough):
        problems.append(f"{place} is not what the newest run made: the next run mends it")
    problems += [
        f"{log} is what a client wrote into {place.name}: readers see what it changed,"
        " no publication and no later run does; the next run mends it"
        for log in logs_beside(place)
    ]
    return problems


def require_no_folder(folders: Folders) -> None:
    """Raise BadCall where a folder stands in the place of the database."""
    if folders.analysts_database.is_dir():
        raise BadCall(
            f"{folders.analysts_database} is a folder, where a database belongs: move it away"
        )


def databases_to_answer_from(folders: Folders) -> list[Path]:
    """Return the databases that hold what was published, the best first, none before the first run.

    The private one; where a warehouse has none, as after a backup was restored, or it is damaged,
    the analysts' without what a client's log would change in it. Raises BadCall where neither is
    what its run wrote: what can still be read of them may be wrong.
    """
    place, master = folders.analysts_database, folders.master_database
    is_touched = place.is_file() and bool(logs_beside(place) or is_written(place))
    if is_whole_master(folders):
        places = [place] if place.is_file() and not is_touched else []
        return [master, *places]
    if master.is_file() and not is_of_a_run(folders, place):
        raise BadCall(database_problems(folders)[0])
    if not is_touched:
        return [place] if place.is_file() else []
    copy_to_master(folders, place)
    return [master]


def logs_beside(database: Path) -> list[Path]:
    """Return the logs with something in them that the next reader of a database would replay."""
    logs = (database.with_name(database.name + suffix) for suffix in _LOGS)
    return [log for log in logs if log.is_file() and log.stat().st_size]


def set_logs_aside(folders: Folders) -> list[str]:
    """Move what clients left to be replayed out of the way; return what to report."""
    place, reports = folders.analysts_database, []
    aside = folders.build / "set_aside"
    for suffix in _LOGS:
        log = place.with_name(place.name + suffix)
        if not os.path.lexists(log) or _leads_nowhere(log):
            continue
        aside.mkdir(mode=0o700, exist_ok=True)
        kept = aside / f"{log.name}.{local_now():%Y%m%dT%H%M%S.%f}"
        size = log.lstat().st_size
        log.replace(kept)
        if size:
            reports.append(
                f"a client had written into {place.name}: its log of {size} bytes was set aside as"
                f" {kept}; what it changed is in no publication and not in the new database"
            )
    return reports


def _is_same(place: Path, master: Path, is_thorough: bool) -> bool:
    ours, theirs = master.stat(), place.stat()
    looks_same = (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)
    if looks_same and not is_thorough:
        return True
    return filecmp.cmp(place, master, shallow=False)


def _open_report(place: Path, writer: int) -> str:
    who = f"process {writer}" if writer else "a process"
    return (
        f"{who} has the {place.name} of before open for writing: close it;"
        " what it writes is in no publication and not in the new database"
    )


def _close_log(folders: Folders) -> list[str]:
    """Let the place of the log lead nowhere; a log that is made meanwhile is set aside as well."""
    log, reports = _log(folders.analysts_database), []
    while not _leads_nowhere(log):
        try:
            log.symlink_to(_NOWHERE)
        except FileExistsError:
            reports += set_logs_aside(folders)
    return reports


def _log(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _leads_nowhere(log: Path) -> bool:
    return log.is_symlink() and str(log.readlink()) == _NOWHERE


def _remember(folders: Folders, place: Path) -> None:
    """Keep a name of a database that is replaced while a client writes, to know when it ends."""
    old = folders.build / "replaced"
    old.mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):  # a file system without a second name for a file
        os.link(place, old / f"{place.stat().st_ino}.duckdb", follow_symlinks=False)


def _is_old_one_written(folders: Folders) -> bool:
    """Whether a client still has a database open for writing that was replaced earlier."""
    is_open = False
    for old in (folders.build / "replaced").glob("*.duckdb"):
        if is_written(old):
            is_open = True
        else:
            old.unlink()
    return is_open
