"""The harmless untidiness of real exports: aliases, blanks, full-width letters, empty words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import per_office, roster

_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789()"}


@per_office
def _written(unit_id: str) -> tuple[str, ...]:
    """Return how a unit's name may be written, the roster's own way first."""
    unit = roster().loc[unit_id]
    names = [unit["name"], *unit["aliases"]]
    wide = unit["name"].translate(_FULL_WIDTH)
    if wide != unit["name"]:
        names.append(wide)
    return tuple(names)


def unit_names(dice: Dice, unit_ids: Array, permille: int) -> Array:
    """Return the units' names, about `permille` in a thousand by an alias or with blanks."""
    where, codes = pd.factorize(unit_ids)
    plain = np.array([_written(code)[0] if code else "" for code in codes], dtype=object)
    names = plain[where]
    luck = dice.below(len(names), 1000).tolist()
    for row in np.flatnonzero(dice.permille(len(names), permille) & (names != "")):
        choices = (*_written(unit_ids[row])[1:], f"{names[row]} ", f"　{names[row]}")
        names[row] = choices[luck[row] % len(choices)]
    return np.asarray(names)


def other_times(dice: Dice, texts: Array, permille: int) -> Array:
    """Return times of which about `permille` in a thousand are written in another way."""
    texts = texts.copy()
    luck = dice.below(len(texts), 4).tolist()
    for row in np.flatnonzero(dice.permille(len(texts), permille) & (texts != "")):
        text = texts[row]
        year, month, day = (int(part) for part in text[:10].split("-"))
        hour, minute = int(text[11:13]), int(text[14:16])
        texts[row] = (
            f"{year}/{month}/{day} {hour}:{minute:02d}",
            f"{year}年{month}月{day}日 {hour}时{minute}分",
            f"{text[:10]}T{text[11:]}+08:00",
            f" {text} ",
        )[luck[row]]
    return texts


def empty_words(dice: Dice, texts: Array, permille: int) -> Array:
    """Return texts of which some empty ones are written out as `-`, `—`, `/` or 无."""
    texts = texts.copy()
    rows = np.flatnonzero(dice.permille(len(texts), permille) & (texts == ""))
    texts[rows] = np.array(["-", "—", "/", "无"], dtype=object)[dice.below(len(rows), 4)]
    return texts
