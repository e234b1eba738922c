"""The districts that are configured (区县), and the city over them: the seed that dbt reads too."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.settings import DBT_PROJECT

SEED = DBT_PROJECT / "seeds" / "districts.csv"

_CODE = re.compile(r"[0-9]{6,12}")
"""A code becomes a folder beside those of periods."""


@dataclass(frozen=True)
class District:
    """A district, or the city whose roll-up takes the rows of every district."""

    code: str
    name: str
    is_city: bool = False
    is_default: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """What its publications lie below; empty for the default one, which has no folder."""
        return "" if self.is_default else self.code

    @property
    def words(self) -> set[str]:
        """What an export or a call may write for it, as names are compared."""
        from orchestration.roster import unit_word

        return {unit_word(text) for text in (self.code, self.name, *self.aliases)}


@cache
def districts(seed: Path = SEED) -> tuple[District, ...]:
    """Return what is configured: the default district, the others in order, then the city.

    Raises BadCall naming what is wrong with the seed.
    """
    with seed.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["sort_order"] or 0))
    found = [
        District(
            code=row["code"],
            name=row["name"],
            is_city=row["kind"] == "city",
            is_default=row["is_default"].lower() == "true",
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in rows
    ]
    _require_sound(seed, found)
    return tuple(sorted(found, key=lambda each: (not each.is_default, each.is_city)))


def _require_sound(seed: Path, found: list[District]) -> None:
    defaults = [each for each in found if each.is_default]
    if len(defaults) != 1 or defaults[0].is_city:
        raise BadCall(f"{seed}: exactly one district, and not the city, is the default")
    if sum(each.is_city for each in found) > 1:
        raise BadCall(f"{seed}: there can be one city over the districts")
    for each in found:
        if not _CODE.fullmatch(each.code):
            raise BadCall(f"{seed}: {each.code!r} is no code of a district: write 6 to 12 digits")
    # a district may have the same alias twice, two districts may not
    spellings = [spelling for each in found for spelling in each.words]
    twice = sorted({text for text in spellings if spellings.count(text) > 1})
    if twice:
        raise BadCall(f"{seed}: {', '.join(twice)} stands for two districts")


def district_names() -> dict[str, str]:
    """Return the names of what is configured by code."""
    return {each.code: each.name for each in districts()}


def default_district() -> District:
    """Return the district that rows and calls without one mean."""
    return districts()[0]


def are_many() -> bool:
    """Whether more than one district is configured, or one and a city over it."""
    return len(districts()) > 1


def city() -> District | None:
    """Return the city whose roll-up is built, None where none is configured."""
    last = districts()[-1]
    return last if last.is_city else None


def find_district(text: str | None) -> District:
    """Return the district of a code, name or alias; of None the default one.

    Raises BadCall, naming the configured ones, where there is none.
    """
    from orchestration.roster import unit_word

    if text is None:
        return default_district()
    for each in districts():
        if unit_word(text) in each.words:
            return each
    have = ", ".join(f"{each.code} {each.name}" for each in districts())
    raise BadCall(f"no district {text!r} is configured; configured are {have}")


def district_in(folder: str) -> District:
    """Return the district whose folder it is; the empty one is the default district's.

    Raises BadCall where that district is no longer configured.
    """
    own = (each for each in districts() if each.folder == folder)
    return next(own, None) or find_district(folder)


def named(district: District, what: object) -> str:
    """Return what is told of a district, with its name where more than one is configured."""
    return f"{district.name} {what}" if are_many() else str(what)


def told_of(folder: str, what: object) -> str:
    """Return what is told of the district that has the folder; its name stands where it must."""
    return named(district_in(folder), what) if folder or are_many() else str(what)


def call_for(folder: str, what: object) -> str:
    """Return what a call has to say to mean the district that has the folder."""
    return f"{what} --district {folder}" if folder else str(what)
