"""Whether some printed counts give a rate whose denominator is not said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from orchestration.audit.ranges import Range, denominators
from orchestration.reconcile.printed import Printed


def is_given(
    printed: Printed, count: Range, near: Sequence[Range], others: Sequence[Range] = ()
) -> bool:
    """Whether a rate of a count is given by the counts near it, or over one of the others.

    What was done may be so many more, as with what was answered at once, or so many less, as
    without what was left from the month before; and the whole another
    count, or two together, or one without the other, as without what is not due yet.
    """
    further = [other for other in near if other != count]
    numerators = [count, *(count + other for other in further)]
    numerators += [count - other for other in further if other.high < count.low]
    wholes = [*near, *(first + second for first, second in combinations(near, 2))]
    wholes += [first - second for first, second in permutations(near, 2)]
    return _is_over(printed, [count], others) or _is_over(printed, numerators, wholes)


def _is_over(printed: Printed, numerators: Sequence[Range], wholes: Sequence[Range]) -> bool:
    spans = [denominators(printed, numerator) for numerator in numerators]
    return any(
        span is not None and whole.low > 0 and span.overlaps(whole)
        for span in spans
        for whole in wholes
    )
