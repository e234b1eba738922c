"""Whether some printed counts give a rate whose denominator is not said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from orchestration.audit.ranges import Range, can_print
from orchestration.reconcile.printed import Printed


def is_given(
    printed: Printed, count: Range, near: Sequence[Range], others: Sequence[Range] = ()
) -> bool:
    """Whether a rate of a count is given by the counts near it, or over one of the others.

    What was done may be so many more, as with what was answered at once, or so many less, as
    without what was left from the month before; and the whole another
    count, or two together, or one without the other, as without what is not due yet.
    """
    others_near = [other for other in near if other != count]
    numerators = [count, *(count + other for other in others_near)]
    numerators += [count - other for other in others_near if other.high < count.low]
    wholes = [*near, *others]
    wholes += [first + second for first, second in combinations(near, 2)]
    wholes += [first - second for first, second in permutations(near, 2)]
    return any(
        _gives(numerator, whole, printed)
        for numerator in numerators
        for whole in wholes
        if whole.low > 0
    )


def _gives(numerator: Range, whole: Range, printed: Printed) -> bool:
    quotient = numerator.over(whole)
    return quotient is not None and can_print(quotient.times(100), printed)
