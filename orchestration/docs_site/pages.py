"""The site's own pages: the front page and the list of checks. Chinese, for the office."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from orchestration.checks.assets import WARNING_SUITES
from orchestration.docs_site.data_docs import Documented
from orchestration.docs_site.offline import with_policy

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · 通报</title>
<link rel="stylesheet" href="{up}assets/site.css">
</head>
<body>
<header><a href="{up}index.html">通报</a><h1>{title}</h1><p>{lead}</p></header>
<main>
{body}
</main>
</body>
</html>
"""


def page(title: str, lead: str, body: str, up: str = "") -> str:
    """Return a page of the site; `body` is markup, `up` leads to the site's root."""
    return with_policy(_PAGE.format(title=escape(title), lead=escape(lead), body=body, up=up))


def front_page(period: str, documented: Sequence[Documented], indicators: int) -> str:
    """Return the page that leads to the others."""
    cards = (
        ("indicators.html", "指标目录", f"{indicators} 项指标：定义、分子、分母、口径说明与来源表"),
        ("dbt/index.html", "数据表", "每张表每一列的含义、计算语句、检验与上下游关系（dbt）"),
        (
            "expectations/index.html",
            "校验规则",
            f"{len(documented)} 组规则（Great Expectations）；{_told(period, documented)}",
        ),
    )
    body = "\n".join(
        f'<a class="card" href="{href}"><h2>{escape(name)}</h2><p>{escape(text)}</p></a>'
        for href, name, text in cards
    )
    return page(
        "数据说明", "由工程与最近一次发布自动生成，可离线阅读", f'<div class="cards">{body}</div>'
    )


def suites_page(period: str, documented: Sequence[Documented]) -> str:
    """Return the list of suites, each with its rules and how the newest publication fares."""
    rows = "\n".join(
        f'<tr class="{_state(entry)}"><td>{_result(entry)}</td>'
        f'<td><a href="{escape(entry.page)}">{escape(entry.suite.name)}</a></td>'
        f"<td>{escape(entry.suite.each_row_is)}</td>"
        f'<td class="number">{len(entry.suite.expectations)}</td></tr>'
        for entry in documented
    )
    body = (
        "<table><thead><tr><th>最近结果</th><th>规则组</th><th>每一行是</th><th>规则数</th></tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table>"
    )
    return page("校验规则", _told(period, documented), body, up="../")


def _told(period: str, documented: Sequence[Documented]) -> str:
    if not period:
        return "尚无发布，暂无结果"
    blocking = [entry for entry in documented if not _is_warning(entry)]
    evaluated = sum(entry.evaluated for entry in blocking)
    met = sum(entry.met for entry in blocking)
    warned = sum(entry.evaluated - entry.met for entry in documented if _is_warning(entry))
    told = f"{period} 最新发布：{evaluated} 条规则中 {met} 条成立"
    return f"{told}，另有 {warned} 条提示" if warned else told


def _is_warning(entry: Documented) -> bool:
    return entry.suite.name in WARNING_SUITES


def _state(entry: Documented) -> str:
    if entry.problem or entry.met < entry.evaluated:
        return "warned" if _is_warning(entry) else "broken"
    return "met" if entry.evaluated else "open"


def _result(entry: Documented) -> str:
    if entry.problem:
        return f"✘ {escape(entry.problem)}"
    if entry.result_page is None:
        return "—"
    broken = "⚠" if _is_warning(entry) else "✘"
    mark = "✔" if entry.met == entry.evaluated else broken
    return f'<a href="{escape(entry.result_page)}">{mark} {entry.met}/{entry.evaluated}</a>'
