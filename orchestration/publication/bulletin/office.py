"""Who publishes and where the bulletin draws its lines: `office.yml`, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from orchestration.districts import District, city, default_district
from orchestration.errors import BadCall

OFFICE_FILE = Path(__file__).parent / "office.yml"


@dataclass(frozen=True)
class Lists:
    """How many units each list of the bulletin names."""

    orders: int
    sign_overdue: int
    finish_overdue: int
    low_satisfaction: int
    departments_most: int
    departments_fewest: int
    townships_most: int
    townships_fewest: int
    licenses_most: int
    licenses_fewest: int


@dataclass(frozen=True)
class Office:
    """An office: its names, its floor of satisfaction (percent) and the length of its lists."""

    name: str
    district: str
    addressees: str
    hotline_centre: str
    service_centre: str
    satisfaction_floor: Decimal
    lists: Lists
    longest_list: int


def office_of(district: District) -> Office:
    """Return the office of a district: `office_<code>.yml` where there is one.

    Where there is none, the default district's, with the district's name in the place of its own.
    """
    own = OFFICE_FILE.with_name(f"office_{district.code}.yml")
    if own.is_file():
        return load_office(own)
    office = load_office()
    if district.is_default:
        return office
    names = [(default_district().name, district.name)]
    over = city()
    if over is not None and district.is_city:
        names.insert(0, (over.name + default_district().name, over.name))

    def exchanged(text: str) -> str:
        for before, after in names:
            text = text.replace(before, after)
        return text

    return replace(
        office,
        name=exchanged(office.name),
        district=district.name,
        addressees=exchanged(office.addressees),
        hotline_centre=exchanged(office.hotline_centre),
        service_centre=exchanged(office.service_centre),
    )


@cache
def load_office(path: Path = OFFICE_FILE) -> Office:
    """Return the office that the file describes; raise BadCall naming what is wrong with it."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadCall(f"{path} can not be read: {' '.join(str(error).split())}") from error
    _require_keys(path, "", data, {field.name for field in fields(Office)})
    _require_keys(path, "lists: ", data["lists"], {field.name for field in fields(Lists)})
    counts = {"longest_list": data["longest_list"], **data["lists"]}
    for key, count in counts.items():
        if type(count) is not int or count < (1 if key == "longest_list" else 0):
            raise BadCall(f"{path}: {key} is a number of units, not {count!r}")
    for key, count in data["lists"].items():
        if count > data["longest_list"]:
            raise BadCall(f"{path}: {key} is {count}, more than longest_list allows")
    floor = data["satisfaction_floor"]
    if type(floor) not in {int, float} or not 0 <= floor <= 100:
        raise BadCall(f"{path}: satisfaction_floor is a percentage, not {floor!r}")
    texts = {key: value for key, value in data.items() if key not in {*counts, "lists"}}
    del texts["satisfaction_floor"]
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise BadCall(f"{path}: {key} is a text, not {text!r}")
    return Office(
        **texts,
        satisfaction_floor=Decimal(str(floor)),
        lists=Lists(**data["lists"]),
        longest_list=data["longest_list"],
    )


def _require_keys(path: Path, where: str, data: Any, keys: set[str]) -> None:
    found = set(data) if isinstance(data, dict) else set()
    for word, names in (("lacks", keys - found), ("does not know", found - keys)):
        if names:
            raise BadCall(f"{path}: {where}{word} {', '.join(sorted(map(str, names)))}")
