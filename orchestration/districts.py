"""The districts of an office (区县), and the city over them, as calls and messages name them."""

from __future__ import annotations

from orchestration.errors import BadCall
from orchestration.office.compare import unit_word
from orchestration.office.model import District
from orchestration.office.read import load_office
from orchestration.settings import Folders

__all__ = ["District"]


def districts(folders: Folders) -> tuple[District, ...]:
    """Return the office's districts: the default one, the others in order, then the city."""
    return load_office(folders.office).districts


def district_names(folders: Folders) -> dict[str, str]:
    """Return the names of the districts by code."""
    return {each.code: each.name for each in districts(folders)}


def default_district(folders: Folders) -> District:
    """Return the district that rows and calls without one mean."""
    return districts(folders)[0]


def are_many(folders: Folders) -> bool:
    """Whether the office has more than one district, or one and a city over it."""
    return len(districts(folders)) > 1


def city(folders: Folders) -> District | None:
    """Return the city whose roll-up is built, None where there is none."""
    last = districts(folders)[-1]
    return last if last.is_city else None


def find_district(folders: Folders, text: str | None) -> District:
    """Return the district of a code, name or alias; of None the default one.

    Raises BadCall, naming those that there are, where there is none.
    """
    if text is None:
        return default_district(folders)
    for each in districts(folders):
        if unit_word(text) in each.words:
            return each
    have = ", ".join(f"{each.code} {each.name}" for each in districts(folders))
    raise BadCall(f"no district {text!r} is configured; configured are {have}")


def district_of(folders: Folders) -> District:
    """Return the district that the folders are of.

    Raises BadCall where the office no longer has it.
    """
    own = (each for each in districts(folders) if each.folder == folders.district)
    return next(own, None) or find_district(folders, folders.district)


def named(folders: Folders, district: District, what: object) -> str:
    """Return what is reported of a district, with its name where the office has many."""
    return f"{district.name} {what}" if are_many(folders) else str(what)


def told_of(folders: Folders, what: object) -> str:
    """Return what is reported of the folders' district; its name stands where it must."""
    return named(folders, district_of(folders), what)


def call_for(folder: str, what: object) -> str:
    """Return what a call has to say to mean the district that has the folder."""
    return f"{what} --district {folder}" if folder else str(what)
