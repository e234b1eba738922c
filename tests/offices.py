"""The shipped office, as tests that speak of the sample need it."""

from orchestration.office.model import District, Office, Wording
from orchestration.office.read import load_office
from orchestration.settings import DEFAULT_OFFICE


def hongsibu() -> Office:
    """Return the office that is used where none is named."""
    return load_office(DEFAULT_OFFICE)


def wording() -> Wording:
    """Return who publishes there."""
    return hongsibu().wording


def default_district() -> District:
    """Return its one district."""
    return hongsibu().districts[0]
