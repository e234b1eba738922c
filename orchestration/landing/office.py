"""The office in the lake: its tables as Parquet, laid anew by each landing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.landing.lake import Lake
from orchestration.office.catalogue_file import columns as catalogue_columns
from orchestration.office.model import PARTS, Office

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "office"
WHOLE = "office"
"""The table of one row that says of which office the others are: written last."""

_TEXT, _NUMBER, _FLAG, _DAY, _HOURS = "string", "int32", "bool", "date32", "hours"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "districts": {
        "sort_order": _NUMBER,
        "code": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "is_default": _FLAG,
        "aliases": _TEXT,
    },
    "units": {
        "roster_order": _NUMBER,
        "unit_id": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "aliases": _TEXT,
        "unit_group": _TEXT,
        "district": _TEXT,
    },
    "ticket_types": {
        "sort_order": _NUMBER,
        "type_code": _TEXT,
        "type_name": _TEXT,
        "aliases": _TEXT,
    },
    "level_words": {"level": _NUMBER, "aliases": _TEXT},
    "case_channels": {
        "sort_order": _NUMBER,
        "channel_code": _TEXT,
        "channel_name": _TEXT,
        "aliases": _TEXT,
        "counts_for": _TEXT,
        "is_headline": _FLAG,
    },
    "urgencies": {
        "sort_order": _NUMBER,
        "urgency_code": _TEXT,
        "urgency_name": _TEXT,
        "aliases": _TEXT,
    },
    "time_limits": {
        "type_code": _TEXT,
        "urgency_code": _TEXT,
        "sign_hours": _HOURS,
        "finish_days": _NUMBER,
    },
    "office_hours": {"opens": _TEXT, "closes": _TEXT, "first_day": _DAY, "last_day": _DAY},
    "thresholds": {"name": _TEXT, "value": _NUMBER, "unit": _TEXT, "meaning": _TEXT},
    "parts": {"export": _TEXT, "sort_order": _NUMBER},
    "indicators": {
        name: {"sort_order": _NUMBER, "value_over_zero": _NUMBER, "is_headline": _FLAG}.get(
            name, _TEXT
        )
        for name in catalogue_columns()
    },
    WHOLE: {"name": _TEXT, "district": _TEXT, "digest": _TEXT, "words": _TEXT, "policy": _TEXT},
}
"""The tables of the office in the lake: each column with its type."""


@dataclass(frozen=True)
class LandedOffice:
    """Which office the lake's tables are of: its names, and its digests."""

    name: str
    district: str
    digest: str
    words: str
    policy: str


def land_office(office: Office, lake: Path) -> dict[str, int]:
    """Lay the office's tables into the lake and return how many rows each has.

    While they are being laid the lake has no office: a run that is killed leaves no mixture.
    """
    store = Lake(lake)
    folder = store.private(lake / FOLDER)
    (folder / f"{WHOLE}.parquet").unlink(missing_ok=True)
    counts = {}
    for name, rows in _rows(office).items():
        table = _table(name, rows)
        with store.drafted(folder / f"{name}.parquet") as draft:
            import pyarrow.parquet as pq

            pq.write_table(table, draft)
        counts[name] = table.num_rows
    return counts


def landed_office(lake: Path) -> LandedOffice | None:
    """Return of which office the lake's tables are, None where it has none."""
    import pyarrow.parquet as pq

    path = lake / FOLDER / f"{WHOLE}.parquet"
    if not path.is_file():
        return None
    (row,) = pq.read_table(path).to_pylist()
    return LandedOffice(**row)


def _rows(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "districts": [
            (
                place,
                each.code,
                each.name,
                "city" if each.is_city else "district",
                each.is_default,
                _joined(each.aliases),
            )
            for place, each in enumerate(office.districts, 1)
        ],
        "units": [
            (
                place,
                each.unit_id,
                each.name,
                each.kind,
                _joined(each.aliases),
                each.group,
                each.district,
            )
            for place, each in enumerate(office.units, 1)
        ],
        "ticket_types": [
            (place, each.code, each.name, _joined(each.aliases))
            for place, each in enumerate(office.ticket_types, 1)
        ],
        "level_words": [(level, _joined(words)) for level, words in office.level_words.items()],
        "case_channels": [
            (
                place,
                each.code,
                each.name,
                _joined(each.aliases),
                each.counts_for,
                each.is_headline,
            )
            for place, each in enumerate(office.channels, 1)
        ],
        "urgencies": [
            (place, each.code, each.name, _joined(each.aliases))
            for place, each in enumerate(office.urgencies, 1)
        ],
        "time_limits": [tuple(vars(each).values()) for each in office.time_limits],
        "office_hours": [tuple(vars(each).values()) for each in office.office_hours],
        "thresholds": [tuple(vars(each).values()) for each in office.thresholds],
        "parts": [(each, place) for place, each in enumerate(PARTS, 1) if each in office.parts],
        "indicators": [
            tuple(line[name] for name in COLUMNS["indicators"]) for line in office.indicators
        ],
        WHOLE: [(office.name, office.district, office.digest, office.words, office.policy)],
    }


def _joined(aliases: Iterable[str]) -> str | None:
    return "|".join(aliases) or None


def _table(name: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    kinds = {_HOURS: pa.decimal128(6, 2), _DAY: pa.date32()}
    schema = pa.schema(
        [
            (column, kinds.get(kind) or pa.type_for_alias(kind))
            for column, kind in COLUMNS[name].items()
        ]
    )
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays(
        [pa.array(list(cells), field.type) for cells, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
