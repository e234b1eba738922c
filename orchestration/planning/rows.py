"""Whether any landed row may fall in a period, by its date's text and before rows are typed.

It errs on the side of yes: what is certain is known once the rows are built.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from orchestration.landing.own_exports import landed_exports
from orchestration.periods import Period
from orchestration.settings import OFFLINE, memory_limit
from orchestration.sql import literal

DATES: Mapping[str, str] = {
    "tickets": "received_at",
    "cases": "received_at",
    "licenses": "filed_at",
    "evaluations": "evaluated_at",
}
"""The column of each export that decides its rows' period."""

_EPOCH = datetime(1899, 12, 30)
_WIDE, _PLAIN = "０１２３４５６７８９", "0123456789"
_MONTH = r"((?:19|20)[0-9]{2})(?:[-/.年]|)(1[0-2]|0?[1-9])"
_OFFSET = r"(Z|z|[+-][0-9]{2}:?[0-9]{2})\W*$"


def may_hold_rows(lake: Path, period: Period) -> bool:
    """Whether a row of any landed content may fall in the period, of whatever district."""
    import duckdb

    with duckdb.connect(config={**OFFLINE, "memory_limit": memory_limit()}) as connection:
        for export, column in _own_dates(lake):
            files = literal(str(lake / "rows" / export / "*.parquet"))
            found = connection.execute(
                f"with dates as (select {_half_width(column)} as text"  # noqa: S608  # our own names
                f" from read_parquet({files}, union_by_name = true))"
                f" select 1 from dates where {_condition(period)} limit 1"
            ).fetchone()
            if found is not None:
                return True
    return False


def months_written(lake: Path) -> list[Period]:
    """Return the months that dates of rows name, in order; odd ways to write a day are left out."""
    import duckdb

    months: set[Period] = set()
    with duckdb.connect(config={**OFFLINE, "memory_limit": memory_limit()}) as connection:
        for export, column in _own_dates(lake):
            files = literal(str(lake / "rows" / export / "*.parquet"))
            found = connection.execute(
                f"with dates as (select {_half_width(column)} as text"  # noqa: S608  # our own names
                f" from read_parquet({files}, union_by_name = true))"
                f" select distinct regexp_extract(text, {literal(_MONTH)}, ['year', 'month'])"
                f" from dates where regexp_matches(text, {literal(_MONTH)})"
            ).fetchall()
            for (each,) in found:
                key = f"{each['year']}-{int(each['month']):02d}"
                months |= {Period.parse(key)} if Period.is_key(key) else set()
    return sorted(months)


def _own_dates(lake: Path) -> list[tuple[str, str]]:
    own = landed_exports(lake)
    return [(export, column) for export, column in DATES.items() if export in own]


def _half_width(column: str) -> str:
    return f"translate({column}, {literal(_WIDE)}, {literal(_PLAIN)})"


def _condition(period: Period) -> str:
    """Return the condition that every way to write a day of the period meets."""
    written = [
        f"(contains(text, '{month.start:%Y}') and (contains(text, '{month.start:%Y%m}')"
        f" or regexp_matches(text, '(^|[^0-9])0?{month.start.month}([^0-9]|$)')))"
        for month in period.each_month()
    ]
    # the local day of a moment with an offset may be another one
    first = (period.start - _EPOCH - timedelta(days=1)).days
    last = (period.end - _EPOCH + timedelta(days=1)).days
    serial = "try_cast(regexp_extract(text, '^[^0-9]*([0-9]{5})', 1) as bigint)"
    return " or ".join(
        [
            *written,
            f"regexp_matches(text, {literal(_OFFSET)})",
            f"{serial} between {first} and {last}",
        ]
    )
