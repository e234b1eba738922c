"""Commands that read what is published, or a document; with `--json` for other programs."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.cli.folders import folders_of_one, folders_of_warehouse, writable
from orchestration.periods import Period
from orchestration.printable import lines_of, printable, say, warn

if TYPE_CHECKING:
    from orchestration.audit.findings import Audit


def status(options: argparse.Namespace) -> int:
    """Show periods, publications, landed files and freshness."""
    from orchestration.status import nothing_published_lines, warehouse_status

    folders = folders_of_warehouse(options)
    status = warehouse_status(folders)
    if options.json:
        _say_json(status.to_json() if status else {"publications": [], "exports": []})
    else:
        say(*(status.lines() if status else nothing_published_lines(folders)))
    return 0


def reconcile(options: argparse.Namespace) -> int:
    """Hold printed figures against the warehouse: the bulletin's own, or those of a draft.

    Those of a period that is not in the warehouse are audited instead.
    """
    period = Period.parse(options.period)
    figures = Path(options.figures) if options.figures is not None else None
    from orchestration.errors import NotPublished
    from orchestration.reconcile.claims import notice_of
    from orchestration.reconcile.report import reconcile_period

    folders = folders_of_one(options)
    figures = figures or notice_of(folders, period)
    try:
        reconciled = reconcile_period(folders, period, figures)
    except NotPublished as missing:
        from orchestration.audit.audit import audit_printed

        warn(f"{missing}; until then the printed figures are held against each other")
        return _say_audit(figures, audit_printed(figures, folders), is_json=options.json)
    if options.json:
        _say_json(reconciled.to_json())
    else:
        say(*reconciled.lines(options.only_differences))
    return 0


def audit(options: argparse.Namespace) -> int:
    """Hold a bulletin against itself, or ours against what was published; 1 where one fails."""
    from orchestration.audit.audit import audit_file

    found = audit_file(Path(options.file), folders_of_warehouse(options))
    return _say_audit(options.file, found, is_json=options.json)


def _say_audit(what: object, found: Audit, *, is_json: bool) -> int:
    say(*(lines_of(found.to_json()) if is_json else found.lines()))
    warn(*found.asides())
    warn(f"{what}: {found.summary()}")
    return 1 if found.findings else 0


def trace(options: argparse.Namespace) -> int:
    """List the raw rows that a published figure counts; without one, the figures that there are."""
    period = Period.parse(options.period)
    from orchestration.tracing.trace import HEADER, line_cells, traceable, traced

    folders = folders_of_one(options)
    if options.metric is None:
        say(*traceable(folders, period))
        return 0
    with traced(folders, period, options.metric) as figure:
        # what is listed goes to standard error: standard output holds one line for each row
        warn(*figure.heading())
        rows = map(line_cells, figure.rows)
        if options.json:
            _say_json(figure.to_json())
        elif options.csv:
            from orchestration.publication.csv_writer import write_csv

            count = write_csv(writable(options.csv), list(HEADER), rows)
            warn(f"{count} rows in {options.csv}")
        else:
            for row in rows:
                say("\t".join(map(printable, row)), keep="\t")
    return 0


def diff(options: argparse.Namespace) -> int:
    """Say which figures two versions differ in, and because of which landed files."""
    period = Period.parse(options.period)
    from orchestration.publication.changes import diff_text, difference

    compared = difference(folders_of_one(options), period, options.versions)
    if options.json:
        _say_json(compared.to_json() if compared else {})
    else:
        say(*lines_of(diff_text(period, compared)))
    return 0


def verify(options: argparse.Namespace) -> int:
    """Recompute the hashes of a period's publications; 1 where one was touched."""
    period = Period.parse(options.period)
    from orchestration.districts import told_of
    from orchestration.publication.signed import verify_signed
    from orchestration.publication.verify import verified_lines, verify_period

    folders = folders_of_one(options)
    verified = [*verify_period(folders, period), *verify_signed(folders, period)]
    if options.json:
        _say_json({"period": period.key, "versions": [asdict(each) for each in verified]})
    else:
        say(*verified_lines(told_of(folders, period), verified))
    return 1 if any(each.problems for each in verified) else 0


def charts(options: argparse.Namespace) -> int:
    """Write the charts of a period's newest publication as PNG, and say where they are."""
    period = Period.parse(options.period)
    from orchestration.publication.chart_images import write_images

    target = Path(options.output) if options.output else None
    say(*(str(path) for path in write_images(folders_of_one(options), period, target)))
    return 0


def _say_json(found: dict[str, Any]) -> None:
    say(*lines_of(json.dumps(found, ensure_ascii=False, indent=2)))
