"""Which styles of a workbook show a number as a date, a time of day or a span."""

from __future__ import annotations

import re
from collections.abc import Iterable

from orchestration.xlsx.xml import Attributes

DATE, CLOCK, SPAN = "date", "clock", "span"

_BUILT_IN = {
    **dict.fromkeys([*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58], DATE),
    **dict.fromkeys([18, 19, 20, 21, *range(32, 36), 45, 47, 55, 56], CLOCK),
    46: SPAN,
}
"""Number formats that Excel knows by number, those of Chinese Excel (27 to 58) among them."""

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:[hH]+|[mM]+|[sS]+)\])[^\]]*\]?')
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]")


def read_formats(elements: Iterable[tuple[str, Attributes]]) -> list[str | None]:
    """Return for each cell style DATE, CLOCK, SPAN, or None for a plain number."""
    codes: dict[str, str] = {}
    styles: list[str | None] = []
    is_inside = False
    for name, attributes in elements:
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            is_inside = name == "cellXfs"
        elif name == "xf" and is_inside:
            number = attributes.get("numFmtId", "0").strip()
            code = codes.get(number)
            styles.append(_built_in(number) if code is None else format_kind(code))
    return styles


def _built_in(number: str) -> str | None:
    return _BUILT_IN.get(int(number)) if number.isdecimal() else None


def format_kind(code: str) -> str | None:
    """Return how a number format shows a number: DATE, CLOCK, SPAN, or None where as one."""
    shown = _LITERAL.sub("", code).split(";")[0].lower().replace("general", "")
    if _SPAN.search(shown):
        return SPAN
    # in a scientific format `e` stands before a sign; elsewhere it is a year of an era
    if re.search(r"[yd]|e(?![+-])", shown) or ("m" in shown and not re.search("[hs]", shown)):
        return DATE
    return CLOCK if re.search("[hs]", shown) else None
