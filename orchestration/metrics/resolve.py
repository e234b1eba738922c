"""What a figure's name stands for in a published period: its exact value, the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from orchestration.errors import BadCall
from orchestration.metrics.grammar import SHARE, Comparison, Metric, parse_metric, spelled
from orchestration.metrics.indicator import Indicator
from orchestration.metrics.members import find_member
from orchestration.metrics.published import ALL, Counts, Member, Published, Span, exact_value

POINTS = "个百分点"
SPANS = {Span.CURRENT: "本期", Span.PREVIOUS: "上期", Span.YEAR_BEFORE: "上年同期"}


class Missing(Enum):
    """Why a figure has no value."""

    WHOLE = "it is taken over nothing, or too few are done"
    EARLIER_ROWS = "the earlier span has no rows of its export"
    EARLIER_MONTHS = "a month of the earlier span has no rows, or the period still runs"
    EARLIER_VALUE = "the figure of the earlier span is zero or empty"


@dataclass(frozen=True)
class Part:
    """Rows of a span that a figure counts: those of a member for which `column` is true.

    `indicator` names the counted mart and, where `is_filtered`, the filter. `count` is how many
    they are, None where the export has no rows in the span.
    """

    indicator: Indicator
    span: Span
    is_numerator: bool
    column: str
    member: Member
    is_filtered: bool
    count: int | None


@dataclass(frozen=True)
class Resolved:
    """A figure that a name stands for; where `exact` is None, `missing` says why.

    `now` and `before` are the counts that it was made of; `before` is None where it compares
    nothing, and where its export has no rows in the earlier span.
    """

    metric: Metric
    indicator: Indicator
    member: Member
    unit: str
    exact: Fraction | None
    now: Counts
    before: Counts | None
    parts: tuple[Part, ...]
    missing: Missing | None = None

    @property
    def earlier(self) -> Span | None:
        """The span that it is compared with, if any."""
        comparison = self.metric.comparison
        return None if comparison is None else Span(comparison.against)

    @property
    def is_percentage(self) -> bool:
        """Whether its counts make a percentage, in either span."""
        return self.metric.is_share or self.indicator.is_rate


def resolve(published: Published, text: str, names: Mapping[str, str] | None = None) -> Resolved:
    """Return the figure that a text names; `names` are further names of codes, with the codes.

    Raises BadCall where there is none of that name, and where the name makes no sense: a share or
    growth of what is no count, or no member where each figure has one.
    """
    metric = parse_metric(
        text, spelled(names or {}) | spelled({c: c for c in published.indicators})
    )
    indicator = published.indicators[metric.code]
    _require_sense(indicator, metric)
    _require_published(published, indicator)
    member = find_member(published, indicator, metric)
    asked = _Asked(published, indicator, _canonical(metric, member), member)
    return asked.alone() if metric.comparison is None else asked.compared(metric.comparison)


def _canonical(metric: Metric, member: Member) -> Metric:
    """Return the metric with the member's own name; a unit needs no dimension before it."""
    if member is ALL:
        return metric
    dimension = None if member.dimension == "unit" else member.dimension
    return replace(metric, member=member.name, dimension=dimension)


def _require_sense(indicator: Indicator, metric: Metric) -> None:
    head = replace(metric, comparison=None, member=None, dimension=None)
    if metric.is_share and not indicator.is_count:
        raise BadCall(f"{indicator.code} is no count: a share is of counts alone")
    is_count = indicator.is_count and not metric.is_share
    if metric.comparison and metric.comparison.measure == "change" and not is_count:
        against = Comparison("difference", metric.comparison.against)
        hint = f": write {head}.{against}" if indicator.is_rate or metric.is_share else ""
        raise BadCall(f"{head} is no count: a change is of counts alone{hint}")
    if metric.comparison and not (indicator.is_count or indicator.is_rate):
        raise BadCall(f"{head} is neither a count nor a rate: it has no difference")
    if metric.member is None and not indicator.has_whole:
        dimension = indicator.dimensions[0]
        raise BadCall(
            f"{indicator.code} stands for one {dimension} each:"
            f" write {metric.head}@{dimension.upper()}"
        )


def _require_published(published: Published, indicator: Indicator) -> None:
    if published.figures(indicator.code):
        return
    if published.period.key in published.periods:
        raise BadCall(
            f"{published.period} was published before {indicator.code} was counted: run it again"
        )
    raise BadCall(
        f"{published.period} has no figure {indicator.code}: published periods are"
        f" {', '.join(published.periods) or 'none'}"
    )


@dataclass(frozen=True)
class _Asked:
    published: Published
    indicator: Indicator
    metric: Metric
    member: Member

    def alone(self) -> Resolved:
        """Return the figure of the period by itself."""
        now = self._counts(Span.CURRENT) or Counts(None, None)
        exact = self._exact(now)
        unit = "%" if self.metric.is_share else self.indicator.unit
        missing = Missing.WHOLE if exact is None else None
        return self._resolved(unit, exact, now, None, missing)

    def compared(self, comparison: Comparison) -> Resolved:
        """Return the change or difference against an earlier span."""
        span = Span(comparison.against)
        now, before = self._counts(Span.CURRENT) or Counts(None, None), self._counts(span)
        is_growth, exact = comparison.measure == "change", None
        missing = self._why_not_comparable(span)
        if before and not missing:
            then, this = self._exact(before), self._exact(now)
            if this is None:
                missing = Missing.WHOLE
            elif then is None or (is_growth and not then):
                missing = Missing.EARLIER_VALUE
            else:
                exact = (this - then) * (100 / then if is_growth else 1)
        points = POINTS if self.metric.is_share or self.indicator.is_rate else self.indicator.unit
        return self._resolved("%" if is_growth else points, exact, now, before, missing, span)

    def _resolved(
        self,
        unit: str,
        exact: Fraction | None,
        now: Counts,
        before: Counts | None,
        missing: Missing | None,
        *earlier: Span,
    ) -> Resolved:
        parts = tuple(part for span in (Span.CURRENT, *earlier) for part in self._parts(span))
        return Resolved(
            self.metric, self.indicator, self.member, unit, exact, now, before, parts, missing
        )

    def _why_not_comparable(self, span: Span) -> Missing | None:
        if self._counts(span) is None:
            return Missing.EARLIER_ROWS
        stored = self.published.figures(self.indicator.code)
        is_comparable = span in stored[self.member.dimension, self.member.key].comparable
        return None if is_comparable else Missing.EARLIER_MONTHS

    def _exact(self, counts: Counts) -> Fraction | None:
        if not self.metric.is_share:
            return exact_value(self.indicator.statistic, counts)
        if counts.numerator is None or not counts.denominator:
            return None
        return Fraction(100 * counts.numerator, counts.denominator)

    def _counts(self, span: Span) -> Counts | None:
        if not self.metric.is_share:
            return self._stored(self.indicator, self.member, span)
        part = self._stored(self.indicator, self.member, span)
        whole = self._whole(span)
        return None if part is None or whole is None else Counts(part.numerator, whole)

    def _stored(self, indicator: Indicator, member: Member, span: Span) -> Counts | None:
        figure = self.published.figures(indicator.code).get((member.dimension, member.key))
        return figure.counts.get(span) if figure else None

    def _whole(self, span: Span) -> int | None:
        """Return what a share is taken over: the code's own count in all, or its total's."""
        indicator = self._whole_indicator()
        if indicator.has_whole:
            counts = self._stored(indicator, ALL, span)
            return counts.numerator if counts else None
        dimension = indicator.dimensions[0]
        found = [
            counts.numerator or 0
            for figure in self.published.figures(indicator.code).values()
            if figure.member.dimension == dimension and (counts := figure.counts.get(span))
        ]
        return sum(found) if found else None

    def _whole_indicator(self) -> Indicator:
        if self.member is not ALL:
            return self.indicator
        code = self.indicator.code
        total = self.published.indicators.get(f"{code.split('.')[0]}.total")
        is_part = (
            total is not None
            and total.code != code
            and (total.mart, total.unit) == (self.indicator.mart, self.indicator.unit)
        )
        if total is None or not is_part:
            raise BadCall(f"{code} is no part of a total: write {code}.{SHARE}@MEMBER")
        return total

    def _parts(self, span: Span) -> Iterator[Part]:
        counts = self._counts(span) or Counts(None, None)
        own, member = self.indicator, self.member
        if not own.is_of_minutes:
            yield Part(own, span, True, own.numerator, member, True, counts.numerator)
        if self.metric.is_share:
            whole = self._whole_indicator()
            yield Part(whole, span, False, whole.numerator, ALL, True, counts.denominator)
        elif own.denominator is not None:
            yield Part(own, span, False, own.denominator, member, False, counts.denominator)
