"""What a chart of the page shows: numbers with names, not how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """How long a bar is, and what is written at its end; one that is cut ends with a break."""

    value: float
    text: str
    is_cut: bool = False


@dataclass(frozen=True)
class BarChart:
    """Named rows of bars: in each row one bar a series, none where there is no value."""

    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Bar | None, ...]], ...]
    ends_at: float = 0.0
    """The value that fits in even where every bar is shorter."""
    floor: tuple[float, str] | None = None
    """A value that bars should reach, and what it is called; shorter ones have the other colour."""


@dataclass(frozen=True)
class WeekChart:
    """Two columns a week with a line over them, all three in the same unit."""

    columns: tuple[str, str]
    line: str
    weeks: tuple[tuple[str, tuple[int, int], int], ...]


Chart = BarChart | WeekChart
