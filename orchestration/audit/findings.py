"""What an audit finds, and how it is said: a line each, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why a figure is a finding."""

    CONTRADICTION = "contradiction"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class Finding:
    """A figure that cannot stand beside the others of its document.

    `claim` is the claim of a CSV's row, None elsewhere; `printed` is None where nothing stands
    there any more. `explanation` is empty where none fits exactly.
    """

    kind: Kind
    claim: str | None
    place: str
    printed: str | None
    follows: str
    explanation: str

    def __str__(self) -> str:
        reason = f"; {self.explanation}" if self.explanation else ""
        return f"{self.place}: printed {self.printed or 'nothing'}, follows {self.follows}{reason}"


@dataclass(frozen=True)
class Added:
    """A number that a person added to a document of ours: worth a look, and no finding."""

    place: str
    printed: str


@dataclass(frozen=True)
class Audit:
    """What was found in one file."""

    findings: tuple[Finding, ...] = ()
    added: tuple[Added, ...] = ()

    def lines(self) -> Iterable[str]:
        """Yield a line for each finding."""
        return map(str, self.findings)

    def to_json(self) -> str:
        """Return the findings as one JSON object, what cannot be seen in it as JSON escapes it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        return "".join(
            char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text
        )
