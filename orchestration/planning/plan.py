"""The plan of a run, as a small table in the lake that the dbt models read.

A file rather than dbt variables: a changed variable would make dbt parse the whole project again,
and the plan of a past run can be read beside what it built.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from orchestration.clock import LOCAL_TIME
from orchestration.districts import District, find_district
from orchestration.errors import BadCall
from orchestration.landing.own_exports import landed_exports
from orchestration.periods import Period
from orchestration.settings import Folders

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""The years that rows may be of, and that a period is judged in."""


@dataclass(frozen=True)
class Plan:
    """One period of a district and its as-of (naive local time)."""

    period: Period
    as_of: datetime
    district: District


def parse_as_of(text: str) -> datetime:
    """Return the moment that a caller names, as naive local time.

    Raises BadCall where it is no time, or lies outside the years that rows may be of.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadCall(
            f"--as-of {text!r} is no time: write it like 2023-07-01 or '2023-07-01 18:00:00'"
        ) from None
    # before it is moved to local time, which the calendar's last day has no room for
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadCall(f"--as-of {text!r} does not lie in the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment.astimezone(LOCAL_TIME).replace(tzinfo=None) if moment.tzinfo else moment


def decide_as_of(
    period: Period, asked: datetime | None, newest_export: datetime | None, now: datetime
) -> datetime:
    """Return the moment at which the period's open work is judged.

    Asked for by the caller, else the end of a closed period, else (the period still runs) the
    newest export's time. All times are naive local time. Raises BadCall when the period has not
    begun, when `asked` lies before it, or when it runs and no export's name carries a time.
    """
    if now < period.start:
        raise BadCall(f"{period} has not begun yet: it starts on {period.start:%Y-%m-%d}")
    if asked is not None:
        if asked <= period.start:
            raise BadCall(
                f"--as-of {asked:%Y-%m-%d %H:%M:%S} is not after the start of {period}"
                f" ({period.start:%Y-%m-%d}): nothing of the period has happened by then"
            )
        return asked
    if now >= period.end:
        return period.end
    if newest_export is None:
        raise BadCall(
            f"{period} is still running and no export's file name carries a date such as"
            " 20230701: put the export's date into the names, or run it by hand with --as-of"
        )
    # a period that no export is as new as has no rows, which is told after they were looked for
    return min(max(newest_export, period.start + timedelta(seconds=1)), period.end)


def newest_export_time(lake: Path) -> datetime | None:
    """Return the latest export time among landed files (naive local time), None if none has one."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    files = pq.read_table(lake / "files.parquet", columns=["export", "export_time", "status"])
    own = pc.is_in(files["export"], pa.array(sorted(landed_exports(lake))))
    landed = files.filter(pc.and_(pc.equal(files["status"], "landed"), own))
    newest: datetime | None = pc.max(landed["export_time"]).as_py()
    return newest


def write_plan(plan: Plan, lake: Path) -> Path:
    """Write `plan.parquet` into the lake, whole or not at all, and return its path."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    moment = pa.timestamp("us")
    schema = pa.schema(
        [
            ("period", pa.string()),
            ("period_kind", pa.string()),
            ("months", pa.int64()),
            ("period_start", moment),
            ("period_end", moment),
            ("previous_period", pa.string()),
            ("year_before_period", pa.string()),
            ("as_of", moment),
            ("district", pa.string()),
            ("is_city", pa.bool_()),
        ]
    )
    row = {
        "period": plan.period.key,
        "period_kind": plan.period.kind.value,
        "months": plan.period.months,
        "period_start": plan.period.start,
        "period_end": plan.period.end,
        "previous_period": plan.period.previous.key,
        "year_before_period": plan.period.year_before.key,
        "as_of": plan.as_of,
        "district": plan.district.code,
        "is_city": plan.district.is_city,
    }
    path = lake / "plan.parquet"
    draft = lake / ".plan.parquet"
    pq.write_table(pa.Table.from_pylist([row], schema), draft)
    draft.chmod(0o600)
    draft.replace(path)
    return path


def read_plan(folders: Folders) -> Plan:
    """Return the plan that the folders' lake holds."""
    import pyarrow.parquet as pq

    (row,) = pq.read_table(folders.lake / "plan.parquet").to_pylist()
    # one that was written before there were districts has none
    district = find_district(folders, row.get("district"))
    key = row.get("period") or row["quarter"]
    return Plan(Period.parse(key), row["as_of"], district)
