"""What is published, read from the published folders alone: periods, versions, headline figures."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from orchestration.periods import Period
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.versions import versions

INDICATORS = "主要指标.csv"


@dataclass(frozen=True)
class HeadlineFigure:
    """A headline figure as it was published; `value` is None where there was none."""

    code: str
    name: str
    unit: str
    value: Decimal | None


@dataclass(frozen=True)
class PublishedVersion:
    """A version of a publication and the moment at which it was judged, None if it says none."""

    name: str
    as_of: datetime | None


@dataclass(frozen=True)
class PublishedPeriod:
    """A published period: its versions, the newest last, and the newest one's headline figures."""

    period: Period
    versions: tuple[PublishedVersion, ...]
    figures: dict[str, HeadlineFigure]


def published_periods(folder: Path) -> list[PublishedPeriod]:
    """Return the published periods below a folder in order of time.

    A version that cannot be read has no figures here; `tongbao verify` says what is wrong with it.
    """
    keys = [path.name for path in folder.glob("*") if Period.is_key(path.name)]
    found = []
    for period in sorted(map(Period.parse, keys)):
        known = versions(folder / period.key)
        if known:
            described = tuple(PublishedVersion(each.name, _as_of(each)) for each in known)
            found.append(PublishedPeriod(period, described, _figures(known[-1] / INDICATORS)))
    return found


def _as_of(version: Path) -> datetime | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        package = json.loads((version / DATAPACKAGE).read_text(encoding="utf-8"))
        return datetime.fromisoformat(package["asOf"])
    return None


def _figures(path: Path) -> dict[str, HeadlineFigure]:
    with suppress(OSError, ValueError, KeyError), path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
        figures = (
            HeadlineFigure(row["指标"], row["名称"], row["单位"], _number(row["数值"]))
            for row in rows
        )
        return {figure.code: figure for figure in figures}
    return {}


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
