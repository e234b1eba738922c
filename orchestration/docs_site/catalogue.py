"""The catalogue of indicators as a page: whatever columns it has, each under a name for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from orchestration.docs_site.pages import page

SYSTEMS = {
    "tickets": "热线诉求",
    "orders": "承办工单",
    "cases": "政务服务办件",
    "licenses": "电子证照",
    "evaluations": "好差评",
}
"""What the first word of a code stands for; one that is not listed stands for itself."""

LABELS = {
    "definition": "定义",
    "numerator": "分子",
    "denominator": "分母",
    "caveats": "口径说明",
    "statistic": "统计方式",
    "is_headline": "主要指标",
    "each_row_is": "计数单位",
    "filter_dimension": "限定维度",
    "filter_member": "限定取值",
    "broken_down_by": "可分维度",
    "value_over_zero": "分母为零时",
    "source_mart": "来源表",
}
"""What people call a column; one that is not listed goes by its own name."""

_IN_TITLE = {"sort_order", "code", "name", "unit", "is_rate"}


def indicators_page(indicators: Sequence[Mapping[str, Any]]) -> str:
    """Return the page of all indicators, which are mappings from the catalogue's columns."""
    groups = [
        (system, list(group)) for system, group in groupby(indicators, lambda i: _system(i["code"]))
    ]
    contents = "\n".join(
        f'<li><a href="#{escape(system)}">{escape(SYSTEMS.get(system, system))}</a>'
        f" <small>{len(group)}</small></li>"
        for system, group in groups
    )
    sections = "\n".join(
        f'<section id="{escape(system)}"><h2>{escape(SYSTEMS.get(system, system))}</h2>'
        + "\n".join(map(_article, group))
        + "</section>"
        for system, group in groups
    )
    body = f'<nav><ul class="contents">{contents}</ul></nav>\n{sections}'
    return page("指标目录", f"{len(indicators)} 项指标，每项只有一个定义", body)


def _article(indicator: Mapping[str, Any]) -> str:
    code = escape(str(indicator["code"]))
    details = "\n".join(
        f"<dt>{escape(LABELS.get(column, column))}</dt><dd>{_detail(column, value)}</dd>"
        for column, value in _ordered(indicator)
        if column not in _IN_TITLE and value not in {None, ""}
    )
    return (
        f'<article id="{code}"><h3><a href="#{code}">{escape(str(indicator["name"]))}</a>'
        f' <code>{code}</code> <span class="unit">{escape(str(indicator["unit"]))}</span></h3>'
        f"<dl>\n{details}\n</dl></article>"
    )


def _ordered(indicator: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the columns that have a label first, in its order, then the others in theirs."""
    place = {column: at for at, column in enumerate(LABELS)}
    return sorted(indicator.items(), key=lambda item: place.get(item[0], len(place)))


def _detail(column: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = escape(str(value).replace("|", "、"))
    if column == "source_mart":
        return f'<a href="dbt/index.html#!/model/model.tongbao.{text}">{text}</a>'
    return text


def _system(code: Any) -> str:
    return str(code).split(".")[0]
