"""How people write members of dimensions, beside the names that figures have them under."""

from __future__ import annotations

from orchestration.office.read import load_office
from orchestration.roster import roster
from orchestration.settings import Folders


def aliases(folders: Folders) -> dict[str, dict[str, str]]:
    """Return, by dimension, each further spelling with the name that it means, of a district."""
    office = load_office(folders.office)
    return {
        "unit": roster(folders),
        "type": {alias: each.name for each in office.ticket_types for alias in each.aliases},
        "channel": {alias: each.name for each in office.channels for alias in each.aliases},
    }
