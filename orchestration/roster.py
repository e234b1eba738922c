"""Units as people write them: by name or alias of the roster, compared as exports' names are."""

from __future__ import annotations

from orchestration.districts import district_names, district_of
from orchestration.office.compare import unit_word
from orchestration.office.read import load_office
from orchestration.settings import Folders

__all__ = ["roster", "unit_word"]


def roster(folders: Folders) -> dict[str, str]:
    """Return a district's roster: each spelling of a unit, as it is compared, with the unit's name.

    The city's holds the units of all, each spelling and name with its district before it.
    """
    own = district_of(folders)
    names = district_names(folders)
    found = {}
    for unit in load_office(folders.office).units:
        if unit.district != own.code and not own.is_city:
            continue
        before = f"{names[unit.district]}·" if own.is_city else ""
        for spelling in (unit.name, *unit.aliases):
            found[unit_word(before + spelling)] = before + unit.name
    return found
