"""The tables of what was measured, with machine and versions."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from quarters.measuring import Measured, Taken

if TYPE_CHECKING:
    from quarters.__main__ import Size

WAYS = ("floor", "tongbao", "pandas")
"""What is measured, in this order in each round."""

_TO_PANDAS = {10: 1.5, 100: 0.75}
_LONG_SECONDS = 0.5

_PACKAGES = ("duckdb", "pandas", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")


_BEGIN, _END = "<!-- measured: written by make bench -->", "<!-- end of what was measured -->"


def write_into(document: Path, tables: str) -> None:
    """Put the tables into the document, in the place of those that were measured before."""
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    document.write_text(f"{before}{_BEGIN}\n\n{tables}\n{_END}{after}", encoding="utf-8")


def report(sizes: Sequence[Size], imports: Sequence[Measured], rounds: int) -> str:
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
        "| exports | one more day, rows | seconds | of the cold run | floor that day | to it"
        " | warehouse MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for size in sizes:
        share = size.night_seconds / size.seconds("tongbao")
        lines.append(
            f"| {size.times}x | {size.day_rows:,} | {size.night_seconds:.1f} | {share:.0%}"
            f" | {size.night_floor_seconds:.1f}"
            f" | {size.night_seconds / size.night_floor_seconds:.1f} | {size.disk_mb:,.0f} |"
        )
    bare = statistics.median(each.seconds for each in imports)
    lines += ["", f"The packages' bare imports: {bare:.1f} s.", "", *_stages(sizes)]
    return "\n".join([*lines, "", *_judged(sizes, bare), ""])


def _stages(sizes: Sequence[Size]) -> list[str]:
    """Return where the time goes, by the stages that a run tells: of the last round."""
    lines = [
        "| exports | run | stage | seconds | of processors |",
        "|---|---|---|--:|--:|",
    ]
    for size in sizes:
        for run, measured in (("cold", size.cold["tongbao"][-1]), ("one more day", size.night[-1])):
            for stage, taken in _together(measured.stages).items():
                lines.append(
                    f"| {size.times}x | {run} | {stage} | {taken.seconds:.1f}"
                    f" | {taken.processor:.1f} |"
                )
    return lines


def _together(stages: Mapping[str, Taken]) -> dict[str, Taken]:
    """Return the stages with those that are over at once as one."""
    long = {name: taken for name, taken in stages.items() if taken.seconds >= _LONG_SECONDS}
    short = [taken for name, taken in stages.items() if name not in long]
    rest = Taken(sum(each.seconds for each in short), sum(each.processor for each in short))
    return {**long, "the others": rest}


def _judged(sizes: Sequence[Size], bare: float) -> list[str]:
    """Return each bound with what was measured."""
    first, last = sizes[0], sizes[-1]
    start_up = first.seconds("tongbao") - first.seconds("floor")
    night = first.night_seconds - first.night_floor_seconds
    lines = [
        "| what | bound | measured |",
        "|---|--:|--:|",
        f"| a run at {first.times}x less the floor's, to the bare imports | 2.0"
        f" | {start_up / bare:.2f} |",
        f"| one more day at {first.times}x less the floor's, to the bare imports | 1.7"
        f" | {night / bare:.2f} |",
        f"| peak memory of all processes | 4,096 MB | {last.peak_mb('tongbao'):,.0f} MB |",
    ]
    for size in sizes[1:]:
        bound = _TO_PANDAS.get(size.times)
        lines.append(
            f"| a run at {size.times}x, to pandas | {bound or '–'}"
            f" | {size.seconds('tongbao') / size.seconds('pandas'):.2f} |"
        )
    if len(sizes) > 1:
        more = {way: last.seconds(way) - first.seconds(way) for way in ("floor", "tongbao")}
        lines += [
            f"| what {last.times}x costs above {first.times}x, to the floor's | 4.0"
            f" | {more['tongbao'] / more['floor']:.2f} |",
            f"| one more day at {last.times}x, to the floor's whole run | 1.3"
            f" | {last.night_seconds / last.night_floor_seconds:.2f} |",
        ]
    return lines


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
