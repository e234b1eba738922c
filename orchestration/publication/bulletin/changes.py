"""What rose and fell, in words; nothing where there is nothing to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.bulletin.figures import change_of, value_of

_PREVIOUS, _YEAR_BEFORE = "previous", "year_before"
_AGAINST = {_PREVIOUS: ("环比", "上期"), _YEAR_BEFORE: ("同比", "上年同期")}


def change_clauses(indicator: Indicator) -> str:
    """Return a figure's changes against a period and a year before, each led in by a comma.

    Empty where neither has data, such as `，环比上升10.16%，与上年同期持平`.
    """
    clauses = (
        _clause(indicator, _PREVIOUS, indicator.previous, indicator.change_on_previous),
        _clause(indicator, _YEAR_BEFORE, indicator.year_before, indicator.change_on_year_before),
    )
    return "".join(f"，{clause}" for clause in clauses if clause)


def _clause(
    indicator: Indicator, against: str, before: Decimal | None, change: Decimal | None
) -> str:
    now = indicator.value
    if now is None or before is None or not _is_comparable(indicator, against):
        return ""
    if indicator.is_rate and not indicator.denominator:
        # a rate that a rule gives over nothing neither rose nor fell
        return ""
    label, base = _AGAINST[against]
    if now == before:
        return f"与{base}持平" if now else ""
    if change is None:
        return f"比{base}增加{value_of(indicator)}{indicator.unit}"
    if not change:
        return f"与{base}基本持平"
    shown = change_of(indicator, against, change)
    if indicator.is_rate:
        return f"比{base}{'提高' if change > 0 else '下降'}{shown}个百分点"
    if not indicator.is_count:
        return f"比{base}{'增加' if change > 0 else '减少'}{shown}{indicator.change_unit}"
    return f"{label}{'上升' if change > 0 else '下降'}{shown}%"


def _is_comparable(indicator: Indicator, against: str) -> bool:
    if against == _PREVIOUS:
        return indicator.is_comparable_with_previous
    return indicator.is_comparable_with_year_before


def rise_and_fall(named: Sequence[tuple[str, Indicator]]) -> str:
    """Return which of several counts rose, fell or stayed since the period before, a sentence.

    Counts without a period before, and those that are and were zero, are left out.
    """
    told: dict[str, list[str]] = {"上升": [], "下降": [], "基本持平": [], "持平": []}
    for name, indicator in named:
        now, before, change = indicator.value, indicator.previous, indicator.change_on_previous
        if now is None or before is None or not (now or before):
            continue
        if not _is_comparable(indicator, _PREVIOUS):
            continue
        if now == before:
            told["持平"].append(name)
        elif change is None:
            told["上升"].append(f"{name}增加{value_of(indicator)}{indicator.unit}")
        elif not change:
            told["基本持平"].append(name)
        else:
            word = "上升" if change > 0 else "下降"
            told[word].append(f"{name}{word}{change_of(indicator, _PREVIOUS, change)}%")
    clauses = [
        "、".join(names) + (word if "持平" in word else "") for word, names in told.items() if names
    ]
    return f"与上期相比，{'，'.join(clauses)}。" if clauses else ""
