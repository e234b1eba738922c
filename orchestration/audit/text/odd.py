"""A number of a text that cannot stand beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from orchestration.audit.findings import Finding, Kind
from orchestration.audit.outcome import Outcome
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.sentences import Sentence


@dataclass(frozen=True)
class Odd:
    """A number with what follows instead."""

    sentence: Sentence
    number: Number
    outcome: Outcome
    rests_on: tuple[Number, ...] = ()
    """The numbers that it is held against."""

    @property
    def is_rounding(self) -> bool:
        """Whether only its last digit is wrong, which no other number brings about."""
        return "cut off instead of rounded" in self.outcome.explanation

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return self.sentence.at, self.number.start


def findings(odd: Iterable[Odd]) -> Iterator[Finding]:
    """Yield a finding for each number, in the order of the text; the first of several stands.

    One wrong count makes each rate of it odd: so where a number rests on what made another one
    odd, nothing more is found, unless it was merely cut off.
    """
    first: dict[tuple[int, int], Odd] = {}
    wrong: set[int] = set()
    doubtful: dict[bool, set[int]] = {True: set(), False: set()}
    for each in odd:
        rests_on = {id(number) for number in each.rests_on}
        doubts = wrong | doubtful[False] | (set() if each.is_rounding else doubtful[True])
        if not rests_on & doubts:
            wrong.add(id(each.number))
            doubtful[each.is_rounding] |= rests_on
            first.setdefault(each.key, each)
    for _, each in sorted(first.items()):
        percent = "%" if each.number.text.endswith("%") else ""
        follows = each.outcome.follows
        yield Finding(
            Kind.CONTRADICTION,
            None,
            each.sentence.shown(each.number),
            each.number.text,
            f"{follows}{percent}" if re.fullmatch(r"[\d.]+", follows) else follows,
            each.outcome.explanation,
        )
