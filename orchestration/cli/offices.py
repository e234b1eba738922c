"""`tongbao office`: the folder of another office, written anew or held against its exports."""

from __future__ import annotations

import argparse
from pathlib import Path

from orchestration.cli.folders import folders_of
from orchestration.printable import say
from orchestration.settings import Folders


def office(options: argparse.Namespace) -> int:
    """Write a new office's folder, or check one against the exports."""
    if options.action == "new":
        from orchestration.office.new import write_new_office

        folder = Path(options.folder)
        write_new_office(folder, options.name, options.district)
        say(f"{folder}: list the units in units.csv, then `tongbao office check --office {folder}`")
        return 0
    return _check_office(folders_of(options))


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

    own = load_office(folders.office)
    say(office_line(own))
    if not any(True for export in own.exports for _ in find_files(folders.raw, export)):
        say(f"{folders.raw} holds no export: words and headers are compared once there are some")
        return 0
    from orchestration.office_check.words import read_exports

    with progress_for_stderr() as progress:
        exports = read_exports(folders, own, progress)
    say(*header_lines(exports.files), *word_lines(exports.words))
    blocked = blocked_lines(exports.words, own)
    say(*blocked)
    refused = sum(file.status == "refused" for file in exports.files)
    if refused:
        say(f"{refused} files were refused, as named above: what their rows say is not known yet")
    elif not blocked:
        say("no period would be blocked for words that the office does not know")
    return 1 if blocked else 0
