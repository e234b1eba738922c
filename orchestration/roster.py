"""Units as people write them: by name or alias of the roster, compared as exports' names are."""

from __future__ import annotations

import csv
import re
from functools import cache

from orchestration.landing.contract import word
from orchestration.settings import DBT_PROJECT

_QUOTES = re.compile("[\"'“”‘’「」『』]")


def unit_word(name: str) -> str:
    """Return a unit's name as it is compared: what the macro `match_text` does in SQL."""
    return _QUOTES.sub("", word(name)).lower()


@cache
def roster() -> dict[str, str]:
    """Return the roster: each spelling of a unit, as it is compared, with the unit's name."""
    with (DBT_PROJECT / "seeds" / "units.csv").open(encoding="utf-8", newline="") as file:
        return {
            unit_word(spelling): row["name"]
            for row in csv.DictReader(file)
            for spelling in (row["name"], *row["aliases"].split("|"))
            if spelling
        }
