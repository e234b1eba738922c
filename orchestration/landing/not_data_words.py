"""The words by which a row is no data: totals and footers, as the cells of exports spell them."""

from __future__ import annotations

import re
from functools import lru_cache

from orchestration.landing.contract import bare_word, half_width

_LONGEST = 200
"""Characters; a longer cell is a text and no such word."""

_TOTALS = r"(?P<total>合计|总计|小计|平均|共计|总数)(?:值|数|行|件数)?"
_UNIT_ENDS = (
    "局|镇|乡|街道|办|委|会|中心|公司|院|处|队|站|所|部|村|社区|厅|科|校|集团|政府|部门|单位"
)
_UNIT = rf"\w{{0,30}}(?:{_UNIT_ENDS})"
_SPAN = r"(?:本|当|全|各|总|累)\w{0,6}"
_BRACKETED = r"[(\[【].{0,40}[)\]】]"
_ENDS = r"(?:[:(\[【].*|[\d.]+.*)?"

_BARE_TOTAL = re.compile(rf"{_TOTALS}:?")
_TOTAL_FIRST = re.compile(rf"{_TOTALS}(?:{_ENDS}|{_UNIT})", re.DOTALL)
_TOTAL_LAST = re.compile(rf"(?:{_UNIT}|{_SPAN}|{_BRACKETED})[-:]?{_TOTALS}{_ENDS}", re.DOTALL)
_TOTAL_OF_A_NAME = re.compile(rf".{{0,30}}?{_TOTALS}:?")
_TOTAL_IN_KEY = re.compile(rf"{_TOTALS}.*", re.DOTALL)

_BY = r"(?P<by>导出|制表|填表|审核|复核|打印)"
_WHO = r"(?:人员|人|者|员|单位|部门)"
_WHEN = r"(?:时间|日期)"
_FOOTER = re.compile(rf"{_BY}(?:(?:{_WHO}|{_WHEN})?(?::.*)?|{_WHEN}\d.*)", re.DOTALL)
_FOOTER_APART = re.compile(rf"\s*{_BY}(?:{_WHO}|{_WHEN})\s.*", re.DOTALL)
_NOTE = re.compile(r"备注:.*", re.DOTALL)
_NUMBER = "[0-9,零〇一二两三四五六七八九十百千万]+"
_COUNT = re.compile(
    rf"(?:总|合|一)?共(?:计|有)?{_NUMBER}条"
    r"(?:记录|数据|信息|结果|工单|办件|证照|评价)*(?:[,;。、(].*)?",
    re.DOTALL,
)
_TOTAL_KINDS = {"总计": "总计行", "小计": "小计行", "平均": "平均行"}


def kind_of(cell: str) -> str | None:
    """Return which kind of word a cell is, None if it is none; for a cell of free text too."""
    return _kind_of(cell) if len(cell) <= _LONGEST else None


def kind_in_key(cell: str) -> str | None:
    """Return which kind a key cell is: no key begins or ends with such a word."""
    if len(cell) > _LONGEST:
        return None
    begins = _TOTAL_IN_KEY.fullmatch(bare_word(cell))
    return _kind_of(cell) or _total(begins) or kind_beside_a_name(cell)


def kind_beside_a_name(cell: str) -> str | None:
    """Return which kind a cell is that ends as a total of something, whatever it is of."""
    if len(cell) > _LONGEST:
        return None
    return _total(_TOTAL_OF_A_NAME.fullmatch(bare_word(cell)))


def kind_of_bare_total(cell: str) -> str | None:
    """Return which kind of total a cell is that says nothing else."""
    return _total(_BARE_TOTAL.fullmatch(bare_word(cell))) if len(cell) <= _LONGEST else None


@lru_cache(maxsize=10_000)
def _kind_of(cell: str) -> str | None:
    text = bare_word(cell)
    total = _TOTAL_FIRST.fullmatch(text) or _TOTAL_LAST.fullmatch(text)
    if _COUNT.fullmatch(text):
        return "页脚（共…条）"
    if total:
        return _total(total)
    if _NOTE.fullmatch(text):
        return "页脚（备注）"
    footer = _FOOTER.fullmatch(text) or _FOOTER_APART.fullmatch(half_width(cell))
    return f"页脚（{footer['by']}）" if footer else None


def _total(found: re.Match[str] | None) -> str | None:
    return _TOTAL_KINDS.get(found["total"], "合计行") if found else None
