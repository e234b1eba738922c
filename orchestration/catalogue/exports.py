"""What the catalogue of indicators says of a code: its export, and how it is counted."""

from __future__ import annotations

import csv
from functools import cache

from orchestration.catalogue.describe import CATALOGUE


@cache
def _exports() -> dict[str, str]:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, str] = {}
    for row in rows:
        # the first line of a word says it: what was carried over has a mart of its own
        found.setdefault(row["code"].split(".")[0], row["source_mart"].removeprefix("counted_"))
    return found


@cache
def statistics() -> dict[str, str]:
    """Return how each figure of the catalogue is counted, by its code: count, rate, mean, …"""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["statistic"] for row in csv.DictReader(file)}


@cache
def _always_known() -> frozenset[str]:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return frozenset(
            row["code"] for row in csv.DictReader(file) if row["is_headline"] == "true"
        )


def may_be_unknown(code: str) -> bool:
    """Whether a figure may rest on what an export need not say: no shipped headline does."""
    return code not in _always_known() and not code.endswith(".share")


def export_of_code(code: str) -> str:
    """Return the export whose rows the figure counts: `orders.received` counts `tickets`.

    A code whose first word the catalogue does not know stands for itself.
    """
    word = code.split(".")[0]
    return _exports().get(word, word)
