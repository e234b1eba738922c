"""The report of `tongbao reconcile`: a line for each printed figure of a bulletin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.districts import told_of
from orchestration.periods import Period
from orchestration.reconcile.claims import Claim, notice_of, read_claims, twice_printed
from orchestration.reconcile.compare import Comparison, Verdict, compare
from orchestration.reconcile.figures import Figures, Found, read_figures
from orchestration.reconcile.printed import with_unit
from orchestration.settings import Folders


@dataclass(frozen=True)
class Judged:
    """A claim, the figure that it was taken for, and what came out."""

    claim: Claim
    found: Found
    comparison: Comparison

    def line(self) -> str:
        """Return the line of the claim."""
        claim, comparison = self.claim, self.comparison
        parts = [
            claim.number,
            comparison.verdict.value,
            claim.code or "(no code)",
            f"printed {with_unit(claim.printed, claim.unit)}",
        ]
        if self._read_as:
            parts.insert(3, f"read as {self._read_as}")
        if comparison.found:
            parts.append(f"counted {comparison.found}")
        if comparison.difference:
            parts.append(f"difference {comparison.difference}")
        if comparison.reason:
            parts.append(comparison.reason)
        return "  ".join(parts)

    def to_json(self) -> dict[str, str]:
        """Return the same for other programs; what there is none of is empty."""
        return {
            "claim": self.claim.number,
            "code": self.claim.code,
            "printed": self.claim.printed,
            "unit": self.claim.unit,
            "verdict": self.comparison.verdict.value,
            "read_as": self._read_as,
            "counted": self.comparison.found or "",
            "difference": self.comparison.difference or "",
            "reason": self.comparison.reason or "",
        }

    @property
    def _read_as(self) -> str:
        is_other = self.found.figure is not None and str(self.found) != self.claim.code
        return str(self.found) if is_other else ""


@dataclass(frozen=True)
class Reconciled:
    """What became of every printed figure of a period."""

    title: str
    judged: tuple[Judged, ...]

    def lines(self, only_differences: bool = False) -> list[str]:
        """Return each claim, what stands twice, then how many came out how."""
        shown = [
            each
            for each in self.judged
            if not only_differences or each.comparison.verdict is not Verdict.REPRODUCED
        ]
        counts = self.counts()
        totals = (
            f"{counts['reproduced']} reproduced, {counts['differs']} differ,"
            f" {counts['not_derivable']} not derivable"
        )
        return [*(each.line() for each in shown), *self._twice(), f"{self.title}: {totals}"]

    def to_json(self) -> dict[str, Any]:
        """Return all claims and counts for other programs."""
        figures = [each.to_json() for each in self.judged]
        return {"period": self.title, "figures": figures, "twice": self._twice()} | self.counts()

    def counts(self) -> dict[str, int]:
        """Return how many claims came out how."""
        verdicts = Counter(each.comparison.verdict for each in self.judged)
        return {
            "reproduced": verdicts[Verdict.REPRODUCED],
            "differs": verdicts[Verdict.DIFFERS],
            "not_derivable": verdicts[Verdict.NOT_DERIVABLE],
        }

    def _twice(self) -> list[str]:
        claims = [each.claim for each in self.judged]
        return twice_printed(claims, [str(each.found) for each in self.judged])


def reconcile_period(folders: Folders, period: Period, file: Path | None = None) -> Reconciled:
    """Hold the claims of `file`, else those of the period's bulletin, against the warehouse."""
    claims = read_claims(file or notice_of(folders, period))
    figures = read_figures(folders, period)
    judged = []
    for claim in claims:
        found = figures.find(claim.code)
        judged.append(Judged(claim, found, judge(claim, found, figures)))
    return Reconciled(told_of(folders, period), tuple(judged))


def judge(claim: Claim, found: Found, figures: Figures) -> Comparison:
    """Return what became of one claim."""
    if claim.fault or found.figure is None:
        return Comparison(Verdict.NOT_DERIVABLE, reason=claim.fault or found.reason)
    return compare(claim.printed, found.figure, figures.nearby(found.key), claim.unit)
