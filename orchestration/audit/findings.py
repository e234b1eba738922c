"""What an audit finds, and how it is said: a line each, or JSON."""

from __future__ import annotations

import json
from collections import Counter
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
    is_own: bool = False
    notes: tuple[str, ...] = ()
    """What is said beside: against what the file was held."""

    def lines(self) -> Iterable[str]:
        """Yield a line for each finding."""
        return map(str, self.findings)

    def asides(self) -> Iterable[str]:
        """Yield a line for each number that was added, and what is said beside."""
        for each in self.added:
            yield f"{each.place}: added {each.printed}, which is not of the publication"
        yield from self.notes

    def summary(self) -> str:
        """Return how many findings there are of each kind, and how many numbers were added."""
        kinds = Counter(finding.kind for finding in self.findings)
        odd = kinds[Kind.CONTRADICTION]
        parts = [f"{odd} contradiction{'' if odd == 1 else 's'}"] if odd else []
        for kind in (Kind.CHANGED, Kind.DELETED):
            if kinds[kind]:
                parts.append(f"{kinds[kind]} figure{'' if kinds[kind] == 1 else 's'} {kind}")
        if not parts:
            parts = ["no figure changed or deleted" if self.is_own else "no contradiction"]
        if self.added:
            parts.append(f"{len(self.added)} number{'' if len(self.added) == 1 else 's'} added")
        return ", ".join(parts)

    def to_json(self) -> str:
        """Return the findings as one JSON object, what cannot be seen in it as JSON escapes it."""
        found = {name: asdict(self)[name] for name in ("findings", "added")}
        text = json.dumps(found, ensure_ascii=False, indent=2)
        return "".join(
            char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text
        )
