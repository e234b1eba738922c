"""What suites take from the office: the words that must stand in its published files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from orchestration.districts import district_of
from orchestration.office.catalogue_file import shipped_catalogue
from orchestration.office.model import PARTS, Office
from orchestration.office.read import load_office
from orchestration.settings import Folders

_NAMED = re.compile(r"{(\w+)}")
_CLASSES = {"department": "部门", "township": "乡镇(街道)"}


@dataclass(frozen=True)
class OfficeSets:
    """Sets by the name that a suite has for them in braces, and codes that are left out of all.

    Of a set that a suite gives by exports, the office has what stands at its own parts.
    """

    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    parts: tuple[str, ...] = PARTS

    def filled_in(self, value: Any) -> Any:
        """Return an argument of an expectation with the office's words in their places.

        A list has a set's words in the place of its name; `{count: [...]}` is how many it has.
        """
        if isinstance(value, Mapping) and set(value) == {"count"}:
            return len(self.filled_in(value["count"]))
        if isinstance(value, Mapping) and set(value) <= set(PARTS):
            return self.filled_in([each for part in self.parts for each in value.get(part, ())])
        if not isinstance(value, list):
            return value
        return [word for each in value for word in self._words(each) if word not in self.left_out]

    def _words(self, each: Any) -> tuple[Any, ...]:
        match = _NAMED.fullmatch(each) if isinstance(each, str) else None
        return self.named[match[1]] if match else (each,)


def sets_of(folders: Folders) -> OfficeSets:
    """Return the sets of the folders' office and district."""
    office, district = load_office(folders.office), district_of(folders)
    kinds = {
        unit.kind for unit in office.units if district.is_city or unit.district == district.code
    }
    types = [f"tickets.{each.code}" for each in office.ticket_types]
    return OfficeSets(
        {
            "channels": tuple(each.name for each in office.channels),
            "channel_codes": tuple(
                f"cases.{each.code}" for each in office.channels if each.is_headline
            ),
            "type_codes": tuple(code for each in types for code in (each, f"{each}.share")),
            "indicator_units": tuple(_units(office)),
            "classes": tuple(name for kind, name in _CLASSES.items() if kind in kinds),
        },
        _no_headlines(office),
        office.parts,
    )


def _units(office: Office) -> dict[str, None]:
    """Return the units of the shipped indicators and of the office's own, in order."""
    lines = (*shipped_catalogue(), *office.indicators)
    return dict.fromkeys(str(line["unit"]) for line in lines if line["unit"] is not None)


def _no_headlines(office: Office) -> frozenset[str]:
    """Return the shipped headline figures that the office says are none."""
    return frozenset(
        str(line["code"]) for line in office.indicators if line["is_headline"] is False
    )
