"""What the page says of a period after its headline figures: a section a chart, in order."""

from __future__ import annotations

from orchestration.publication.bulletin.office import Office
from orchestration.publication.page.comparing import channels, comparison
from orchestration.publication.page.parts import Section
from orchestration.publication.page.sources import Told
from orchestration.publication.page.tickets import types, weekly
from orchestration.publication.page.units import overdue, satisfaction


def sections(told: Told, office: Office) -> list[Section]:
    """Return the sections of the page in their order."""
    return [
        types(told),
        weekly(told),
        overdue(told),
        satisfaction(told, office),
        channels(told),
        comparison(told),
    ]
