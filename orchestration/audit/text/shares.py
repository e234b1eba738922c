"""Shares that a text prints behind their counts: 2026件，占诉求总量的45.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from orchestration.audit.ranges import Range, denominators
from orchestration.audit.text.numbers import Number, Sort
from orchestration.audit.text.sentences import Sentence, plain

_SHARE = re.compile(
    r"[,，、;；:：(（]*(?:大?约)?(?P<of>占(?P<base>[^,，;；。、:：()（）]{0,24}?)的?(?:比例|比重|比率|比)?"
    r"|(?P<bare>[^,，;；。、:：()（）]{2,20}(?:的|总事项|总量|总数)))(?:为|是|达到|达)?[:：]?"
)
_GROWTH = re.compile(
    r"同比|环比|较上|比上|比去|较去|增长|上升|下降|减少|增加|增幅|降幅|回落|提高|降低"
)
_ALL_TOGETHER = re.compile(r"[分共合总]$|分别|合计")
_LIST_BREAK = re.compile(r"其中|[;；:：]")
_LISTED = 12
"""So many counts before a share are looked at for the one that it is a share of."""

_SCOPES = re.compile(
    r"^(?:全[市区县省旗州]|我[市区县省]|本[月季周年]度?|当[月季周年]度?|同期|[一二三四]季度|上半年|下半年|全年)+"
)
_FILLERS = re.compile(r"[的了所有各类共]")


@dataclass(frozen=True)
class Share:
    """A printed share with the count before it.

    `numerators` are what it may be a share of something: the count, and where the counts before
    it have no shares of their own, their sum with it. `base` is the printed words for the whole,
    empty where it only says 占比.
    """

    sentence: Sentence
    count: Number
    rate: Number
    base: str
    numerators: tuple[Range, ...]

    @cached_property
    def wholes(self) -> list[Range]:
        """Between which whole counts it is a share of; none where no whole count gives it."""
        spans = [denominators(self.rate.printed, each) for each in self.numerators]
        return [span for span in spans if span is not None]

    @property
    def label(self) -> str:
        """The words for what is counted, back to the last mark."""
        return name_of(self.count)


def shares(sentence: Sentence) -> Iterator[Share]:
    """Yield the shares of a sentence, in order."""
    for number in sentence.numbers:
        if number.sort is not Sort.RATE or not number.is_sure:
            continue
        share = _share(sentence, number)
        if share is not None:
            yield share


def name_of(number: Number) -> str:
    """Return the words right before a number, back to the last mark."""
    words = re.split(r"[,，、;；:：()（）。]|其中|以及", plain(number.label))
    name = next((word for word in reversed(words) if word), "")
    return re.sub(r"(?:共计|共有|共|有|为|是|达到|达|仅)$", "", name)


def _share(sentence: Sentence, rate: Number) -> Share | None:
    before = list(sentence.before(rate)[-_LISTED:])
    if not before:
        return None
    words = sentence.between(before[-1], rate)
    match = _SHARE.fullmatch(words)
    while before and is_growth(before[-1]):
        before.pop()
    if match is None or not before or not before[-1].is_count or not before[-1].is_sure:
        return None
    if match["bare"] and (_GROWTH.search(match["bare"]) or before[-1].end != _end(sentence, rate)):
        return None
    base = match["base"] if match["base"] is not None else match["bare"]
    is_of_several = "分别" in words or _ALL_TOGETHER.search(words.partition("占")[0])
    if is_of_several or not 0 <= rate.printed.value <= 100:
        return None
    return Share(
        sentence, before[-1], rate, normal_base(base or ""), tuple(_numerators(sentence, before))
    )


def _end(sentence: Sentence, rate: Number) -> int:
    return sentence.before(rate)[-1].end


def normal_base(words: str) -> str:
    """Return the words for a whole, as they are compared."""
    return _FILLERS.sub("", _SCOPES.sub("", plain(words)))


def is_growth(number: Number) -> bool:
    """Whether a number says by how much another one grew."""
    return bool(_GROWTH.search(number.label)) and (
        number.sort is not Sort.COUNT or re.search(r"[增减升降]", number.label) is not None
    )


def _numerators(sentence: Sentence, before: Sequence[Number]) -> Iterator[Range]:
    """Yield the last count, then its sums with the counts listed right before it."""
    total = before[-1].range
    yield total
    following = before[-1]
    for number in reversed(before[:-1]):
        is_listed = number.is_count and number.measure == following.measure
        if not is_listed or not number.is_sure or _LIST_BREAK.search(plain(following.label)):
            return
        total = total + number.range
        yield total
        following = number
