"""Growth behind a count: some whole predecessor must give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.audit.growth import held_change
from orchestration.audit.outcome import Outcome
from orchestration.audit.ranges import Range, can_print
from orchestration.audit.text.numbers import Number, Sort
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.reconcile.printed import Printed

_AGAINST = (
    r"(?:同比|环比|同期|(?:比|较|与)(?:上|去|前|同)[^,，;；。]{0,8}?(?:同期|相比|同比|环比)?"
    r"|与[^,，;；。]{2,12}?相比[,，]?)"
)
_RISE = r"(?:上升|增长|增加|上涨|提高|提升|升高|增幅(?:为|达)?)"
_FALL = r"(?:下降|减少|降低|回落|下跌|下滑|降幅(?:为|达)?)"
_CHANGE = re.compile(
    rf"[,，、;；(（]?(?:{_AGAINST})+(?:均|共|也|则)?(?P<way>{_RISE}|(?P<fall>{_FALL}))(?:了|约|为|达)?"
)
_EXTENT = re.compile(
    r"[,，、;；(（]?(?:同比|环比)?(?P<way>增幅|降幅|增长率?|下降|上升|减少|增加)(?:了|为|达)?"
)
_ADJUSTED = re.compile(r"排除|剔除|扣除|除去|可比|口径|不含|折算")
_AVERAGE = re.compile(r"日均|平均|人均|月均|均")


def held_growth(sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the growth rates that no predecessor of a count before them gives."""
    for sentence in sentences:
        if _ADJUSTED.search(plain(sentence.text)):
            continue
        for at, number in enumerate(sentence.numbers):
            if number.sort is Sort.RATE and number.is_sure:
                yield from _held(sentence, at, number)


def _held(sentence: Sentence, at: int, rate: Number) -> Iterator[Odd]:
    before = sentence.numbers[:at]
    words = plain(rate.label)
    if len(before) > 1 and _EXTENT.fullmatch(words) and before[-1].is_count:
        yield from _held_difference(sentence, before, rate)
        return
    match = _CHANGE.fullmatch(_without_measure(words))
    if match is None:
        return
    counts = _subjects(before)
    if not counts:
        return
    printed = _signed(rate.printed, match["fall"] is not None)
    outcomes = [held_change(printed, current) for current in counts]
    if all(outcomes) and outcomes[0] is not None:
        outcome = outcomes[0]
        follows = replace(outcome, follows=outcome.follows.replace("-", ""))
        yield Odd(sentence, rate, follows, tuple(n for n in before if n.is_count))


def _held_difference(sentence: Sentence, before: Sequence[Number], rate: Number) -> Iterator[Odd]:
    """Hold 71266件，同比增加7181件，增幅11.2% against itself."""
    difference, current = before[-1], before[-2]
    match = _CHANGE.fullmatch(_without_measure(plain(difference.label)))
    is_whole = current.is_count and current.is_sure and difference.is_sure
    if match is None or not is_whole or _AVERAGE.search(current.label):
        return
    is_fall = match["fall"] is not None
    grown = Range.of(0) - difference.range if is_fall else difference.range
    earlier = current.range - grown
    rates = grown.over(earlier) if earlier.low > 0 else None
    printed = _signed(rate.printed, is_fall)
    if rates is None or can_print(rates.times(100), printed):
        return
    now, past = current.range.whole, earlier.whole
    if now is None or past is None:
        return
    exact = abs(rates.times(100).low)
    figure = f"{float(exact):.2f}"
    yield Odd(
        sentence,
        rate,
        Outcome(figure, f"{difference.text} on {past}, from which {now} is left, is {figure}%"),
    )


def _without_measure(words: str) -> str:
    return re.sub(r"^[)）]", "", words)


def _subjects(before: Sequence[Number]) -> list[Range]:
    """Return what a growth may be one of: the counts of the sentence, averages left out.

    None where a rate stands right before it, or a count is only about right: then it is of that.
    """
    nearest = [number for number in before if not _is_growth(number)]
    if not nearest or not nearest[-1].is_count:
        return []
    counts = [number for number in nearest if number.is_count]
    if any(not number.is_sure or _AVERAGE.search(plain(number.label)[-6:]) for number in counts):
        return []
    ranges = [number.range for number in reversed(counts)]
    return [*ranges, *(first + second for first, second in pairwise(ranges))]


def _is_growth(number: Number) -> bool:
    return _CHANGE.fullmatch(_without_measure(plain(number.label))) is not None


def _signed(printed: Printed, is_fall: bool) -> Printed:
    return replace(printed, value=-printed.value) if is_fall else printed
