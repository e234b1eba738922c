"""`office.yml`: who publishes, which parts and periods it has, and how its lists are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.office.kinds import all_units, kinds_of
from orchestration.office.model import District, Lists, Office, Wording
from orchestration.office.settings_file import Values, read_values
from orchestration.office.slips import Slip
from orchestration.office.wording_keys import (
    CHOICES,
    TEXTS,
    list_problem,
    require_keys,
    value_problem,
)


@dataclass(frozen=True)
class OfficeFile:
    """What an `office.yml` says: what is given, each with its row."""

    file: str
    given: Values

    def text(self, key: str) -> str | None:
        """Return a text as written, None where none is given."""
        value = self.given.get(key)
        if value is None or value.value is None:
            return None
        if isinstance(value.value, list):
            return "、".join(value.value) or None
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
    require_keys(path.name, given, slips)
    for key, value in given.items():
        if problem := value_problem(key, value):
            slips.append(Slip(path.name, value.row, f"{key} {problem}"))
    lists = given.get("lists")
    if lists is not None and isinstance(lists.value, Mapping):
        for key, value in lists.value.items():
            if problem := list_problem(key, value):
                slips.append(Slip(path.name, value.row, f"lists: {key} {problem}"))
    return OfficeFile(path.name, given) if len(slips) == before else None


def wording_of(own: OfficeFile, defaults: Values, kinds: tuple[str, ...]) -> Wording:
    """Return an office's wording: what its file gives, else the shipped one.

    The shipped texts name the district that the file is of, and its kinds of units.
    """
    names = {"{district}": own.text("district") or "", "{units}": all_units(kinds)}
    texts: dict[str, Any] = {}
    for key in TEXTS:
        shipped = _exchanged(defaults[key].text, names.items()) if key in defaults else None
        texts[key] = own.text(key) or shipped
    given = own.given.get("lists")
    lists = {**defaults["lists"].value, **(given.value if given else {})}
    numbers = {**defaults, **own.given}
    return Wording(
        **texts,
        satisfaction_floor=Decimal(str(numbers["satisfaction_floor"].value)),
        lists=Lists(**{key: value.value for key, value in lists.items()}),
        longest_list=numbers["longest_list"].value,
        kinds=kinds,
    )


def too_long_lists(wording: Wording, own: OfficeFile, slips: list[Slip]) -> None:
    """Say which list names more units than the longest may."""
    given = own.given.get("lists") or own.given.get("longest_list")
    for key, count in vars(wording.lists).items():
        if count > wording.longest_list:
            row = given.row if given else 1
            text = f"lists: {key} is {count}, more than longest_list allows"
            slips.append(Slip(own.file, row, text))


def exchanged(
    wording: Wording,
    district: str,
    names: Iterable[tuple[str, str]],
    kinds: tuple[str, ...],
) -> Wording:
    """Return the wording for another district: each name of the first with its own in its place.

    Where the addressees are as shipped, they follow the district's `kinds` of units.
    """
    texts = {key: getattr(wording, key) for key in TEXTS}
    if texts["addressees"] == all_units(wording.kinds):
        texts["addressees"] = all_units(kinds)
    changed: dict[str, Any] = {key: _exchanged(text, names) for key, text in texts.items() if text}
    return replace(wording, **{**changed, "district": district, "kinds": kinds})


def _exchanged(text: str, names: Iterable[tuple[str, str]]) -> str:
    for before, after in names:
        text = text.replace(before, after)
    return text


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
    kinds = kinds_of(office.units, district)
    return exchanged(office.wording, district.name, names, kinds)
