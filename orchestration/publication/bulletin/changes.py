"""What rose and fell, in words; nothing where there is nothing to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.bulletin.figures import change, difference

PREVIOUS, YEAR_BEFORE = "previous", "year_before"
_AGAINST = {PREVIOUS: ("环比", "上季度"), YEAR_BEFORE: ("同比", "上年同期")}


def change_clauses(indicator: Indicator) -> str:
    """Return a figure's changes against a quarter and a year before, each led in by a comma.

    Empty where neither has data, such as `，环比上升10.16%，与上年同期持平`.
    """
    clauses = (
        _clause(indicator, PREVIOUS, indicator.previous),
        _clause(indicator, YEAR_BEFORE, indicator.year_before),
    )
    return "".join(f"，{clause}" for clause in clauses if clause)


def _clause(indicator: Indicator, against: str, before: Decimal | None) -> str:
    now = indicator.value
    if now is None or before is None:
        return ""
    label, base = _AGAINST[against]
    if now == before:
        return f"与{base}持平" if now else ""
    if indicator.is_rate:
        word = "提高" if now > before else "下降"
        return f"比{base}{word}{difference(indicator, against, before)}个百分点"
    if not before:
        return f"比{base}增加{difference(indicator, against, before)}{indicator.unit}"
    rate = change(indicator, against, before)
    if not Decimal(rate.text):
        return f"与{base}基本持平"
    return f"{label}{'上升' if now > before else '下降'}{rate}%"


def rise_and_fall(named: Sequence[tuple[str, Indicator]]) -> str:
    """Return which of several counts rose, fell or stayed since the quarter before, a sentence.

    Counts without a quarter before, and those that are and were zero, are left out.
    """
    told: dict[str, list[str]] = {"上升": [], "下降": [], "基本持平": [], "持平": []}
    for name, indicator in named:
        now, before = indicator.value, indicator.previous
        if now is None or before is None or not (now or before):
            continue
        if now == before:
            told["持平"].append(name)
        elif not before:
            gap = difference(indicator, PREVIOUS, before)
            told["上升"].append(f"{name}增加{gap}{indicator.unit}")
        else:
            rate = change(indicator, PREVIOUS, before)
            word = "上升" if now > before else "下降"
            if Decimal(rate.text):
                told[word].append(f"{name}{word}{rate}%")
            else:
                told["基本持平"].append(name)
    clauses = [
        "、".join(names) + (word if "持平" in word else "") for word, names in told.items() if names
    ]
    return f"与上季度相比，{'，'.join(clauses)}。" if clauses else ""
