"""`office.yml`: who publishes, which parts and periods it has, and how its lists are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.office.model import PARTS, PERIOD_KINDS, District, Lists, Office, Wording
from orchestration.office.settings_file import Value, Values, read_values
from orchestration.office.slips import Slip, listed

REQUIRED = ("name", "district")
CHOICES = {"parts": PARTS, "periods": PERIOD_KINDS}
OF_THE_FOLDER = ("code", *CHOICES)
"""What stands in `office.yml` alone: it is of all districts."""

TEXTS = (
    *REQUIRED,
    *("addressees", "hotline_centre", "service_centre"),
    *("letterhead", "document_number", "signatory", "copies_to", "issued_by"),
)
MANY = ("addressees", "copies_to")
"""Texts that may be given as a list."""

LISTS = tuple(each.name for each in fields(Lists))
KEYS = (*OF_THE_FOLDER, *TEXTS, "satisfaction_floor", "lists", "longest_list")


@dataclass(frozen=True)
class OfficeFile:
    """What an `office.yml` says: what is given, each with its row."""

    file: str
    given: Values

    def text(self, key: str) -> str | None:
        """Return a text as written, None where none is given."""
        value = self.given.get(key)
        if value is None:
            return None
        if isinstance(value.value, list):
            return "、".join(map(str, value.value)) or None
        return value.text.strip() or None

    def chosen(self, key: str) -> tuple[str, ...] | None:
        """Return the chosen words in the program's order, None where none are given."""
        value = self.given.get(key)
        if value is None or value.value is None:
            return None
        return tuple(each for each in CHOICES[key] if each in value.value)


def read_office_file(path: Path, slips: list[Slip]) -> OfficeFile | None:
    """Return what the file says; None, and slips, where it cannot be used."""
    before = len(slips)
    given = read_values(path, slips)
    if given is None:
        return None
    _require_keys(path.name, given, slips)
    for key, value in given.items():
        if problem := _problem(key, value):
            slips.append(Slip(path.name, value.row, f"{key} {problem}"))
    lists = given.get("lists")
    if lists is not None and isinstance(lists.value, Mapping):
        for key, value in lists.value.items():
            if problem := _list_problem(key, value):
                slips.append(Slip(path.name, value.row, f"lists: {key} {problem}"))
    return OfficeFile(path.name, given) if len(slips) == before else None


def wording_of(own: OfficeFile, defaults: Values) -> Wording:
    """Return an office's wording: what its file gives, else the shipped one.

    The shipped texts name the district that the file is of.
    """
    district = own.text("district") or ""
    texts: dict[str, Any] = {}
    for key in TEXTS:
        shipped = defaults[key].text.replace("{district}", district) if key in defaults else None
        texts[key] = own.text(key) or shipped
    given = own.given.get("lists")
    lists = {**defaults["lists"].value, **(given.value if given else {})}
    numbers = {**defaults, **own.given}
    return Wording(
        **texts,
        satisfaction_floor=Decimal(str(numbers["satisfaction_floor"].value)),
        lists=Lists(**{key: value.value for key, value in lists.items()}),
        longest_list=numbers["longest_list"].value,
    )


def too_long_lists(wording: Wording, own: OfficeFile, slips: list[Slip]) -> None:
    """Say which list names more units than the longest may."""
    given = own.given.get("lists") or own.given.get("longest_list")
    for key, count in vars(wording.lists).items():
        if count > wording.longest_list:
            row = given.row if given else 1
            text = f"lists: {key} is {count}, more than longest_list allows"
            slips.append(Slip(own.file, row, text))


def exchanged(wording: Wording, district: str, names: Iterable[tuple[str, str]]) -> Wording:
    """Return the wording for another district: each name of the first with its own in its place."""

    def exchange(text: str) -> str:
        for before, after in names:
            text = text.replace(before, after)
        return text

    texts = {key: getattr(wording, key) for key in TEXTS}
    changed: dict[str, Any] = {key: exchange(text) for key, text in texts.items() if text}
    return replace(wording, **{**changed, "district": district})


def _require_keys(file: str, given: Values, slips: list[Slip]) -> None:
    for key in given.keys() - set(KEYS):
        slips.append(
            Slip(file, given[key].row, f"unknown key {key}; known are {listed(sorted(KEYS))}")
        )
    missing = [key for key in REQUIRED if key not in given]
    if missing:
        slips.append(Slip(file, 1, f"missing key {listed(missing)}"))


def _problem(key: str, value: Value) -> str | None:
    """Return what is wrong with a value, None where nothing is."""
    if key in CHOICES:
        return _choice_problem(value.value, CHOICES[key])
    if key == "satisfaction_floor":
        is_percent = type(value.value) in {int, float} and 0 <= value.value <= 100
        return None if is_percent else f"is a percentage, not {value.text or value.value!r}"
    if key == "longest_list":
        is_number = type(value.value) is int and value.value > 0
        return None if is_number else f"is a number of units, not {value.text or value.value!r}"
    if key == "lists":
        return None if isinstance(value.value, Mapping) else "is no list of keys with numbers"
    if key in TEXTS or key == "code":
        if isinstance(value.value, Mapping) or (isinstance(value.value, list) and key not in MANY):
            return "is one text"
        if key in REQUIRED and not value.text.strip():
            return "is empty"
    return None


def _choice_problem(value: Any, choices: tuple[str, ...]) -> str | None:
    if not isinstance(value, list) or not value:
        return f"is a list of some of {listed(choices)}"
    unknown = [str(each) for each in value if each not in choices]
    if unknown:
        return f"knows no {listed(unknown)}; known are {listed(choices)}"
    twice = [each for each in choices if value.count(each) > 1]
    return f"names {listed(twice)} twice" if twice else None


def _list_problem(key: str, value: Value) -> str | None:
    if key not in LISTS:
        return f"is unknown; known are {listed(LISTS)}"
    if type(value.value) is not int or value.value < 0:
        return f"is a number of units, not {value.text or value.value!r}"
    return None


def wording_for(office: Office, district: District) -> Wording:
    """Return the wording of a district's documents: its own file's where there is one.

    Where there is none, the default district's, with the district's name in the place of its own.
    """
    if district.code in office.wordings:
        return office.wordings[district.code]
    if district.is_default:
        return office.wording
    default, last = office.districts[0].name, office.districts[-1]
    names = [(default, district.name)]
    if last.is_city and district.is_city:
        names.insert(0, (last.name + default, last.name))
    return exchanged(office.wording, district.name, names)
