"""What a sample is built from: small tables in an office's folder, and their other quarters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.sample.dice import Array, Dice
from orchestration.sample.fact_files import Facts, read_facts

FACTS = Path("sample") / "facts"
"""Where an office has what its sample is built from."""

_FACTS: ContextVar[Facts] = ContextVar("facts")


@contextmanager
def facts_of(office: Path) -> Iterator[None]:
    """Let an office's facts be those that samples in the block are built from.

    Raises BadCall where it has none, OfficeError where something is wrong in them.
    """
    if not (office / FACTS).is_dir():
        raise BadCall(f"the office {office} has no sample: its folder {FACTS} is not there")
    token = _FACTS.set(read_facts(office / FACTS))
    try:
        yield
    finally:
        _FACTS.reset(token)


P = ParamSpec("P")
R = TypeVar("R")


def per_office(function: Callable[P, R]) -> Callable[P, R]:
    """Compute a function once for the facts of each office and its arguments."""

    @wraps(function)
    def of_current(*args: P.args, **named: P.kwargs) -> R:
        computed = _FACTS.get().computed
        key = (function, args)
        if key not in computed:
            computed[key] = function(*args, **named)
        result: R = computed[key]
        return result

    return of_current


def table(name: str) -> pd.DataFrame:
    """Return one of the fact tables; callers do not change it."""
    return _FACTS.get().tables[name]


def words(name: str) -> dict[str, Any]:
    """Return one of the fact texts."""
    return _FACTS.get().texts[name]


@per_office
def roster() -> pd.DataFrame:
    """Return the sample's own units, by unit_id, whatever roster the office has by now."""
    rows = [(each.unit_id, each.name, each.kind, each.aliases) for each in _FACTS.get().units]
    columns = ["unit_id", "name", "kind", "aliases"]
    return pd.DataFrame(rows, columns=columns).set_index("unit_id")


@per_office
def by_unit(name: str) -> dict[str, pd.DataFrame]:
    """Return each unit's rows of a table with a scope: its own, else those of its kind."""
    said = table(name)
    parts = dict(iter(said.groupby("scope")))
    known = {str(unit_id): str(kind) for unit_id, kind in roster()["kind"].items()}
    return {
        unit_id: parts.get(unit_id, parts.get(kind, said[:0])) for unit_id, kind in known.items()
    }


def quarters() -> list[Period]:
    """Return the quarters that the sample speaks of, oldest first."""
    return sorted(Period.parse(key) for key in table("quarters")["quarter"])


def of_quarter(quarter: Period, column: str) -> int:
    """Return what the table of quarters says of one."""
    said = table("quarters")
    return int(said.loc[said["quarter"] == quarter.key, column].to_numpy()[0])


def scaled(quarter: Period, counts: Array, name: str) -> Array:
    """Return counts as they may have been in that quarter: a share of the known ones, shaken."""
    percent = of_quarter(quarter, "percent")
    if percent == 100:
        return counts
    shake = Dice(quarter.key, "scaled", name).below(len(counts), 21) + 90
    return np.asarray((counts * percent * shake + 5000) // 10000)


def shared_out(total: int, weights: Array) -> Array:
    """Share a total out in proportion to weights, the largest remainders rounded up."""
    whole, rest = np.divmod(total * weights.astype(np.int64), int(weights.sum()))
    order = np.argsort(-rest, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return np.asarray(whole)


def day(moment: datetime) -> np.datetime64:
    """Return the day of a moment."""
    return np.datetime64(moment.date())
