"""The numbers of a sentence: counts with their measure words, rates, and what is neither.

Dates, numbers of clauses, documents, telephones and hotlines are no figures. What is only about
right (近, 约, 余, 以上, a span) is one from which nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from orchestration.audit.ranges import Range, range_of
from orchestration.landing.contract import half_width
from orchestration.reconcile.printed import Printed, parse_printed


class Sort(Enum):
    """What a number is."""

    COUNT = "count"
    RATE = "rate"
    POINTS = "percentage points"


@dataclass(frozen=True)
class Number:
    """A printed number of a sentence.

    `label` is the text between the number before and this one; `gap` the same without what
    belongs to the number before. `is_sure` is False where it is only about right.
    """

    text: str
    printed: Printed
    sort: Sort
    measure: str
    label: str
    start: int
    end: int
    is_sure: bool = True

    @cached_property
    def range(self) -> Range:
        """What it can stand for; a rate as a fraction of one."""
        return range_of(self.printed)

    @property
    def is_count(self) -> bool:
        """Whether it is a count."""
        return self.sort is Sort.COUNT


MEASURES = (
    *("件次", "人次", "件", "条", "宗", "起", "通", "封", "份", "个", "次", "项", "户", "家"),
    *("人", "名", "位", "张", "本", "例", "笔", "处", "票", "单", "类", "种"),
)
_SCALE = "万|亿"
_NUMBER = re.compile(
    r"(?P<percent_of>百分之)?"
    r"(?P<sign>(?<![0-9A-Za-z%件条个宗万])[+-])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<about>余|多|几)?\s*"
    rf"(?P<scale>{_SCALE})?"
    r"(?P<about_after>余|多|几)?\s*"
    rf"(?P<unit>%|个?百分点|\(件\)|{'|'.join(MEASURES)})?"
)
_NOT_BEFORE = re.compile(r"(?:[A-Za-z0-9_./〔\[#@&=×]|\d:|[第前后图表期附]|附件|版本)$")
_NOT_AFTER = re.compile(r"\s*(?:[A-Za-z_×/]|号|年|月|日|时|点|周|期|届|级|版|楼|栋|天|岁|\d)")
_THINGS = re.compile(
    r"(?:个|项|类|种|家)?\s*(?:多)?(?:方面|月|工作日|小时|自然日|百分点|季度|星期|年|环节|步骤|大类)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:约|大约|大概|将近|接近|超过|超|逾|突破|不足|不到|不低于|不少于|至少|最多|低于|高于|少于|多于"
    r"|(?<!附)(?<!最)近)\s*(?:为|了)?\s*$"
)
_ABOUT_AFTER = re.compile(r"\s*(?:余|左右|以上|以下|以内|上下|多(?![数半]))")
_SPAN = re.compile(r"\s*(?:-|—|–|~|～|至)\s*\d")
_SPAN_BEFORE = re.compile(r"\d\s*(?:%|件|条|个|万)?\s*(?:-|—|–|~|～|至)\s*$")
_SHARE_FOLLOWS = re.compile(r"\s*[,，、;；]?\s*占")
_COUNTED = re.compile(
    r"(?:诉求|事项|工单|办件|来电|信件|留言|总量|总数|数量|件数|受理量|办结数|[^种分此]类|共受理|办结)\s*$"
)
"""What a number may count without a measure word, as where one was lost."""

_HOTLINES = frozenset({"12345", "12315", "12319", "12328", "12333", "12348", "12369", "110", "119"})


def numbers(text: str, *, commas_separate: bool = False) -> Iterator[Number]:
    """Yield the counts, rates and percentage points of a sentence, in order.

    `commas_separate` says that the document writes a plain comma between words, so that `45,128`
    may be two numbers: then it is about right at the most.
    """
    plain = half_width(text)
    end = 0
    for match in _NUMBER.finditer(plain):
        number = _number(text, plain, match, end, commas_separate)
        if number is not None:
            yield number
            end = number.end


def _number(
    text: str, plain: str, match: re.Match[str], end: int, commas_separate: bool
) -> Number | None:
    before, after = plain[: match.start()], plain[match.end() :]
    unit = (match["unit"] or "").replace("(件)", "件")
    is_rate = unit == "%" or match["percent_of"] is not None
    if not is_rate and (_NOT_BEFORE.search(before) or not _is_figure(unit, after, plain, match)):
        return None
    sort = Sort.RATE if is_rate else Sort.POINTS if "百分点" in unit else Sort.COUNT
    digits = f"{match['sign'] or ''}{match['digits']}{match['scale'] or ''}"
    printed = parse_printed(digits, "%" if sort is not Sort.COUNT else "件")
    if printed is None:
        return None
    is_sure = not (
        match["about"]
        or match["about_after"]
        or _ABOUT_BEFORE.search(before)
        or _ABOUT_AFTER.match(after)
        or _SPAN.match(after)
        or _SPAN_BEFORE.search(before)
        or ("," in match["digits"] and not _separates_thousands(text, match, commas_separate))
        or _is_one_of_two(plain, match)
        or re.search(r"\d\s+$", before)
        or (sort is Sort.COUNT and printed.step < 1)
    )
    return Number(
        text[match.start() : match.end()].strip(),
        printed,
        sort,
        "" if sort is not Sort.COUNT else unit,
        text[end : match.start()],
        match.start(),
        match.end(),
        is_sure,
    )


def _is_figure(unit: str, after: str, plain: str, match: re.Match[str]) -> bool:
    """Whether a number that is no rate counts something."""
    if unit:
        return not (unit in "个项类种家" and _THINGS.match(plain, match.end() - len(unit)))
    if match["scale"] or _NOT_AFTER.match(after) or match["digits"] in _HOTLINES:
        return False
    before = plain[: match.start()]
    return bool(_SHARE_FOLLOWS.match(after) or _COUNTED.search(before))


def _separates_thousands(text: str, match: re.Match[str], commas_separate: bool) -> bool:
    digits = text[match.start("digits") : match.end("digits")]
    if "，" in digits:
        return not re.search(r"[0-9,]", digits)
    return not commas_separate


def _is_one_of_two(plain: str, match: re.Match[str]) -> bool:
    """Whether a comma beside it may belong to it, as in 45，128件 with a Chinese comma."""
    before, after = plain[: match.start()], plain[match.end("digits") :]
    return bool(re.search(r"\d,$", before) or re.match(r",\d{3}(?!\d)", after))
