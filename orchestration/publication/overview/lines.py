"""A figure over time as a line: SVG of shapes and text alone, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH, HEIGHT = 320, 98
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 12, 28, 24


@dataclass(frozen=True)
class Point:
    """A figure of a period: where it stands in time (months), its label, its value."""

    month: int
    label: str
    value: Decimal | None


def line_shapes(points: Sequence[Point]) -> str:
    """Return the inside of an `<svg>` of WIDTH by HEIGHT; a period without a value is a gap."""
    known = [point for point in points if point.value is not None]
    values = [point.value for point in known if point.value is not None]
    low, high = min(values), max(values)
    places = [(point, _x(point, points), _y(point.value, low, high)) for point in points]
    shapes = [
        f'<polyline class="line" points="{" ".join(f"{x},{y}" for x, y in run)}"/>'
        for run in _runs(places)
        if len(run) > 1
    ]
    for _, x, y in places:
        if y is not None:
            shapes.append(f'<circle class="point" cx="{x}" cy="{y}" r="3"/>')
    shapes += [_named(point, places) for point in dict.fromkeys((known[0], known[-1]))]
    return "".join(shapes)


def _x(point: Point, points: Sequence[Point]) -> int:
    first, last = points[0].month, points[-1].month
    room = WIDTH - _LEFT - _RIGHT
    return _LEFT + round(room * (point.month - first) / max(last - first, 1))


def _y(value: Decimal | None, low: Decimal, high: Decimal) -> int | None:
    if value is None:
        return None
    room = HEIGHT - _TOP - _BOTTOM
    share = (value - low) / (high - low) if high > low else Decimal("0.5")
    return _TOP + round(room * (1 - share))


def _runs(places: Sequence[tuple[Point, int, int | None]]) -> list[list[tuple[int, int]]]:
    """Return the stretches without a gap."""
    runs: list[list[tuple[int, int]]] = [[]]
    for _, x, y in places:
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    return runs


def _named(point: Point, places: Sequence[tuple[Point, int, int | None]]) -> str:
    """Return value and period of the first or last point, kept within the picture."""
    x = next(x for each, x, _ in places if each is point)
    anchor = "start" if x < WIDTH / 2 else "end"
    return (
        # above all lines, so that none runs through it
        f'<text class="value" x="{x}" y="{_TOP - 12}" text-anchor="{anchor}">{point.value}</text>'
        f'<text class="period" x="{x}" y="{HEIGHT - 6}" text-anchor="{anchor}">'
        f"{escape(point.label)}</text>"
    )
