"""The districts of an office, and the units of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from orchestration.landing.contract import word
from orchestration.landing.not_data_words import kind_of, kind_of_bare_total
from orchestration.office.compare import unit_word
from orchestration.office.model import COUNTED_KINDS, District, Unit
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import DISTRICT_CODE, DISTRICTS, UNITS
from orchestration.office.words import require_one_meaning

UNNAMED = "未注明"
"""What a row counts under that names no unit (macros/units.sql)."""


def read_districts(
    rows: list[Row] | None, name: str, code: str | None, slips: list[Slip]
) -> tuple[District, ...]:
    """Return the districts: the default one, the others in order, then the city.

    Without a table there is one, of the name and code of `office.yml`, known by its name where it
    has no code.
    """
    if not rows:
        if rows is not None and all(slip.file != DISTRICTS.file for slip in slips):
            slips.append(Slip(DISTRICTS.file, None, "it lists no district: remove it where one is"))
        return (District(code or name, name, is_default=True),)
    in_order = sorted(rows, key=lambda row: row["sort_order"] or 0)
    default = next((row for row in in_order if row["is_default"]), None)
    if default is None:
        default = next((row for row in in_order if row["code"] == code), in_order[0])
    _require_sound(rows, default, code, slips)
    found = [
        District(row["code"], row["name"], row["kind"] == "city", row is default, row["aliases"])
        for row in in_order
    ]
    return tuple(sorted(found, key=lambda each: (not each.is_default, each.is_city)))


def _require_sound(rows: list[Row], default: Row, code: str | None, slips: list[Slip]) -> None:
    for row in rows:
        if not DISTRICT_CODE.fullmatch(row["code"]):
            text = f"{row['code']!r} is no code of a district: write 6 to 12 digits"
            slips.append(row.slip(text))
        if row["is_default"] and row is not default:
            text = f"exactly one district is the default, and row {default.number} is it already"
            slips.append(row.slip(text))
    cities = [row for row in rows if row["kind"] == "city"]
    for row in cities[1:]:
        slips.append(
            row.slip(f"there can be one city over the districts, as row {cities[0].number}")
        )
    if default["kind"] == "city":
        slips.append(default.slip("exactly one district, and not the city, is the default"))
    if code and code != default["code"]:
        text = f"the default district is {default['code']}, and office.yml says code {code}"
        slips.append(default.slip(text))
    require_one_meaning(
        rows,
        lambda row: str(row["code"]),
        lambda row: (row["code"], row["name"], *row["aliases"]),
        slips,
    )


def read_units(path: Path, districts: Sequence[District], slips: list[Slip]) -> list[Unit]:
    """Return the units in the order of the roster, each with its district's code."""
    before = len(slips)
    rows = read_rows(path, UNITS, slips)
    if not rows and len(slips) == before:
        slips.append(Slip(path.name, None, "it lists no unit"))
    codes = {spelling: each.code for each in districts for spelling in each.words}
    units, places = [], {}
    for row in rows:
        code = codes.get(unit_word(row["district"])) if row["district"] else districts[0].code
        if code is None:
            have = listed(f"{each.code} {each.name}" for each in districts)
            slips.append(row.slip(f"no district {row['district']}; there are {have}"))
            continue
        places[row.number] = code
        unit_id = row["unit_id"] or _id_of(row["name"], code, districts[0].code)
        kind = _kind(row["kind"])
        units.append(Unit(unit_id, row["name"], kind, row["aliases"], row["group"], code))
    for code in dict.fromkeys(places.values()):
        require_one_meaning(
            [row for row in rows if places.get(row.number) == code],
            lambda row: f"{row['name']} in row {row.number}",
            lambda row: (row["name"], *row["aliases"]),
            slips,
        )
    if len(slips) == before:
        _require_names(rows, slips)
        _require_ids(units, rows, slips)
    return units


def _kind(text: str) -> str:
    """Return a kind as the program spells it, in whatever case and width it is written."""
    return word(text).lower() if word(text).lower() in COUNTED_KINDS else text


def _require_names(rows: Sequence[Row], slips: list[Slip]) -> None:
    """Refuse units that would be lost among totals, footers and rows that name no unit."""
    for row in rows:
        for text in (row["name"], *row["aliases"]):
            if kind := kind_of(text):
                slips.append(row.slip(f"{text} is no name of a unit: exports read it as {kind}"))
        if unit_word(row["name"]) == UNNAMED:
            slips.append(row.slip(f"{UNNAMED} stands for rows that name no unit: leave it out"))
        if row["group"] and kind_of_bare_total(row["group"]):
            text = f"group is {row['group']!r}, which is what a line of totals is called"
            slips.append(row.slip(text))


def _require_ids(units: Sequence[Unit], rows: Sequence[Row], slips: list[Slip]) -> None:
    first: dict[str, int] = {}
    for unit, row in zip(units, rows, strict=True):
        if unit.unit_id in first:
            text = f"unit_id {unit.unit_id} stands already in row {first[unit.unit_id]}"
            slips.append(row.slip(text))
        first.setdefault(unit.unit_id, row.number)


def _id_of(name: str, district: str, default: str) -> str:
    """Return the id of a unit that is given none: its name, after its district where many are."""
    return unit_word(name) if district == default else f"{district} {unit_word(name)}"
