"""Landing: any dropped file becomes rows of text in the lake; nothing is judged or lost."""

from orchestration.landing.index import LandedFile
from orchestration.landing.land import LandingReport, land

__all__ = ["LandedFile", "LandingReport", "land"]
