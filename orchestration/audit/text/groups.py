"""Shares that stand in one list, and the counts that they may all be shares of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.ranges import Range
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.sentences import Sentence, plain
from orchestration.audit.text.shares import Share, name_of
from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import Figure, Nearby
from orchestration.reconcile.rounding import cut_off, percent

KINDS = re.compile(
    r"类(?:[诉求工单事项问题来电信件办留言投咨询]{2,4})?$"
    r"|(?:咨询|求助|投诉|举报|建议|表扬|感谢|其他|其它|有效|无效|直办|转办|答复|在线解答|电话|微信"
    r"|网站|网络|短信|APP|微博|语音)(?:诉求|工单|受理|办理|办结|渠道|来电|量|类|件)*$",
    re.IGNORECASE,
)
"""How a part is called that belongs to a division of the whole, as a unit's name is not."""


@dataclass(frozen=True)
class Group:
    """Shares of one list, of the same printed whole."""

    shares: tuple[Share, ...]

    @property
    def first(self) -> Share:
        """The share that opens the list."""
        return self.shares[0]

    @property
    def is_division(self) -> bool:
        """Whether its parts are kinds, such as 咨询类, and not units."""
        return all(KINDS.search(share.label) for share in self.shares)

    @property
    def total(self) -> Range:
        """What its counts add up to."""
        total = Range.of(0)
        for share in self.shares:
            total = total + share.count.range
        return total

    @property
    def is_all(self) -> bool:
        """Whether its shares make a hundred, as far as they are rounded."""
        off = sum((Fraction(share.rate.printed.value) for share in self.shares), Fraction(-100))
        return len(self.shares) > 1 and abs(off) <= self.room

    @property
    def room(self) -> Fraction:
        """By how much the shares together may be off, since each is rounded."""
        return sum((Fraction(share.rate.printed.step) / 2 for share in self.shares), Fraction(0))


def groups(shares: Sequence[Share]) -> Iterator[Group]:
    """Yield the lists in which shares stand, in order."""
    pending: list[Share] = []
    for share in shares:
        if pending and not _goes_on(pending[-1], share):
            yield Group(tuple(pending))
            pending = []
        pending.append(share)
    if pending:
        yield Group(tuple(pending))


def fits(share: Share, whole: Range) -> bool:
    """Whether a share is one of a whole."""
    return any(span.overlaps(whole) for span in share.wholes)


def is_cut_off(share: Share, whole: Range) -> bool:
    """Whether a share is one of a whole, cut off instead of rounded."""
    numerator, denominator = share.count.range.whole, whole.whole
    if numerator is None or not denominator:
        return False
    printed = share.rate.printed
    return cut_off(percent(numerator, denominator), printed.step) == printed.value


def outcome(share: Share, whole: Number, others: Sequence[Number] = ()) -> Outcome:
    """Return what follows for a share of a printed whole, with the nearest explanation."""
    numerator, denominator = share.count.range.whole, whole.range.whole
    if numerator is None or not denominator:
        return Outcome(f"another share of {whole.text}")
    figure = Figure(numerator, denominator)
    counts = [(name_of(other) or other.text, other.range.whole) for other in others]
    nearby = Nearby(counts=[(name, count) for name, count in counts if count])
    means = f"{numerator} of {denominator} is {figure.shown}"
    return Outcome(figure.shown, joined(means, explain(share.rate.printed, figure, nearby)))


def counts_before(sentences: Sequence[Sentence], share: Share) -> Iterator[Number]:
    """Yield the counts that a share may be one of, the nearest first: those printed so far."""
    before = reversed(share.sentence.before(share.count))
    earlier = (reversed(each.numbers) for each in reversed(sentences[: share.sentence.at]))
    for number in chain(before, chain.from_iterable(earlier)):
        if number.is_count and number.is_sure and number.range.high >= share.count.range.low:
            yield number


def _goes_on(before: Share, share: Share) -> bool:
    if before.base != share.base:
        return False
    if before.sentence.at == share.sentence.at:
        words = plain(share.sentence.text[before.rate.end : share.count.start])
        return "其中" not in words
    if before.sentence.paragraph == share.sentence.paragraph:
        return "其中" not in plain(share.sentence.text[: share.count.start])
    return (
        share.sentence.paragraph == before.sentence.paragraph + 1
        and _opens_paragraph(before)
        and _opens_paragraph(share)
    )


def _opens_paragraph(share: Share) -> bool:
    """Whether a paragraph is an item of a list: it begins with the part and its count."""
    is_first = share.sentence.numbers[:1] == (share.count,)
    return is_first and share.count.start <= 25 and KINDS.search(share.label) is not None
