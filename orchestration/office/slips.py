"""What is wrong in an office's files, each slip one line with its file and row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.errors import BadCall


@dataclass(frozen=True)
class Slip:
    """One thing that is wrong: the file, the row as a person sees it there, and what it is."""

    file: str
    row: int | None
    text: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{place}: {self.text}"


class OfficeError(BadCall):
    """The office's files are not as they must be (exit 2); each slip is a line of the message."""

    def __init__(self, folder: object, slips: Iterable[Slip]) -> None:
        self.slips = tuple(slips)
        super().__init__("\n".join(f"{folder}/{slip}" for slip in self.slips))


def listed(names: Iterable[str]) -> str:
    """Return names for people, in order."""
    return ", ".join(names)
