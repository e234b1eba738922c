"""What follows where a figure cannot stand, and the nearest explanation of what is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What follows from the other figures, and why something else may be printed; else empty."""

    follows: str
    explanation: str = ""


def joined(*reasons: str) -> str:
    """Return the reasons that there are, as one."""
    return "; ".join(filter(None, reasons))
