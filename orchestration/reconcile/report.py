"""The report of `tongbao reconcile`: a line for each printed figure of a bulletin."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from orchestration.districts import told_of
from orchestration.periods import Period
from orchestration.reconcile.claims import Claim, notice_of, read_claims, twice_printed
from orchestration.reconcile.compare import Comparison, Verdict, compare
from orchestration.reconcile.figures import Figures, Found, read_figures
from orchestration.reconcile.printed import with_unit
from orchestration.settings import Folders


def reconcile_period(folders: Folders, period: Period, file: Path | None = None) -> list[str]:
    """Return the report's lines: each claim, what stands twice, then how many came out how.

    The claims are those of `file`, else those of the period's bulletin where it is known.
    """
    claims = read_claims(file or notice_of(folders, period))
    figures = read_figures(folders, period)
    found = [figures.find(claim.code) for claim in claims]
    results = [judge(claim, which, figures) for claim, which in zip(claims, found, strict=True)]
    verdicts = Counter(comparison.verdict for comparison in results)
    totals = (
        f"{verdicts[Verdict.REPRODUCED]} reproduced, {verdicts[Verdict.DIFFERS]} differ,"
        f" {verdicts[Verdict.NOT_DERIVABLE]} not derivable"
    )
    return [
        *map(line, claims, found, results),
        *twice_printed(claims, [str(which) for which in found]),
        f"{told_of(folders, period)}: {totals}",
    ]


def judge(claim: Claim, found: Found, figures: Figures) -> Comparison:
    """Return what became of one claim."""
    if claim.fault or found.figure is None:
        return Comparison(Verdict.NOT_DERIVABLE, reason=claim.fault or found.reason)
    return compare(claim.printed, found.figure, figures.nearby(found.key), claim.unit)


def line(claim: Claim, found: Found, comparison: Comparison) -> str:
    """Return the line of one claim."""
    parts = [
        claim.number,
        comparison.verdict.value,
        claim.code or "(no code)",
        f"printed {with_unit(claim.printed, claim.unit)}",
    ]
    if found.figure is not None and str(found) != claim.code:
        parts.insert(3, f"read as {found}")
    if comparison.found:
        parts.append(f"counted {comparison.found}")
    if comparison.difference:
        parts.append(f"difference {comparison.difference}")
    if comparison.reason:
        parts.append(comparison.reason)
    return "  ".join(parts)
