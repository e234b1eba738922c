"""Which kinds of periods a refresh keeps up."""

from __future__ import annotations

from orchestration.office.read import load_office
from orchestration.periods import PeriodKind
from orchestration.settings import Folders


def kept_kinds(folders: Folders) -> list[PeriodKind]:
    """Return the kinds of periods that the office publishes by itself, the shortest first."""
    return [PeriodKind(kind) for kind in load_office(folders.office).periods]
