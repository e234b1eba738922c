"""A figure that a metric names, as printed figures are held against it."""

from __future__ import annotations

from decimal import Decimal

from orchestration.metrics.published import Counts, Span
from orchestration.metrics.resolve import Resolved
from orchestration.periods import Period
from orchestration.reconcile.figure import Figure


def figure_of(resolved: Resolved) -> Figure:
    """Return the figure; a comparison is given in percent or points, with what it is made of."""
    now, before = resolved.now, resolved.before
    is_percentage = resolved.unit == "%" or resolved.is_percentage
    if resolved.earlier is None:
        return _alone(resolved)
    if before is None or resolved.exact is None:
        return Figure(is_percentage=is_percentage, value=resolved.exact)
    if not is_percentage and resolved.indicator.is_count:
        return Figure((now.numerator or 0) - (before.numerator or 0))
    between = "less" if resolved.is_percentage else "after"
    arithmetic = f"{_written(now)} {between} {_written(before)}"
    return Figure(value=resolved.exact, is_percentage=is_percentage, arithmetic=arithmetic)


def why_not(resolved: Resolved, period: Period) -> str:
    """Say why there is no value to hold a printed figure against; empty where there is one."""
    if resolved.earlier is None or resolved.missing is None:
        return ""
    return f"{resolved.missing.value} ({_months(resolved.earlier, period)})"


def _alone(resolved: Resolved) -> Figure:
    now, exact = resolved.now, resolved.exact
    if resolved.is_percentage:
        empty = (
            None
            if now.denominator or exact is None
            else Decimal(exact.numerator) / exact.denominator
        )
        return Figure(now.numerator or 0, now.denominator or 0, empty_rate=empty)
    if resolved.indicator.is_count:
        return Figure(now.numerator)
    return Figure(value=exact)


def _written(counts: Counts) -> str:
    if counts.denominator is None:
        return str(counts.numerator)
    return f"{counts.numerator} of {counts.denominator}"


def _months(span: Span, period: Period) -> str:
    return str(span.of(period))
