"""An office as the program knows it: who it is, its words, and its policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.office.compare import unit_word
from orchestration.settings import CONTROLS

PARTS = ("tickets", "cases", "licenses", "evaluations")
"""The exports that an office may have, in the order of their attachments."""

PERIOD_KINDS = ("month", "quarter", "half", "year")
COUNTED_KINDS = ("department", "township")
"""The kinds of units whose cases are counted at channels of their own."""


@dataclass(frozen=True)
class District:
    """A district, or the city whose roll-up takes the rows of every district."""

    code: str
    name: str
    is_city: bool = False
    is_default: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """What its publications lie below; empty for the default one, which has no folder."""
        return "" if self.is_default else self.code

    @property
    def words(self) -> set[str]:
        """What an export or a call may write for it, as names are compared."""
        return {unit_word(text) for text in (self.code, self.name, *self.aliases)}


@dataclass(frozen=True)
class Unit:
    """A unit of the roster (花名册) of a district, in the order in which tables list equals."""

    unit_id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    group: str | None
    district: str


@dataclass(frozen=True)
class Word:
    """A listed word with its code: a type of tickets, or a degree of urgency."""

    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Channel:
    """A channel of cases (办理渠道), and which kind of units has its cases counted there."""

    code: str
    name: str
    aliases: tuple[str, ...]
    counts_for: str | None
    is_headline: bool


@dataclass(frozen=True)
class TimeLimit:
    """What a type and urgency of work orders may take: working hours to sign, days to finish."""

    type_code: str
    urgency_code: str
    sign_hours: Decimal
    finish_days: int


@dataclass(frozen=True)
class OfficeHours:
    """A span of office hours on working days, such as 08:30 to 12:00, and when it holds."""

    opens: str
    closes: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Threshold:
    """A number that the office may set."""

    name: str
    value: int
    unit: str
    meaning: str


@dataclass(frozen=True)
class Lists:
    """How many units each list of the bulletin names."""

    orders: int
    sign_overdue: int
    finish_overdue: int
    low_satisfaction: int
    departments_most: int
    departments_fewest: int
    townships_most: int
    townships_fewest: int
    licenses_most: int
    licenses_fewest: int


@dataclass(frozen=True)
class Wording:
    """Who publishes, in the words of the document; the floor of satisfaction is in percent.

    What stands in the last five is printed only where it is given.
    """

    name: str
    district: str
    addressees: str
    hotline_centre: str
    service_centre: str
    satisfaction_floor: Decimal
    lists: Lists
    longest_list: int
    letterhead: str | None = None
    document_number: str | None = None
    signatory: str | None = None
    copies_to: str | None = None
    issued_by: str | None = None
    kinds: tuple[str, ...] = COUNTED_KINDS
    """Those kinds of units that the roster has: of others nothing is said."""


Headers = Mapping[str, Mapping[str, tuple[str, ...]]]
"""More header names: export, then column by its own header, then the names."""

Indicator = Mapping[str, Any]
"""A line of the office's own catalogue, by column; a shipped one has its code and headline."""


@dataclass(frozen=True)
class Office:
    """All of an office's folder, with what is shipped in the place of what it leaves out.

    `digest` is of the whole folder; `words` of what decides as what a row counts, `headers` among
    it; `policy` of everything else. `files` are those of the folder, with the SHA-256 of each.
    """

    folder: Path
    wording: Wording
    wordings: Mapping[str, Wording]
    """Of the other districts that have a file of their own, by code."""
    parts: tuple[str, ...]
    periods: tuple[str, ...]
    districts: tuple[District, ...]
    """The default one first, the city last."""
    units: tuple[Unit, ...]
    ticket_types: tuple[Word, ...]
    level_words: Mapping[int, tuple[str, ...]]
    """Further words for the five levels."""
    channels: tuple[Channel, ...]
    headers: Headers
    urgencies: tuple[Word, ...]
    time_limits: tuple[TimeLimit, ...]
    office_hours: tuple[OfficeHours, ...]
    thresholds: tuple[Threshold, ...]
    indicators: tuple[Indicator, ...]
    template: Path
    files: Mapping[str, str]
    digest: str
    words: str
    policy: str

    @property
    def exports(self) -> tuple[str, ...]:
        """What is read for it: its parts, and the source systems' own totals."""
        return (*self.parts, CONTROLS)

    @property
    def name(self) -> str:
        """The office that publishes (发文机关)."""
        return self.wording.name

    @property
    def district(self) -> str:
        """The default district's short name (简称)."""
        return self.wording.district

    def threshold(self, name: str) -> int:
        """Return a number that the office may set."""
        return next(each.value for each in self.thresholds if each.name == name)
