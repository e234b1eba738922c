"""A number of a text that cannot stand beside the others."""

from __future__ import annotations

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

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return self.sentence.at, self.number.start


def findings(odd: Iterable[Odd]) -> Iterator[Finding]:
    """Yield a finding for each number, in the order of the text; the first of several stands."""
    first: dict[tuple[int, int], Odd] = {}
    for each in odd:
        first.setdefault(each.key, each)
    for _, each in sorted(first.items()):
        percent = "%" if each.number.text.endswith("%") else ""
        follows = each.outcome.follows
        yield Finding(
            Kind.CONTRADICTION,
            None,
            each.sentence.shown(each.number),
            each.number.text,
            f"{follows}{percent}" if follows[-1:].isdigit() else follows,
            each.outcome.explanation,
        )
