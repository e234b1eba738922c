"""Lists of units in words: who leads, who trails, who is below the floor; for none, one and many.

A list ends with a place, not with a name: units that tie with the last one are named too, or, where
that would grow too long, told as a number of units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, groupby, repeat

from orchestration.publication.bulletin.facts import UnitFigure
from orchestration.publication.bulletin.figures import count_of, number_of_units, rate_of


@dataclass(frozen=True)
class Words:
    """What a list is about: `things`, what a unit has that has some, what the units are called."""

    things: str
    having: str = ""
    units: str = "单位"
    measure: str = "件"


def stem(name: str) -> str:
    """Return a name that a number is to follow: one that ends in a digit must not run into it."""
    return f"{name}为" if name[-1:].isascii() and name[-1:].isalnum() else name


def leaders_and_trailers(
    units: Sequence[UnitFigure], words: Words, most: int, fewest: int, longest: int
) -> str:
    """Return a sentence on who has the most and who the fewest, empty if nobody has any.

    `units` come in the order of their table, `most` and `fewest` say how many to name.
    """
    having = sorted((unit for unit in units if unit.count), key=lambda unit: -unit.count)
    if not having:
        return ""
    zeros = [unit for unit in units if not unit.count]
    top = _cut(having, most, _count)
    rest = sorted(having[len(top) :], key=_count)
    bottom = _cut(rest, fewest - len(zeros), _count)
    told = []
    if len(having) == 1 and most > 0:
        (only,) = having
        told = [f"{words.having}的{words.units}只有{only.name}，计{count_of(only)}{words.measure}"]
    elif top and not rest:
        order = "由多到少依次为" if top[0].count > top[-1].count else "是"
        told = [f"{words.having}的{words.units}{order}：{_counted(top, words, longest)}"]
    elif top:
        told = [f"{words.things}较多的{words.units}是：{_counted(top, words, longest)}"]
    if bottom:
        told += [f"{words.things}较少的{words.units}是：{_counted(bottom, words, longest)}"]
    if zeros and fewest > 0:
        told += [f"{_names(zeros, words, longest)}没有{words.things}"]
    return "；".join(told) + "。" if told else ""


def overdue_units(units: Sequence[UnitFigure], words: Words, most: int, longest: int) -> str:
    """Return a sentence on the units with the most overdue work orders and their rates."""
    ranked = sorted((unit for unit in units if unit.count), key=lambda unit: -unit.count)
    if len(ranked) == 1:
        (only,) = ranked
        return f"全部为{only.name}承办，占其受理工单的{rate_of(only)}%。"
    top = _cut(ranked, most, _count)
    if not top:
        return ""
    items = [
        f"{stem(unit.name)}{count_of(unit)}{words.measure}、{meaning}{rate_of(unit)}%"
        for unit, meaning in zip(
            _named(top, _count, longest), chain(["占其受理工单的"], repeat("占")), strict=False
        )
    ]
    items += _tied(top, _count, longest, lambda unit: f"各{count_of(unit)}{words.measure}")
    lead = "较多的" if len(top) < len(ranked) else "的"
    return f"{words.things}{lead}{words.units}有：{'，'.join(items)}。"


def below_floor(
    units: Sequence[UnitFigure], floor: Decimal, words: Words, most: int, longest: int
) -> str:
    """Return a sentence on the units whose rate lies below the floor (percent), lowest first."""
    low = sorted((unit for unit in units if _rate(unit) < floor), key=_rate)
    if not low:
        return ""
    lead = f"{words.things}低于{floor}%的单位"
    if len(low) == 1:
        return f"{lead}是{low[0].name}，为{rate_of(low[0])}%。"
    shown = _cut(low, most, _rate)
    number = number_of_units(low[0].code, len(low))
    if not shown:
        return f"{lead}有{number}个。"
    items = [f"{stem(unit.name)}{rate_of(unit)}%" for unit in _named(shown, _rate, longest)]
    items += _tied(shown, _rate, longest, lambda unit: f"均为{rate_of(unit)}%")
    which = "：" if len(shown) == len(low) else "，其中较低的是："
    return f"{lead}有{number}个{which}{'、'.join(items)}。"


def _count(unit: UnitFigure) -> int:
    return unit.count


def _rate(unit: UnitFigure) -> Decimal:
    return unit.rate if unit.rate is not None else Decimal("Infinity")


_Key = Callable[[UnitFigure], int | Decimal]


def _cut(ranked: Sequence[UnitFigure], places: int, key: _Key) -> list[UnitFigure]:
    """Return the first places of a ranked list, with all units that tie with the last of them."""
    if places <= 0 or not ranked:
        return []
    last = key(ranked[min(places, len(ranked)) - 1])
    return [unit for place, unit in enumerate(ranked) if place < places or key(unit) == last]


def _named(shown: Sequence[UnitFigure], key: _Key, longest: int) -> Sequence[UnitFigure]:
    """Return the units to name: all, or all but the last tie where they are too many."""
    if len(shown) <= longest:
        return shown
    last = key(shown[-1])
    return [unit for unit in shown if key(unit) != last]


def _tied(
    shown: Sequence[UnitFigure], key: _Key, longest: int, tell: Callable[[UnitFigure], str]
) -> list[str]:
    """Return the last tie as a number of units where it is too long to name; else nothing."""
    tied = len(shown) - len(_named(shown, key, longest))
    if not tied:
        return []
    return [f"另有{number_of_units(shown[-1].code, tied)}个单位{tell(shown[-1])}"]


def _counted(shown: Sequence[UnitFigure], words: Words, longest: int) -> str:
    """Return units with their counts; units that tie stand together: `甲9件，乙、丙各3件`."""
    groups = [list(group) for _, group in groupby(_named(shown, _count, longest), key=_count)]
    items = [
        ("、".join(unit.name for unit in group) + "各" if len(group) > 1 else stem(group[0].name))
        + f"{count_of(group[0])}{words.measure}"
        for group in groups
    ]
    items += _tied(shown, _count, longest, lambda unit: f"各{count_of(unit)}{words.measure}")
    return ("、" if len(items) == len(shown) else "，").join(items)


def _names(units: Sequence[UnitFigure], words: Words, longest: int) -> str:
    if len(units) > longest:
        return f"{number_of_units(units[0].code, len(units))}个{words.units}"
    return "、".join(unit.name for unit in units)
