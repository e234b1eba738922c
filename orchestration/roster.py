"""Units as people write them: by name or alias of the roster, compared as exports' names are."""

from __future__ import annotations

import csv
import re
from functools import cache

from orchestration.districts import default_district, district_in, district_names
from orchestration.landing.contract import word
from orchestration.settings import DBT_PROJECT

_QUOTES = re.compile("[\"'“”‘’「」『』]")


def unit_word(name: str) -> str:
    """Return a unit's name as it is compared: what the macro `match_text` does in SQL."""
    return _QUOTES.sub("", word(name)).lower()


@cache
def roster(folder: str = "") -> dict[str, str]:
    """Return a district's roster: each spelling of a unit, as it is compared, with the unit's name.

    The city's holds the units of all, each spelling and name with its district before it.
    """
    whose = district_in(folder)
    names = district_names()
    found = {}
    with (DBT_PROJECT / "seeds" / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            district = row["district"] or default_district().code
            if district != whose.code and not whose.is_city:
                continue
            before = f"{names[district]}·" if whose.is_city else ""
            for spelling in filter(None, (row["name"], *row["aliases"].split("|"))):
                found[unit_word(before + spelling)] = before + row["name"]
    return found
