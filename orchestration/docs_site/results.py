"""What the newest publication can be held against: each suite's table, as its check sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestration.checks.assets import MART_SUITES
from orchestration.checks.published_files import read_published
from orchestration.checks.roll_up import COLUMNS
from orchestration.districts import city
from orchestration.office.read import load_office
from orchestration.periods import Period
from orchestration.publication.files import published_files
from orchestration.publication.reading import connect_published
from orchestration.publication.versions import newest_version
from orchestration.settings import Folders

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@dataclass(frozen=True)
class Newest:
    """The newest published period with the table of each suite; empty without a publication."""

    period: str = ""
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    """By suite."""


def newest_tables(folders: Folders) -> Newest:
    """Return the newest period's published files and marts, as analysts and readers have them."""
    import pandas as pd

    newest = _newest_period(folders)
    version = newest_version(folders.published / newest.key) if newest else None
    if newest is None or version is None or not folders.analysts_database.exists():
        return Newest()
    tables = {
        file.suite: read_published(version / file.name, newest)
        for file in published_files(load_office(folders.office).parts)
        if (version / file.name).exists()
    }
    with connect_published(folders) as connection:
        known = {name for (name,) in connection.execute("show tables").fetchall()}
        tables |= {
            suite: _of_period(connection.table(mart), newest.key)
            for suite, mart in MART_SUITES.items()
            if mart in known
        }
    if city(folders) is None:
        # without a roll-up there is nothing to hold the districts' figures to
        tables["districts"] = pd.DataFrame(columns=list(COLUMNS))
    return Newest(newest.key, tables)


def _newest_period(folders: Folders) -> Period | None:
    """Return the published period that ends last; of several the shortest."""
    keys = [path.name for path in folders.published.glob("*") if Period.is_key(path.name)]
    published = [Period.parse(key) for key in keys if newest_version(folders.published / key)]
    return max(published, key=lambda period: (period.end, -period.months), default=None)


def _of_period(table: duckdb.DuckDBPyRelation, period: str) -> pd.DataFrame:
    frame: pd.DataFrame = table.df()
    return frame[frame["period"] == period] if "period" in frame.columns else frame
