"""Other ways to read a printed figure's name, by the grammar of metrics: before it is given up."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from orchestration.landing.contract import half_width
from orchestration.metrics.grammar import COMPARISONS, SHARE

_TOTAL = ".total"
_KINDS = ("channel", "type")
"""What bulletins call by its own name, as if it were a figure: 网上办理, 营业执照."""


def spellings(written: str, codes: Collection[str]) -> Iterator[str]:
    """Yield a name as it is written, then as its writer may have meant it.

    A suffix may stand behind the member (`orders.received@甲局.share`), and a channel or a type be
    written as a code (`cases.网上办理`) or alone.
    """
    yield written
    text = half_width(written).strip()
    head, at, member = text.partition("@")
    if at:
        name, suffix = _cut(member)
        if suffix:
            yield f"{head}{suffix}@{name}"
        return
    name, suffix = _cut(head)
    system, dot, last = name.partition(".")
    totals = [code for code in codes if code.endswith(_TOTAL)]
    if dot:
        totals = [code for code in totals if code == f"{system}{_TOTAL}"]
    for total in totals:
        for kind in _KINDS:
            yield f"{total}{suffix}@{kind}:{last if dot else name}"


def why_unknown(code: str, codes: Collection[str]) -> str:
    """Return why a name that no reading makes a figure of is none."""
    stem = max((each for each in codes if code.startswith(f"{each}.")), key=len, default="")
    if stem:
        follow = ", ".join(f".{each}" for each in COMPARISONS)
        return f"what may follow {stem} is .{SHARE}, and after it {follow}"
    systems = {each.partition(".")[0] for each in codes}
    if code.partition(".")[0] in systems:
        return "no figure of the catalogue has that name"
    return "no export holds what it counts"


def _cut(text: str) -> tuple[str, str]:
    """Cut what may follow a code from the end of a text."""
    parts, suffix = text.split("."), ""
    while len(parts) > 1 and parts[-1].strip().lower() in {SHARE, *COMPARISONS}:
        suffix = f".{parts.pop().strip().lower()}{suffix}"
    return ".".join(parts), suffix
