"""The tables of what was measured, with machine and versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quarters.__main__ import Size

WAYS = ("floor", "tongbao", "pandas")
"""What is measured, in this order in each round."""

_PACKAGES = ("duckdb", "pandas", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")


_BEGIN, _END = "<!-- measured: written by make bench -->", "<!-- end of what was measured -->"


def write_into(document: Path, tables: str) -> None:
    """Put the tables into the document, in the place of those that were measured before."""
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    document.write_text(f"{before}{_BEGIN}\n\n{tables}\n{_END}{after}", encoding="utf-8")


def report(sizes: Sequence[Size], rounds: int) -> str:
    """Return the report as Markdown: what each way took, and what follows from it."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        f"{_machine()}; Python {platform.python_version()}, {versions}; medians of {rounds} runs.",
        "",
        "| exports | rows | CSV MB | way | seconds | rows a second | peak MB | to the floor |",
        "|---|--:|--:|---|--:|--:|--:|--:|",
    ]
    for size in sizes:
        for way in WAYS:
            seconds = size.seconds(way)
            lines.append(
                f"| {size.times}x | {size.rows:,} | {size.raw_mb:,.0f} | {way} | {seconds:.1f}"
                f" | {size.rows / seconds:,.0f} | {size.peak_mb(way):,.0f}"
                f" | {seconds / size.seconds('floor'):.1f} |"
            )
    lines += [
        "",
        "| exports | one more day, rows | seconds | of the cold run | warehouse MB |",
        "|---|--:|--:|--:|--:|",
    ]
    for size in sizes:
        share = size.night_seconds / size.seconds("tongbao")
        lines.append(
            f"| {size.times}x | {size.day_rows:,} | {size.night_seconds:.1f} | {share:.0%}"
            f" | {size.disk_mb:,.0f} |"
        )
    return "\n".join([*lines, "", *_judged(sizes), ""])


def _judged(sizes: Sequence[Size]) -> list[str]:
    """Return each target with what was measured."""
    first, last = sizes[0], sizes[-1]
    start_up = first.seconds("tongbao") - first.seconds("floor")
    lines = [
        "| target | bound | measured |",
        "|---|---|--:|",
        f"| start-up: a run at {first.times}x less the floor's | 8 s | {start_up:.1f} s |",
        f"| peak memory of all processes | 4,096 MB | {last.peak_mb('tongbao'):,.0f} MB |",
    ]
    if len(sizes) > 1:
        more = {way: last.seconds(way) - first.seconds(way) for way in ("floor", "tongbao")}
        lines.append(
            f"| what {last.times}x costs above {first.times}x, to the floor's | 2.0"
            f" | {more['tongbao'] / more['floor']:.2f} ({more['tongbao']:.1f} s to"
            f" {more['floor']:.1f} s) |"
        )
        share = last.night_seconds / last.seconds("tongbao")
        lines.append(f"| one more day at {last.times}x, of the cold run | 15 % | {share:.0%} |")
    for smaller, larger in pairwise(sizes):
        growth = larger.seconds("tongbao") / smaller.seconds("tongbao")
        rows = larger.rows / smaller.rows
        lines.append(
            f"| growth from {smaller.times}x to {larger.times}x | rows {rows:.1f}-fold"
            f" | {growth:.1f}-fold |"
        )
    return lines


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
