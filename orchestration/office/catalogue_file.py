"""`indicators.csv` of an office: further indicators, and which shipped ones are headlines."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from orchestration.office.compare import code_word, unit_word
from orchestration.office.model import Indicator
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import Column, Table
from orchestration.settings import DBT_PROJECT

SHIPPED = DBT_PROJECT / "seeds" / "indicators.csv"
FILE = "indicators.csv"
TYPE, CHANNEL = "{type}", "{channel}"
TYPE_NAME, CHANNEL_NAME = "{type_name}", "{channel_name}"

_KINDS = {"is_headline": "flag", "sort_order": "whole", "value_over_zero": "whole"}
_NEEDED = ("name", "unit", "statistic", "source_mart", "numerator", "broken_down_by", "definition")
_STATISTICS = ("count", "rate", "mean", "daily_mean", "median", "p90")
_OVER_NOTHING = ("count", "daily_mean")
_ALL = "all"
_CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")


@cache
def shipped_catalogue() -> tuple[dict[str, str], ...]:
    """Return the lines of the shipped catalogue, those for each type and channel as patterns."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def columns() -> tuple[str, ...]:
    """Return the columns of the catalogue."""
    return tuple(shipped_catalogue()[0])


def shipped_figures(
    types: Mapping[str, str], channels: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield code and name of each figure of the shipped catalogue, with its patterns filled in.

    Types and channels are the office's, by code with their names.
    """
    for line in shipped_catalogue():
        for pattern, named, members in (
            (TYPE, TYPE_NAME, types),
            (CHANNEL, CHANNEL_NAME, channels),
        ):
            if pattern in line["code"]:
                for code, name in members.items():
                    yield line["code"].replace(pattern, code), line["name"].replace(named, name)
                break
        else:
            yield line["code"], line["name"]


def _plain_lines() -> list[dict[str, str]]:
    """Return the shipped lines that speak of no type or channel."""
    return [line for line in shipped_catalogue() if not line["filter_dimension"]]


def plain_codes() -> set[str]:
    """Return the codes of the shipped catalogue that speak of no type or channel."""
    return {line["code"] for line in _plain_lines()}


def plain_names(system: str) -> list[str]:
    """Return the names of those codes that begin with a system, such as `cases`."""
    return [line["name"] for line in _plain_lines() if line["code"].startswith(f"{system}.")]


@cache
def _used(mart: str) -> dict[str, set[str]]:
    """Return what the shipped lines of a mart use: its columns, dimensions and those of filters."""
    lines = [line for line in shipped_catalogue() if line["source_mart"] == mart]
    return {
        "columns": {line[name] for line in lines for name in ("numerator", "denominator")} - {""},
        "dimensions": {each for line in lines for each in line["broken_down_by"].split("|")},
        "filters": {line["filter_dimension"] for line in lines} - {""},
    }


def _table() -> Table:
    named = tuple(
        Column(name, _KINDS.get(name, "text"), required=name == "code") for name in columns()
    )
    return Table(FILE, named, ("code",))


def read_indicators(
    path: Path, types: Mapping[str, str], channels: Mapping[str, str], slips: list[Slip]
) -> list[Indicator]:
    """Return the office's lines of the catalogue, as text by column.

    Names and codes are compared as people write them: in whatever width, with whatever blanks.
    """
    found: list[Indicator] = []
    shipped = dict(shipped_figures(types, channels))
    codes = {code_word(code): code for code in shipped}
    names = {unit_word(name): code for code, name in shipped.items()}
    members = {"type": types, "channel": channels}
    for row in read_rows(path, _table(), slips):
        other = codes.setdefault(code_word(row["code"]), row["code"])
        if other != row["code"]:
            problem: str | None = f"it is {other} in another form: write it like that"
        elif row["code"] in shipped:
            problem = _of_shipped(row)
        else:
            problem = _of_new(row) or _of_no_figure(row, members, names)
            names.setdefault(unit_word(row["name"] or ""), row["code"])
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
        return _not_one_of(row, "statistic", _STATISTICS)
    if (row["statistic"] in _OVER_NOTHING) != (row["denominator"] is None):
        return f"{listed(_OVER_NOTHING)} have no denominator, and everything else has one"
    return None


def _of_no_figure(
    row: Row, members: Mapping[str, Collection[str]], names: Mapping[str, str]
) -> str | None:
    """Say what nothing is counted by: a mart, a column, a dimension or a member."""
    if not _CODE.fullmatch(row["code"]):
        return "a code is words of a to z, 0 to 9 and _ with dots between, such as orders.urgent"
    name = unit_word(row["name"])
    if not name or name in names:
        whose = f"that of {names[name]}" if name else "read as an empty cell"
        return f"the name {row['name']} is {whose}: give it another"
    marts = dict.fromkeys(line["source_mart"] for line in shipped_catalogue())
    if row["source_mart"] not in marts:
        return _not_one_of(row, "source_mart", marts)
    used = _used(row["source_mart"])
    for name in ("numerator", "denominator"):
        if row[name] is not None and row[name] not in used["columns"]:
            return _not_one_of(row, name, sorted(used["columns"]))
    dimensions = row["broken_down_by"].split("|")
    if _ALL not in dimensions or not used["dimensions"].issuperset(dimensions):
        known = listed(sorted(used["dimensions"]))
        return f"broken_down_by must have {_ALL}, and none but {known}, with | between"
    return _of_no_member(row, used["filters"], members)


def _of_no_member(
    row: Row, filters: Collection[str], members: Mapping[str, Collection[str]]
) -> str | None:
    dimension, member = row["filter_dimension"], row["filter_member"]
    if dimension is None and member is None:
        return None
    if dimension not in filters:
        return (
            _not_one_of(row, "filter_dimension", sorted(filters))
            if filters
            else f"filter_dimension is {dimension!r}, and must be empty"
        )
    if member not in members[dimension]:
        known = listed(members[dimension])
        return f"filter_member is {member!r}, and must be a {dimension} of the office: {known}"
    return None


def _not_one_of(row: Row, column: str, known: Collection[str]) -> str:
    return f"{column} is {row[column]!r}, and must be one of {listed(known)}"
