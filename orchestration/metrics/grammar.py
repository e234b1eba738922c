"""A figure's name taken apart: `CODE[.share][.COMPARISON][@[DIMENSION:]MEMBER]`; reads no data."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from orchestration.errors import BadCall
from orchestration.landing.contract import word

SHARE = "share"
DIMENSIONS = ("unit", "group", "type", "channel", "topic", "topic_1", "topic_3")
"""What a member may be of; a figure has those that its catalogue line names."""

_NEAR = 0.7


@dataclass(frozen=True)
class Comparison:
    """How a figure is held against the same one of an earlier span.

    A `change` is a growth in percent, a `difference` is in counts or in percentage points.
    """

    measure: Literal["change", "difference"]
    against: Literal["previous", "year_before"]

    def __str__(self) -> str:
        return f"{self.measure}_on_{self.against}"


COMPARISONS = {
    str(each): each
    for each in (
        Comparison("change", "previous"),
        Comparison("change", "year_before"),
        Comparison("difference", "previous"),
        Comparison("difference", "year_before"),
    )
}


class UnknownCode(BadCall):
    """The name has no code of the catalogue; `nearest` are codes that look like it, best first."""

    def __init__(self, code: str, nearest: Collection[str]) -> None:
        self.nearest = tuple(nearest)
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"{code!r} is no code of the catalogue (table indicator_catalogue){hint}")


@dataclass(frozen=True)
class Metric:
    """A figure's name; `member` stands as written, and `dimension` only where it was named."""

    code: str
    is_share: bool = False
    comparison: Comparison | None = None
    dimension: str | None = None
    member: str | None = None

    @property
    def head(self) -> str:
        """The name without its member."""
        parts = [self.code, SHARE if self.is_share else None, self.comparison]
        return ".".join(str(part) for part in parts if part)

    def __str__(self) -> str:
        if self.member is None:
            return self.head
        return f"{self.head}@{f'{self.dimension}:' if self.dimension else ''}{self.member}"


def spelled(names: Mapping[str, str]) -> dict[str, str]:
    """Return codes by their names as they are compared, for `parse_metric`."""
    return {_compared(name): code for name, code in names.items()}


def parse_metric(text: str, known: Mapping[str, str]) -> Metric:
    """Return the figure that a text names.

    `known` are the catalogue's codes by their compared spelling (`spelled`); other names of codes
    may stand beside them. Raises UnknownCode where none of them fits, and BadCall where only what
    follows the code, or the member, is amiss.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    head, at, rest = written.partition("@")
    code, is_share, comparison = _head(head, known)
    if not at:
        return Metric(code, is_share, comparison)
    dimension, member = _member(rest)
    if not word(member):
        raise BadCall(f"{written!r} names no member behind the @: write {code}@MEMBER")
    return Metric(code, is_share, comparison, dimension, member)


def _head(head: str, known: Mapping[str, str]) -> tuple[str, bool, Comparison | None]:
    """Read from the end; a code of the catalogue goes before what could be its suffix."""
    rest, comparison = _compared(head), None
    if rest not in known:
        before, _, last = rest.rpartition(".")
        if last in COMPARISONS:
            rest, comparison = before, COMPARISONS[last]
    if rest in known:
        return known[rest], False, comparison
    if rest.endswith(f".{SHARE}") and (code := rest.removesuffix(f".{SHARE}")) in known:
        return known[code], True, comparison
    raise _unknown(head.strip(), rest, known)


def _unknown(head: str, rest: str, known: Mapping[str, str]) -> BadCall:
    """Tell a slip in what follows a code from a slip in the code."""
    codes = set(known.values())
    parts = rest.split(".")
    for end in range(len(parts) - 1, 0, -1):
        code = known.get(".".join(parts[:end]))
        suffix = ".".join(parts[end:])
        if code and get_close_matches(suffix, [SHARE, *COMPARISONS], cutoff=_NEAR):
            return BadCall(
                f"{head!r}: what may follow {code} is .{SHARE}, and after it"
                f" {', '.join(f'.{each}' for each in COMPARISONS)}"
            )
    while parts[-1] in COMPARISONS or (parts[-1] == SHARE and len(parts) > 2):
        parts.pop()
    return UnknownCode(head, get_close_matches(".".join(parts), codes, n=3))


def _member(text: str) -> tuple[str | None, str]:
    before, colon, rest = text.partition(":")
    name = _compared(before)
    if colon and name in DIMENSIONS:
        return name, rest.strip()
    return None, text.strip()


def _compared(text: str) -> str:
    return word(unicodedata.normalize("NFKC", text)).lower()
