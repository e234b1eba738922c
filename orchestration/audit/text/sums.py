"""Sums that a text states: parts that are said to be all, and a total behind or before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.ranges import Range
from orchestration.audit.sums import explain_sum
from orchestration.audit.text.groups import KINDS
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.audit.text.shares import name_of

_TOTAL = re.compile(
    r"[,，;；、]?(?:以上|上述)?(?:[两二三四五六七八九十]|\d)?(?:项|类|者|部分)?(?:共计|合计|总计|总共|共)(?:为|是|达)?"
)
_NOT_ALL = re.compile(
    r"其中|等|主要|较多|最多|前[一二三四五六七八九十\d]|排名|突出|集中|包括|如|另有|其余"
)
_RESPECTIVELY = re.compile(r"分别(?:受理|办理|收到|接听|接收)?(?:为|是|有)?")
_ACTIONS = re.compile(r"办结|回访|签收|超时|满意|在办|办理|转办|派单|退单|评价|接通")
_UNREAD = re.compile(r"\d|[一二三四五六七八九十百千两]+(?:余|多)?(?:件|条|宗|起|通|次|个|封)")
_CLOSED = re.compile(r"[,，。;；、)）]|$")
_WHOLE = re.compile(r"共|总|累计")


def held_sums(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the totals that are not what their parts add up to."""
    for sentence in sentences:
        for at, number in enumerate(sentence.numbers):
            if number.is_count and number.is_sure and at > 1:
                yield from _held_total(sentence, at, number)
        yield from _held_parts(sentence)


def _held_total(sentence: Sentence, at: int, total: Number) -> Iterator[Odd]:
    """Hold 电话100件、网络50件，共计150件 against itself."""
    if not _TOTAL.fullmatch(plain(total.label)):
        return
    parts: list[Number] = []
    for number in reversed(sentence.numbers[:at]):
        if not number.is_count or not number.is_sure or number.measure != total.measure:
            break
        parts.insert(0, number)
    words = plain(sentence.text[: total.start])
    if len(parts) < 2 or _NOT_ALL.search(words) or not _is_all_read(sentence, parts[0], total):
        return
    largest = max(part.range.low for part in parts)
    if total.range.high < largest or not _CLOSED.match(sentence.after(total)):
        return
    sums = [_sum(parts[start:]) for start in range(len(parts) - 1)]
    if not any(total.range.overlaps(each) for each in sums):
        yield from _odd(sentence, total, parts)


def _held_parts(sentence: Sentence) -> Iterator[Odd]:
    """Hold 共受理170件，咨询类、求助类分别为100件、70件 against itself."""
    match = _RESPECTIVELY.search(sentence.text)
    words = plain(sentence.text)
    if match is None or _NOT_ALL.search(words) or words.count("分别") > 1:
        return
    before = [n for n in sentence.numbers if n.end <= match.start()]
    parts = [n for n in sentence.numbers if n.start >= match.end()]
    if len(before) != 1 or len(parts) < 2 or not before[0].is_count or not before[0].is_sure:
        return
    whole = before[0]
    names = re.split(
        r"[、和及与]|以及", plain(sentence.text[whole.end : match.start()]).strip(",，:：")
    )
    is_division = len(names) == len(parts) and all(
        KINDS.search(name) and not _ACTIONS.search(name) for name in names
    )
    is_alike = all(
        part.is_count and part.is_sure and part.measure == whole.measure for part in parts
    )
    if not _is_all_read(sentence, whole, parts[-1]):
        return
    is_apart = not whole.range.overlaps(_sum(parts))
    if is_division and is_alike and is_apart and _WHOLE.search(whole.label):
        yield from _odd(sentence, whole, parts)


def _is_all_read(sentence: Sentence, first: Number, last: Number) -> bool:
    """Whether each number between two is known: none without a measure word, or in words."""
    between = [n for n in sentence.numbers if first.start <= n.start <= last.start]
    ends = [first.start, *(end for number in between for end in (number.start, number.end))]
    pieces = [sentence.text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=False)]
    return not any(_UNREAD.search(plain(piece)) for piece in pieces)


def _odd(sentence: Sentence, total: Number, parts: Sequence[Number]) -> Iterator[Odd]:
    whole = _sum(parts).whole
    terms = [(f"{name_of(part)}{part.text}", part.range.whole or 0) for part in parts]
    means = " + ".join(str(value) for _, value in terms) + f" is {whole}"
    if whole is None:
        yield Odd(sentence, total, Outcome("another total"))
        return
    yield Odd(
        sentence, total, Outcome(str(whole), joined(means, explain_sum(total.printed, terms)))
    )


def _sum(parts: Sequence[Number]) -> Range:
    total = Range.of(0)
    for part in parts:
        total = total + part.range
    return total
