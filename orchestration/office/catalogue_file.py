"""`indicators.csv` of an office: further indicators, and which shipped ones are headlines."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path

from orchestration.office.model import Indicator
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import Column, Table
from orchestration.settings import DBT_PROJECT

SHIPPED = DBT_PROJECT / "seeds" / "indicators.csv"
FILE = "indicators.csv"
TYPE, CHANNEL = "{type}", "{channel}"

_KINDS = {"is_headline": "flag", "sort_order": "whole", "value_over_zero": "whole"}
_NEEDED = ("name", "unit", "statistic", "source_mart", "numerator", "broken_down_by", "definition")
_STATISTICS = ("count", "rate", "mean", "daily_mean", "median", "p90")
_OVER_NOTHING = ("count", "daily_mean")


@cache
def shipped_catalogue() -> tuple[dict[str, str], ...]:
    """Return the lines of the shipped catalogue, those for each type and channel as patterns."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def columns() -> tuple[str, ...]:
    """Return the columns of the catalogue."""
    return tuple(shipped_catalogue()[0])


def shipped_codes(types: Collection[str], channels: Collection[str]) -> set[str]:
    """Return the codes of the shipped catalogue, with its patterns filled in."""
    codes = set()
    for line in shipped_catalogue():
        code = line["code"]
        for pattern, members in ((TYPE, types), (CHANNEL, channels)):
            if pattern in code:
                codes |= {code.replace(pattern, member) for member in members}
                break
        else:
            codes.add(code)
    return codes


def plain_codes() -> set[str]:
    """Return the codes of the shipped catalogue that speak of no type or channel."""
    return {line["code"] for line in shipped_catalogue() if not line["filter_dimension"]}


def _table() -> Table:
    named = tuple(
        Column(name, _KINDS.get(name, "text"), required=name == "code") for name in columns()
    )
    return Table(FILE, named, ("code",))


def read_indicators(path: Path, shipped: Collection[str], slips: list[Slip]) -> list[Indicator]:
    """Return the office's lines of the catalogue, as text by column."""
    found: list[Indicator] = []
    for row in read_rows(path, _table(), slips):
        problem = _of_shipped(row) if row["code"] in shipped else _of_new(row)
        if problem:
            slips.append(row.slip(f"{row['code']}: {problem}"))
        found.append(row.values)
    return found


def _of_shipped(row: Row) -> str | None:
    further = [
        name
        for name, value in row.values.items()
        if name not in {"code", "is_headline"} and value is not None
    ]
    return (
        f"it is shipped, so only is_headline is given, not {listed(further)}" if further else None
    )


def _of_new(row: Row) -> str | None:
    lacking = [name for name in _NEEDED if row[name] is None]
    if lacking:
        return f"it is not shipped, and lacks {listed(lacking)}"
    if row["statistic"] not in _STATISTICS:
        return f"statistic is {row['statistic']!r}, and must be one of {listed(_STATISTICS)}"
    if (row["statistic"] in _OVER_NOTHING) != (row["denominator"] is None):
        return f"{listed(_OVER_NOTHING)} have no denominator, and everything else has one"
    return None
