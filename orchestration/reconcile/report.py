"""The report of `tongbao reconcile`: a line for each printed figure of a bulletin."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.quarters import Quarter
from orchestration.reconcile.compare import Comparison, Figure, Verdict, compare
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

NOTICES = Path(__file__).parent / "notices"
"""Printed figures by quarter: claim, code (with @unit where it has one), printed, unit, where."""


@dataclass(frozen=True)
class Claim:
    """One printed figure."""

    number: str
    code: str
    printed: str
    unit: str


def reconcile_quarter(folders: Folders, quarter: Quarter) -> list[str]:
    """Return the report's lines: each claim, then how many came out how."""
    claims = read_claims(quarter)
    figures = read_figures(folders, quarter)
    results = [(claim, compare(claim.printed, figures.get(claim.code))) for claim in claims]
    verdicts = Counter(comparison.verdict for _, comparison in results)
    totals = (
        f"{verdicts[Verdict.REPRODUCED]} reproduced, {verdicts[Verdict.DIFFERS]} differ,"
        f" {verdicts[Verdict.NOT_DERIVABLE]} not derivable"
    )
    return [*(line(claim, comparison) for claim, comparison in results), f"{quarter}: {totals}"]


def line(claim: Claim, comparison: Comparison) -> str:
    """Return the line of one claim."""
    parts = [
        claim.number,
        comparison.verdict.value,
        claim.code,
        f"printed {claim.printed}{claim.unit}",
    ]
    if comparison.found:
        parts.append(f"counted {comparison.found}")
    if comparison.difference:
        parts.append(f"difference {comparison.difference}")
    if comparison.reason:
        parts.append(comparison.reason)
    return "  ".join(parts)


def read_claims(quarter: Quarter) -> list[Claim]:
    """Return the printed figures of a quarter's bulletin; raises BadCall where none are known."""
    path = NOTICES / f"{quarter}.csv"
    if not path.exists():
        known = ", ".join(sorted(notice.stem for notice in NOTICES.glob("*.csv")))
        raise BadCall(f"no printed figures of {quarter} are known (known: {known})")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Claim(row["claim"], row["code"], row["printed"], row["unit"])
            for row in csv.DictReader(file)
        ]


def read_figures(folders: Folders, quarter: Quarter) -> dict[str, Figure]:
    """Return what the warehouse counts for a quarter, by code; BadCall before its first run."""
    if not folders.analysts_database.exists():
        raise BadCall(
            f"{folders.warehouse} holds no {quarter} yet: run `tongbao run {quarter}` first"
        )
    with connect_read_only(folders.analysts_database) as connection:
        headline = connection.execute(
            "select indicator_code, numerator, denominator, is_rate, value"
            " from headline_indicators where quarter = ?",
            [quarter.key],
        ).fetchall()
        by_unit = connection.execute(
            "select indicator_code || '@' || unit_name, numerator, denominator"
            " from unit_indicators where quarter = ?",
            [quarter.key],
        ).fetchall()
        topics = connection.execute(
            "select 'tickets.' || type_code || '.topic', coalesce(leading_topic, '')"
            " from tickets_by_type where quarter = ?",
            [quarter.key],
        ).fetchall()
    if not headline:
        raise BadCall(f"{quarter} is not published yet: run `tongbao run {quarter}` first")
    figures = {
        code: Figure(numerator, denominator if is_rate else None, empty_rate=value)
        for code, numerator, denominator, is_rate, value in headline
    }
    figures |= {code: Figure(numerator, denominator) for code, numerator, denominator in by_unit}
    return figures | {code: Figure(text=topic) for code, topic in topics}
