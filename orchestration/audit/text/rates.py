"""Rates that stand behind both their counts: 工单2480件，办结2329件，办结率97.80%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from orchestration.audit.given import is_given
from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.text.numbers import Number, Sort
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import Figure, Nearby

_RATE = re.compile(
    r"(?:^|[,，、;；:：(（])(?P<stem>[^,，、;；:：()（）]{1,10}?)率(?:为|达到|达|是|仅|仅为)?[:：]?$"
)
_GENERAL = re.compile(
    r"^(?:工单|诉求|事项|综合|总体|整体|平均|群众|市民|其|总|平台|热线|话务|来电|电话)+"
)
_COUNT_ENDING = re.compile(
    r"(?:工单|诉求|事项|来电|电话|件)?(?:总数|总量|件数|数量|数|量|了)?(?:为|达|共)?[:：]?$"
)
_COUNT_OPENING = re.compile(
    r"^(?:其中|目前|现|截至目前|累计|共计|共|实际|均|全部|已经|已|市民|群众|受访者|回访|抽查)+"
)
_DONE = (
    "办结|结案|办理|办复|完成|签收|接通|接听|答复|直办|直接|回复|退单|退回|返工|超时|超期|逾期|整改"
)
_LIKED = re.compile(r"满意|好评|差评|解决")
_STEM = re.compile(rf"(?:按时|按期|及时|限时|未|不|直接|非常)*(?:{_DONE}|{_LIKED.pattern})+")
_RATED = re.compile(r"回访|评价|测评|抽查|抽样|参评|调查")
_HALF_LIKED = re.compile(r"基本满意|比较满意|较满意|一般")
_RECEIVED = re.compile(
    r"受理|工单|办件|转办|派|承办|交办|诉求|事项|应|来电|接收|接到|收到|拨打|呼入|下派|移交|信件|留言"
    r"|差评|求助"
)
_LATE = re.compile(r"按时|按期|及时|限时|超时|超期|逾期|退|返工")
_DUE = re.compile(rf"{_RECEIVED.pattern}|办结|办理|结案")
_MANY = 100
_NEAR = 6
"""So many counts before a rate may have to do with it, two of them together as well."""


def held_rates(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the rates that no counts of their paragraph give."""
    for _, each in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(each)
        for at, sentence in enumerate(paragraph):
            for number in sentence.numbers:
                is_rate = number.sort is Sort.RATE and number.is_sure
                if is_rate and 0 < number.printed.value < 100:
                    yield from _held(paragraph, at, number)


def _held(paragraph: Sequence[Sentence], at: int, rate: Number) -> Iterator[Odd]:
    sentence, stem = paragraph[at], _stem(rate)
    own = [number for number in sentence.before(rate)[-_MANY:] if number.is_count] if stem else []
    count = next((n for n in reversed(own) if _names(n, stem)), None)
    if count is None or not count.is_sure or not count.range.low:
        return
    previous = paragraph[max(0, at - 1) : at]
    before = [n for each in previous for n in each.numbers if n.is_count] + own
    behind = [n for n in sentence.numbers[sentence.index(rate) :] if n.is_count]
    behind += [n for each in paragraph if each is not sentence for n in each.numbers if n.is_count]
    text = plain("".join(each.text for each in (*previous, sentence)))
    whole = None if _is_graded(stem, text) else _whole(stem, count, before)
    if whole is None or _is_given(rate, count, before, behind):
        return
    numerator, denominator = count.range.whole, whole.range.whole
    if numerator is None or not denominator:
        yield Odd(sentence, rate, Outcome(f"another rate of {count.text} in {whole.text}"))
        return
    figure = Figure(numerator, denominator)
    means = f"{numerator} of {denominator} is {figure.shown}"
    reason = joined(means, explain(rate.printed, figure, Nearby()))
    yield Odd(sentence, rate, Outcome(figure.shown, reason), tuple(before[-_NEAR:]))


def _stem(rate: Number) -> str:
    """Return what a rate is one of, such as 办结; empty where its words say no such thing."""
    match = _RATE.search(plain(rate.label))
    if match is None:
        return ""
    stem = _GENERAL.sub("", match["stem"])
    return stem if _STEM.fullmatch(stem) else ""


def _names(number: Number, stem: str) -> bool:
    """Whether a count is one of what a rate counts."""
    words = re.split(r"[,，、;；:：()（）。]", plain(number.label))
    name = next((word for word in reversed(words) if word), "")
    return _COUNT_ENDING.sub("", _GENERAL.sub("", _COUNT_OPENING.sub("", name))) == stem


def _is_graded(stem: str, text: str) -> bool:
    """Whether people were half pleased, too: how much that counts is an office's own rule."""
    return _LIKED.search(stem) is not None and _HALF_LIKED.search(text) is not None


def _whole(stem: str, count: Number, before: Sequence[Number]) -> Number | None:
    """Return the count that a rate should be taken over: the nearest one that was received."""
    words = _RATED if _LIKED.search(stem) else _DUE if _LATE.search(stem) else _RECEIVED
    for number in reversed(before[: before.index(count)]):
        if number.range.high < count.range.low or number.measure not in {count.measure, ""}:
            continue
        return number if number.is_sure and words.search(plain(number.label)) else None
    return None


def _is_given(
    rate: Number, count: Number, before: Sequence[Number], behind: Sequence[Number]
) -> bool:
    near = before[-_NEAR:]
    if any(not number.is_sure for number in near):
        return True
    others = [number.range for number in (*before, *behind)][:_MANY]
    return is_given(rate.printed, count.range, [number.range for number in near], others)
