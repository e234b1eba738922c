"""The formats of the workbook, each made once."""

from __future__ import annotations

from typing import Any

_TITLE_FONT, _TEXT_FONT, _HEADING_FONT = "方正小标宋简体", "宋体", "黑体"
_TEXT = {"font_name": _TEXT_FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
_CELL = _TEXT | {"border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "number": _TEXT | {"font_name": _HEADING_FONT, "font_size": 14, "text_wrap": False},
    "title": _TEXT | {"font_name": _TITLE_FONT, "font_size": 16, "align": "center"},
    "note": _TEXT | {"font_size": 10, "align": "right"},
    "header": _CELL | {"font_name": _HEADING_FONT, "align": "center", "bg_color": "#DDE6F0"},
    "text": _CELL | {"align": "left", "indent": 1},
    "centred": _CELL | {"align": "center"},
    "count": _CELL | {"align": "right", "num_format": "0_ ", "text_wrap": False},
    "rate": _CELL | {"align": "right", "num_format": "0.00_ ", "text_wrap": False},
}
_TOTAL = {"bold": True, "bg_color": "#F2F2F2"}


class Styles:
    """Formats by look and whether the row is a total."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def of(self, look: str, *, is_total: bool = False) -> Any:
        """Return the format of a look."""
        if (look, is_total) not in self._made:
            properties = _LOOKS[look] | (_TOTAL if is_total else {})
            self._made[look, is_total] = self._book.add_format(properties)
        return self._made[look, is_total]
