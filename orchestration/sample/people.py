"""Invented people: names, telephone numbers of an unused range, identity numbers of no region."""

from __future__ import annotations

import numpy as np
import pandas as pd

from orchestration.sample.dice import Dice
from orchestration.sample.facts import per_office, words

_PEOPLE = 9500


@per_office
def people() -> pd.DataFrame:
    """Return everybody that the sample knows: name, phone and id_number."""
    dice = Dice("people")
    surnames = np.array(list(words("texts")["surnames"]), dtype=object)
    given = np.array(words("texts")["given"], dtype=object)
    number = np.arange(_PEOPLE)
    year = 1950 + dice.below(_PEOPLE, 52)
    month, day = 1 + dice.below(_PEOPLE, 12), 1 + dice.below(_PEOPLE, 28)
    return pd.DataFrame(
        {
            "name": surnames[dice.below(_PEOPLE, len(surnames))]
            + given[dice.below(_PEOPLE, len(given))],
            "phone": [f"1990000{n:04d}" for n in number],
            "id_number": [
                f"999999{y}{m:02d}{d:02d}{n:04d}"
                for y, m, d, n in zip(year, month, day, number, strict=True)
            ],
        }
    ).astype(object)


def somebody(dice: Dice, size: int) -> pd.DataFrame:
    """Return `size` of them, some more than once."""
    return people().take(dice.below(size, _PEOPLE)).reset_index(drop=True)
