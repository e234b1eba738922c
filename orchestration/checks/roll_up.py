"""The city's figures beside those of its districts, for `expectations/districts.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.districts import district_names, districts
from orchestration.planning.plan import read_plan
from orchestration.running.records import landed_digest, program_digest, read_record
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

COLUMNS = ("说明", "公布", "计入")
"""What `roll_up` gives: which count of whom, the figure, and what it is held against."""

_OTHERS = "未配置的区县"
"""Who rows that name a district which is not configured are counted for, in the city alone."""


def roll_up(folders: Folders) -> pd.DataFrame:
    """Return each additive count of the city that was built, and of its districts.

    公布 is the figure. 计入 is, for a district, what the city's own rows say of it, and for the
    city the sum of its parts: the districts' published figures, of others what their rows say.
    Figures of another moment, landing or program are not compared. Distinct units and types do not
    add up.
    """
    import pandas as pd

    lines: list[tuple[str, int, int]] = []
    published = _published(folders)
    with connect_read_only(folders.build_database) as connection:
        for code, whole, parts in _counts(folders, connection, read_plan(folders).period.key):
            known = {name: each[code] for name, each in published.items() if code in each}
            for name, figure in known.items():
                lines.append((f"{name} {code}", figure, parts.get(name, 0)))
            lines.append((f"全市 {code}", whole, sum((parts | known).values())))
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _published(folders: Folders) -> dict[str, dict[str, int]]:
    """Return the figures of each district that was published from what the city is."""
    import duckdb

    plan, landed = read_plan(folders), landed_digest(folders.lake)
    found = {}
    for district in districts(folders):
        own = folders.of(district.folder)
        record = read_record(own, plan.period.key)
        file = own.marts / "indicator_values" / f"{plan.period.key}.parquet"
        if district.is_city or record is None or not file.is_file():
            continue
        made_from = (record.as_of, record.landed, record.program)
        if made_from == (plan.as_of.isoformat(), landed, program_digest()):
            rows = duckdb.execute(
                "select indicator_code, numerator from read_parquet(?)"
                " where dimension = 'all' and numerator is not null",
                [str(file)],
            ).fetchall()
            found[district.name] = dict(rows)
    return found


def _counts(
    folders: Folders, connection: duckdb.DuckDBPyConnection, period: str
) -> list[tuple[str, int, dict[str, int]]]:
    """Return code, the city's figure, and its rows by district of each count that adds up."""
    names = district_names(folders)
    indicators = connection.execute(
        "select catalogue.indicator_code, figures.numerator, catalogue.source_mart,"
        " catalogue.numerator_column, catalogue.filter_column, catalogue.filter_member"
        " from marts.indicator_catalogue as catalogue"
        " inner join marts.indicator_values as figures"
        " on catalogue.indicator_code = figures.indicator_code and figures.dimension = 'all'"
        " where figures.period = ? and catalogue.statistic = 'count'"
        " and figures.numerator is not null"
        " and catalogue.numerator_column not like 'is_first_of%' order by catalogue.sort_order",
        [period],
    ).fetchall()
    counts = []
    for code, whole, mart, numerator, column, member in indicators:
        judged = mart.replace("counted_", "int_") + "_judged"
        kept = f'and "{column}" = ?' if column else ""
        rows = connection.execute(
            f"select district, count(*) from intermediate.{judged}"  # noqa: S608  # our own names
            f" where role = 'current' and \"{numerator}\" {kept} group by district",
            [member] if column else [],
        ).fetchall()
        parts: dict[str, int] = {}
        for district, count in rows:
            name = names.get(district, _OTHERS)
            parts[name] = parts.get(name, 0) + count
        counts.append((code, whole, parts))
    return counts
