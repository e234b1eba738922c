"""Numbers of headings as official documents count them: 一、 then （一） then 1."""

from __future__ import annotations

from orchestration.publication.bulletin.titles import chinese_number


class Numbering:
    """Counts headings as they are written, so that a section left out leaves no gap."""

    def __init__(self) -> None:
        self._chapters = self._sections = self._items = 0

    def chapter(self) -> str:
        """Return the next 一、 and start its sections anew."""
        self._chapters, self._sections, self._items = self._chapters + 1, 0, 0
        return f"{chinese_number(self._chapters)}、"

    def section(self) -> str:
        """Return the next （一） and start its items anew."""
        self._sections, self._items = self._sections + 1, 0
        return f"（{chinese_number(self._sections)}）"

    def item(self) -> str:
        """Return the next 1."""
        self._items += 1
        return f"{self._items}."
