"""What the sample is built from: small tables beside the code, and their other quarters."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from orchestration.periods import Period
from orchestration.sample.dice import Array, Dice
from orchestration.settings import DBT_PROJECT

_FOLDER = Path(__file__).parent / "facts"


@cache
def table(name: str) -> pd.DataFrame:
    """Return one of the fact tables; callers do not change it."""
    return pd.read_csv(_FOLDER / f"{name}.csv", keep_default_na=False)


@cache
def words(name: str) -> dict[str, Any]:
    """Return one of the fact texts."""
    content: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yml").read_text("utf-8"))
    return content


@cache
def roster() -> pd.DataFrame:
    """Return the district's units, by unit_id, in the roster's order."""
    path = DBT_PROJECT / "seeds" / "units.csv"
    return pd.read_csv(path, keep_default_na=False).set_index("unit_id")


@cache
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
