"""Great Expectations suites, declared in `expectations/*.yml`: what must hold, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from orchestration.checks.office_sets import OfficeSets
from orchestration.settings import EXPECTATIONS


@dataclass(frozen=True)
class Expectation:
    """One expectation: its Great Expectations type, its arguments, and why it must hold."""

    type: str
    arguments: dict[str, Any]
    why: str


@dataclass(frozen=True)
class Suite:
    """The expectations on one table or published file.

    `label` names a row to people; `columns`, where given, is the exact header; `derive` names the
    function of `derived.py` that adds the recomputed columns that some expectations compare with.
    """

    name: str
    each_row_is: str
    label: str
    columns: tuple[str, ...]
    derive: str | None
    expectations: tuple[Expectation, ...]


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((EXPECTATIONS / f"{name}.yml").read_text("utf-8"))
    return data


def load_suite(name: str, sets: OfficeSets | None = None) -> Suite:
    """Return the suite of `expectations/<name>.yml`, with the office's words filled in."""
    data, sets = _read(name), sets or OfficeSets()
    return Suite(
        name=name,
        each_row_is=data["each_row_is"],
        label=data["label"],
        columns=tuple(data.get("columns", ())),
        derive=data.get("derive"),
        expectations=tuple(
            Expectation(
                type=item["type"],
                arguments={
                    key: sets.filled_in(value)
                    for key, value in item.items()
                    if key not in {"type", "why"}
                },
                why=item["why"],
            )
            for item in data["expectations"]
        ),
    )
