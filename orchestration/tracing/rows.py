"""The raw rows behind a figure, from the counted marts of its period and of earlier spans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import BadCall
from orchestration.metrics.published import ALL, Member, Span
from orchestration.metrics.resolve import Part
from orchestration.periods import Period
from orchestration.publication.analysts import compared_file
from orchestration.settings import Folders
from orchestration.sql import literal

if TYPE_CHECKING:
    import duckdb

COLUMNS = {
    "unit": ("unit_id",),
    "type": ("type_code", "license_type"),
    "channel": ("channel_code", "channel"),
    "topic": ("topic",),
    "topic_1": ("topic_1",),
    "topic_3": ("topic_3",),
}
"""The column that holds a dimension's members: the first of these that a counted mart has."""

_FETCHED_AT_ONCE = 10_000


def listed(
    connection: duckdb.DuckDBPyConnection, folders: Folders, period: Period, part: Part
) -> Iterator[tuple[Any, ...]]:
    """Yield file, sheet, row number, key and minutes of each row of a part, by where it stood."""
    if part.count is None:
        return
    relation, conditions, values = _source(folders, period, part)
    conditions.append(f'"{part.column}"')
    if part.member.dimension == "group":
        conditions.append(
            "unit_id in (select unit_id from unit_indicators where period = ? and unit_group = ?)"
        )
        values += [period.key, part.member.key]
    elif part.member is not ALL:
        held = f"select * from {relation} limit 0"  # noqa: S608  # our own names
        condition, member = _of_member(connection.sql(held).columns, part.member)
        conditions.append(condition)
        values.append(member)
    if part.is_filtered and part.indicator.filter_column:
        conditions.append(f'"{part.indicator.filter_column}" = ?')
        values.append(part.indicator.filter_member)
    minutes = "handling_minutes" if part.indicator.is_of_minutes else "null"
    key = part.indicator.key_column
    found = connection.execute(
        f'select file, sheet, row_number, "{key}", {minutes} from {relation}'  # noqa: S608
        f' where {" and ".join(conditions)} order by file, sheet, row_number, "{key}"',
        values,
    )
    while lines := found.fetchmany(_FETCHED_AT_ONCE):
        yield from lines


def require_rows(folders: Folders, period: Period, parts: tuple[Part, ...]) -> None:
    """Raise BadCall where rows of an earlier span were not kept when the period was published."""
    for part in parts:
        if (
            part.span is not Span.CURRENT
            and part.count
            and not _compared(folders, period, part).exists()
        ):
            earlier = part.span.of(period)
            raise BadCall(
                f"the rows of {earlier} that {period} is compared with were not kept when it was"
                f" published: run `tongbao run {period} --force`"
            )


def _source(folders: Folders, period: Period, part: Part) -> tuple[str, list[str], list[Any]]:
    if part.span is Span.CURRENT:
        return f'"{part.indicator.mart}"', ["period = ?"], [period.key]
    file = literal(str(_compared(folders, period, part)))
    return f"read_parquet({file})", ["role = ?"], [part.span.value]


def _compared(folders: Folders, period: Period, part: Part) -> Path:
    return compared_file(folders, part.indicator.mart, period.key)


def _of_member(columns: list[str], member: Member) -> tuple[str, str]:
    column = next(each for each in COLUMNS[member.dimension] if each in columns)
    return f'"{column}" = ?', member.key
