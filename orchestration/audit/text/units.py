"""Rates of one unit over the orders that it received: one whole count must give them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from orchestration.audit.denominator import Rate, odd_rates
from orchestration.audit.text.groups import KINDS
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.sentences import plain
from orchestration.audit.text.shares import Share

_TOPIC = re.compile(r"(?:超时|超期|逾期|未按时|未及时)(?:未)?(?:签收|办结|办理)")
_ENDING = re.compile(r"(?:人民政府|办事处|(?<=街道)办)$")


def held_units(shares: Sequence[Share]) -> Iterator[Odd]:
    """Yield the rates of a unit that its other rates leave no denominator for.

    Only where lists of one paragraph print late signing and late completion of the same units:
    what is late is late of what was received.
    """
    by_unit: dict[tuple[int, str], list[tuple[str, Share]]] = defaultdict(list)
    for share in shares:
        topic = _topic(share)
        if topic and not share.base and not KINDS.search(share.label):
            unit = _ENDING.sub("", share.label)
            by_unit[share.sentence.paragraph, unit].append((topic, share))
    for found in by_unit.values():
        topics = [topic for topic, _ in found]
        if len(found) < 2 or len(set(topics)) < len(topics):
            continue
        rates = [
            Rate(f"{topic}{share.count.text}", share.count.range, share.rate.printed)
            for topic, share in found
        ]
        for at, outcome in odd_rates(rates):
            share = found[at][1]
            yield Odd(share.sentence, share.rate, outcome)


def _topic(share: Share) -> str:
    """Return what the list of a share is about; empty where it is not about lateness."""
    before = plain(share.sentence.text[: share.count.start])
    found = list(_TOPIC.finditer(before))
    return found[-1][0] if found else ""
