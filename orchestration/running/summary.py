"""The short summary at the end of a run, read from the analysts' database."""

from __future__ import annotations

from orchestration.checks.reported import (
    drift_lines,
    flag_lines,
    not_data_lines,
    not_read_lines,
    refused_files,
    refused_rows,
)
from orchestration.districts import told_of
from orchestration.periods import Period
from orchestration.publication.files import PAGE
from orchestration.publication.page.link import file_link
from orchestration.publication.reading import connect_published
from orchestration.running.outcome import RunOutcome
from orchestration.settings import Folders

_TOTALS = ("tickets.total", "orders.received", "cases.total", "licenses.total", "evaluations.total")


def summary(folders: Folders, period: Period, outcome: RunOutcome) -> list[str]:
    """Return the lines of the summary of a run that published (or had nothing new to publish)."""
    with connect_published(folders, period) as connection:
        totals = connection.execute(
            "select indicator_name, numerator, indicator_unit from indicator_values"
            " where period = $1 and dimension = 'all' and list_contains($2, indicator_code)"
            " order by list_position($2, indicator_code)",
            [period.key, list(_TOTALS)],
        ).fetchall()
        (refused,) = connection.execute("select count(*) from refused_rows").fetchall()[0]
        reasons = refused_rows(connection, "refused_rows")
        left_out = not_data_lines(connection)
    lines = [
        f"{told_of(folders, period)}: "
        + "，".join(f"{name} {count}{unit}" for name, count, unit in totals),
        f"checks passed: {outcome.checks_passed}",
        f"rows refused: {refused}",
    ]
    lines += [f"  {reason}" for reason in reasons]
    lines += left_out
    lines += refused_files(folders)
    lines += not_read_lines(folders)
    lines += [f"  reported, not blocking: {line}" for line in drift_lines(folders)]
    lines += [f"  reported, not blocking: {line}" for line in flag_lines(folders)]
    lines += [f"  reported, not blocking: {line}" for line in outcome.drift]
    lines.append(outcome.told)
    if outcome.version:
        lines.append(f"page: {file_link(outcome.version / PAGE.name)}")
    return lines
