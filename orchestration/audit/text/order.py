"""Order that a text claims: 排名前三, 依次, 由高到低."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from orchestration.audit.outcome import Outcome
from orchestration.audit.text.numbers import Number, Sort
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.audit.text.shares import is_growth, name_of

_DIGITS = {name: at for at, name in enumerate("一二三四五六七八九十", 1)}
_TOP = re.compile(
    r"(?:前|居前|位居前|排名前|排在前|位列前)(?P<many>[一二三四五六七八九十]|\d{1,2})(?:位|名|项|类|个)?(?:的|分别|依次|[^,，;；。、]{0,14}?(?:是|为|有|:|：)|[:：])"
)
_DOWN = re.compile(r"(?:由|从)(?:高|多|大)(?:到|至)(?:低|少|小)|降序|排名依次|依次(?:为|是)")
_UP = re.compile(
    r"(?:由|从)(?:低|少|小)(?:到|至)(?:高|多|大)|升序|后[一二三四五六七八九十\d]|靠后|末"
)
_TIMES = re.compile(
    r"[一二三四五六七八九十\d]+(?:月|季度|周|年|日|级|星)|上半年|下半年|上旬|中旬|下旬"
)
_ACTION = re.compile(
    r"(?:已|未|其中|按时|按期|及时|实际)*(?:办结|办理|签收|转办|派单|回访|超时|超期|逾期|满意|在办|直办|占比?)"
    r"(?:签收|办结|工单|数|量)*"
)
_OTHER_METRIC = re.compile(
    r"满意|考评|考核|综合|得分|评分|效率|增速|增幅|降幅|增长|下降|上升|环比|同比"
)


def held_order(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the numbers that are greater than the one before them in a list said to descend."""
    for sentence in sentences:
        for start, many in _claims(sentence):
            yield from _held(sentence, start, many)


def top_lists(sentence: Sentence) -> Iterator[list[Number]]:
    """Yield the counts of each list that names the first few, where it names so many."""
    for start, many in _claims(sentence):
        listed = _listed(sentence, start, many, Sort.COUNT) if many > 1 else []
        if listed and len(listed) == many:
            yield listed


def _claims(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where each claimed order begins, and how many it names; 0 where it says none."""
    text = sentence.text
    if _UP.search(plain(text)):
        return
    ends = [(match.end(), _many(match["many"])) for match in _TOP.finditer(text)]
    yield from ends or [(match.end(), 0) for match in _DOWN.finditer(text)]


def _many(words: str) -> int:
    return _DIGITS.get(words) or int(words)


def _held(sentence: Sentence, start: int, many: int) -> Iterator[Odd]:
    said = plain(sentence.text[max(0, start - 24) : start])
    sort = Sort.RATE if "率" in said or "占比" in said else Sort.COUNT
    if sort is Sort.COUNT and _OTHER_METRIC.search(said):
        return
    listed = _listed(sentence, start, many, sort)
    if many and len(listed) != many:
        return
    for first, second in pairwise(listed):
        if first.range.high < second.range.low:
            names = name_of(first) or first.text, name_of(second) or second.text
            yield Odd(
                sentence,
                second,
                Outcome(
                    f"at most {first.text}, as the list is said to descend",
                    f"{names[1]} {second.text} stands after {names[0]} {first.text}",
                ),
            )
            return


def _listed(sentence: Sentence, start: int, many: int, sort: Sort) -> list[Number]:
    """Return the numbers of a list, one for each name in it, as far as it is one list.

    None where names have several counts, since it is not said which of them is in order.
    """
    found: list[Number] = []
    for number in sentence.numbers:
        if number.start < start or number.sort is not sort or _is_aside(sentence, number):
            continue
        if many and len(found) == many:
            break
        label = plain(sentence.text[max(start, _end_before(sentence, number)) : number.start])
        name = re.sub(r"[^一-鿿A-Za-z]", "", label)
        if found and _ACTION.fullmatch(name):
            return []
        is_new_list = bool(found) and re.search(r"[:：]|是|分别|其中|[。；;].*前", label)
        is_alike = not found or number.measure == found[0].measure
        if is_new_list or len(name) < 2 or not is_alike or not number.is_sure:
            break
        if _TIMES.search(label) or re.search(r"其[他它余]", label):
            break
        found.append(number)
    return found


def _is_aside(sentence: Sentence, number: Number) -> bool:
    """Whether a number says more of the one before it, as in 停水56件（较上月增加30件）."""
    before = plain(sentence.text[: number.start])
    words = before.rpartition("(")[2] if before.count("(") > before.count(")") else ""
    return bool(words) or is_growth(number)


def _end_before(sentence: Sentence, number: Number) -> int:
    before = sentence.before(number)
    return before[-1].end if before else 0
