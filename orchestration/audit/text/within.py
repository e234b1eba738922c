"""Parts after 其中: each is no greater than the whole before it, and nothing more follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.audit.outcome import Outcome
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain

_CHANGES = re.compile(
    r"同比|环比|较|比上|比去|增加|减少|上升|下降|增长|日均|平均|人均|累计|上年|去年|上月|含|结转"
    r"|遗留"
)
_NESTED = re.compile(r"(?<!或)其中")


def held_within(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the parts that are greater than every count before 其中."""
    for sentence in sentences:
        text = plain(sentence.text)
        if text.count("其中") != 1 or _CHANGES.search(text):
            continue
        at = sentence.text.find("其中")
        before = [n for n in sentence.numbers if n.end <= at and n.is_count]
        if not before or any(not number.is_sure for number in before):
            continue
        whole = max(before, key=lambda number: number.range.high)
        for part in sentence.numbers:
            if part.start > at and _is_greater(part, whole, before):
                yield Odd(
                    sentence,
                    part,
                    Outcome(
                        f"at most {whole.text}", f"it stands after 其中, as a part of {whole.text}"
                    ),
                )
                break


def _is_greater(part: Number, whole: Number, before: Sequence[Number]) -> bool:
    is_alike = part.is_count and part.is_sure and all(n.measure == part.measure for n in before)
    return is_alike and part.range.low > whole.range.high
