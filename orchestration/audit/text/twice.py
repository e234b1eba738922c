"""The same figure printed twice: in the same words, of the same period, with two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.audit.outcome import Outcome
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.texts.document import Document

_PERIOD = re.compile(
    r"(?:\d{4}年)?(?:第?[一二三四]季度|\d{1,2}(?:[-—至]\d{1,2})?月份?|上半年|下半年|全年)|\d{4}年度?"
)
_WHOLE = re.compile(
    r"总(?:办件|受理|诉求|工单|评价|来电|话务|入库|量|数)|(?:办件|受理|诉求|评价|工单)总[量数]"
)
_PLACE = re.compile(r"全[区市县省旗州]|[一-鿿]{2}(?:区|县|市|旗|州|省|镇|乡)|热线|平台|中心|大厅")
_HEADING = re.compile(
    r"^(?:[(（][一二三四五六七八九十]+[)）]|\d+[.、．]|[一二三四五六七八九十]+[、.])"
)
_FILLERS = re.compile(r"[,，、;；:：“”\"的了共计累为是达有]")


def held_twice(document: Document, sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield a total that stands elsewhere, in the same words and of the same period, otherwise."""
    headings = _headings(document)
    seen: dict[tuple[str, str], tuple[Sentence, Number]] = {}
    for sentence in sentences:
        for number in sentence.numbers:
            words = _words(number)
            if not words:
                continue
            first = seen.setdefault((words, number.measure), (sentence, number))
            is_same = first[1].range.overlaps(number.range)
            if is_same or not _may_be_one(headings, first[0], sentence):
                continue
            outcome = Outcome(first[1].text, f"the same figure stands in {first[0].place}")
            yield Odd(sentence, number, outcome)


def _words(number: Number) -> str:
    """Return what a total is called, from its period on; empty where it may be one of many."""
    label = plain(number.label)
    periods = list(_PERIOD.finditer(label))
    if not number.is_count or not number.is_sure or not periods:
        return ""
    # a year and its quarter are one period
    start = periods[-1].start()
    words = _FILLERS.sub("", label[start:])
    is_total = _WHOLE.search(label[start:]) and _PLACE.search(label[start:])
    return words if is_total else ""


def _headings(document: Document) -> list[str]:
    """Return the nearest numbered heading at or above each paragraph."""
    found, current = [], ""
    for paragraph in document.paragraphs():
        text = plain(paragraph.text)
        if _HEADING.match(text):
            current = text[:16]
        found.append(current)
    return found


def _may_be_one(headings: Sequence[str], first: Sentence, second: Sentence) -> bool:
    """Whether two places speak of one thing: not each under a heading of its own."""
    one, other = headings[first.paragraph], headings[second.paragraph]
    return one == other or not one or not other
