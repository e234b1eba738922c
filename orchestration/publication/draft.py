"""The draft of a publication: every file written in a private folder, to be checked there."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from orchestration.errors import NoRows
from orchestration.office.model import PARTS
from orchestration.periods import Period
from orchestration.publication.csv_writer import write_csv
from orchestration.publication.files import published_files
from orchestration.publication.tables import read_published_tables
from orchestration.transformation.build_database import connect_read_only


def write_draft(
    database: Path, period: Period, folder: Path, parts: Collection[str] = PARTS
) -> dict[str, int]:
    """Write the published CSVs of a period into `folder`, anew, and return each one's rows.

    Raises NoRows when no export has a row of the period that was not refused.
    """
    _require_data(database, period)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = read_published_tables(database, period, parts)
    rows = {}
    for file in published_files(parts):
        table = tables[file.table]
        rows[file.name] = write_csv(folder / file.name, table.header(period), table.rows)
    return rows


def _require_data(database: Path, period: Period) -> None:
    with connect_read_only(database) as connection:
        counted = connection.execute(
            "select coalesce(sum(numerator), 0) from marts.indicator_values"
            " where period = ? and dimension = 'all' and indicator_code like '%.total'",
            [period.key],
        ).fetchone()
        if counted and counted[0]:
            return
        refused = connection.execute(
            "select count(*) from marts.landed_files where status = 'refused' or refused > 0"
        ).fetchone()
        known = connection.execute(
            "select distinct quarter from ("
            " select quarter, district from marts.tickets"
            " union select quarter, district from marts.cases"
            " union select quarter, district from marts.licenses"
            " union select quarter, district from marts.evaluations"
            ") as known where exists (select 1 from intermediate.int_periods as periods"
            " where periods.district is null or periods.district = known.district)"
            " order by quarter"
        ).fetchall()
    have = ", ".join(key for (key,) in known) or "no row at all"
    message = f"no landed row falls in {period}; the exports hold {have}"
    if refused and refused[0]:
        message += f"; files refused in whole or in part: {refused[0]}"
    raise NoRows(message)
