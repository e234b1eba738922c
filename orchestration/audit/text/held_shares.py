"""Holding shares against the wholes that a text prints, and against their own counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from orchestration.audit.denominator import Rate, odd_rates
from orchestration.audit.outcome import Outcome
from orchestration.audit.ranges import Range, can_print
from orchestration.audit.text.groups import (
    KINDS,
    Group,
    counts_before,
    fits,
    groups,
    is_cut_off,
    outcome,
)
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.audit.text.shares import Share, is_growth, name_of

_MANY = 3
"""So many shares of one printed count leave no doubt that the list is one of its shares."""

_NEAR = 300
"""So many counts before a list are tried as its whole."""

_WHOLE_WORDS = re.compile(r"总|全部|受理|诉求|工单|办件|来电|转办|派单|评价|事项|信件|留言")
_RECEIVED = re.compile(r"受理|诉求|来电|接收|收到|工单总")
_FINISHED = re.compile(r"办结|结案|办复|完成")
_LINK = re.compile(r"其中|(?:诉求|工单|事项|办件|来电|信件|留言)中")


def held_shares(sentences: Sequence[Sentence], shares: Sequence[Share]) -> Iterator[Odd]:
    """Yield what is odd about the shares of a text."""
    for group in groups(shares):
        odd = list(_held_group(sentences, group, shares))
        yield from odd
        named = {each.key for each in odd}
        for share in group.shares:
            own = {(share.sentence.at, each.start) for each in (share.count, share.rate)}
            if not own & named and not share.wholes:
                yield from _alone(share)


def _alone(share: Share) -> Iterator[Odd]:
    rate = Rate(share.label, share.numerators[-1], share.rate.printed)
    for _, follows in odd_rates([rate]):
        yield Odd(share.sentence, share.rate, follows)


def _held_group(
    sentences: Sequence[Sentence], group: Group, shares: Sequence[Share]
) -> Iterator[Odd]:
    wholes = _wholes(sentences, group)
    best = max(wholes, key=lambda whole: _fitting(group, whole), default=None)
    linked = _linked(sentences, group)
    if best is not None and _fitting(group, best) == len(group.shares):
        yield from _over_the_finished(group, best, wholes)
        return
    if _is_division_of_another(group, wholes):
        if linked is None or linked[1].range.overlaps(group.total):
            return
        if not _may_lack_a_part(group, linked[1]):
            yield Odd(*linked, _total(group))
    elif best is not None and _is_whole_of(group, best, shares):
        yield from _against(group, best, wholes)
    elif linked is not None and _fitting(group, linked[1]) == len(group.shares) - 1 > 1:
        yield from _against(group, linked[1], wholes)
    elif linked is not None and len(group.shares) < _MANY:
        yield from _few(group, linked[1], wholes)


def _over_the_finished(group: Group, finished: Number, wholes: Sequence[Number]) -> Iterator[Odd]:
    """Yield the shares said to be of what was received, where they are of what was finished."""
    is_of_received = _RECEIVED.search(group.first.base) and not _FINISHED.search(group.first.base)
    if not is_of_received or not _FINISHED.search(name_of(finished)):
        return
    received = [
        number
        for number in wholes
        if _RECEIVED.search(name_of(number)) and not _FINISHED.search(name_of(number))
    ]
    if any(_fitting(group, number) == len(group.shares) for number in received):
        return
    for share in group.shares if received else ():
        if not fits(share, received[0].range):
            yield Odd(share.sentence, share.rate, outcome(share, received[0], [finished]))


def _wholes(sentences: Sequence[Sentence], group: Group) -> list[Number]:
    """Return the counts printed before a list that none of its counts exceeds, nearest first."""
    largest = max(share.count.range.low for share in group.shares)
    before = counts_before(sentences, group.first)
    return list(islice((number for number in before if number.range.high >= largest), _NEAR))


def _fitting(group: Group, whole: Number) -> int:
    return sum(fits(share, whole.range) for share in group.shares)


def _is_whole_of(group: Group, whole: Number, shares: Sequence[Share]) -> bool:
    """Whether so many shares are of a count that the others must be, too."""
    if not group.first.base and not group.is_division:
        return False
    fitting, size = _fitting(group, whole), len(group.shares)
    cut = [each for each in group.shares if not fits(each, whole.range)]
    if size >= _MANY and all(is_cut_off(share, whole.range) for share in cut):
        return True
    alike = [share for share in shares if share.base == group.first.base]
    support = sum(fits(share, whole.range) for share in alike)
    return fitting == size - 1 and (
        fitting >= _MANY or (fitting == _MANY - 1 and support >= _MANY + fitting)
    )


def _against(group: Group, whole: Number, wholes: Sequence[Number]) -> Iterator[Odd]:
    for share in group.shares:
        if fits(share, whole.range):
            continue
        others = [number for number in wholes if number.range != whole.range]
        if not is_cut_off(share, whole.range) and any(fits(share, o.range) for o in others):
            continue
        rest = _rest(group, share, whole)
        if rest is not None:
            reason = f"{whole.text} without the other parts, and {share.rate.text} of it"
            yield Odd(share.sentence, share.count, Outcome(str(rest), reason))
        else:
            yield Odd(share.sentence, share.rate, outcome(share, whole))


def _rest(group: Group, share: Share, whole: Number) -> int | None:
    """Return the count that the other parts leave, where it has the printed share."""
    others = [other.count.range.whole for other in group.shares if other is not share]
    total, counts = whole.range.whole, [count for count in others if count is not None]
    if total is None or len(counts) < len(others) or not group.is_all:
        return None
    rest = total - sum(counts)
    if rest <= 0 or not can_print(
        Range.of(rest).times(100).over(Range.of(total)) or Range.of(0), share.rate.printed
    ):
        return None
    return rest


def _linked(sentences: Sequence[Sentence], group: Group) -> tuple[Sentence, Number] | None:
    """Return the count that a list says it divides: the one right before 其中."""
    sentence = group.first.sentence
    before = [n for n in sentence.before(group.first.count) if not is_growth(n)]
    words = plain(sentence.text[before[-1].end if before else 0 : group.first.count.start])
    if before:
        is_linked = "其中" in words or words.startswith("中")
        return (sentence, before[-1]) if is_linked and _is_whole(before[-1]) else None
    previous = sentences[sentence.at - 1] if sentence.at else None
    if previous is None or previous.paragraph != sentence.paragraph or not _LINK.search(words):
        return None
    counts = [n for n in previous.numbers if n.is_count and not is_growth(n)]
    whole = counts[0] if counts else None
    return (previous, whole) if whole is not None and _is_whole(whole) else None


def _is_whole(number: Number) -> bool:
    return number.is_count and number.is_sure and not re.search(r"日均|平均", number.label)


def _is_division_of_another(group: Group, wholes: Sequence[Number]) -> bool:
    """Whether the parts are shares of their own sum, which is printed nowhere."""
    total = group.total
    if total.whole is None or not group.is_all or len(group.shares) < _MANY:
        return False
    if any(number.range.overlaps(total) for number in wholes):
        return False
    return all(fits(share, total) for share in group.shares)


def _may_lack_a_part(group: Group, whole: Number) -> bool:
    """Whether a part too small for its share to be seen may not be listed."""
    lacking = whole.range.high - group.total.low
    is_closed = any(re.search(r"其[他它余]", share.label) for share in group.shares)
    return lacking > 0 and not is_closed and 100 * lacking <= group.room * whole.range.high


def _total(group: Group) -> Outcome:
    total = group.total.whole
    means = " + ".join(str(share.count.range.whole) for share in group.shares)
    return Outcome(
        str(total), f"the parts, whose shares make 100%, are shares of {means}, which is {total}"
    )


def _few(group: Group, whole: Number, wholes: Sequence[Number]) -> Iterator[Odd]:
    """Yield the share of a short list that is not one of the whole just before it."""
    odd = [share for share in group.shares if not fits(share, whole.range)]
    if len(odd) != 1 or whole.range.high < odd[0].count.range.low:
        return
    share = odd[0]
    is_named = bool(_WHOLE_WORDS.search(share.base)) if share.base else _is_kind(share)
    if is_named and not any(fits(share, other) for other in _combined(whole, wholes)):
        yield Odd(share.sentence, share.rate, outcome(share, whole))


def _is_kind(share: Share) -> bool:
    return KINDS.search(share.label) is not None


def _combined(whole: Number, wholes: Sequence[Number]) -> Iterator[Range]:
    """Yield what else a share may be of: another count, and the whole with or without one."""
    for number in wholes:
        yield number.range
        yield whole.range + number.range
        less = whole.range - number.range
        if less.low > 0:
            yield less
