"""An office put together of its files, with what is shipped where one is absent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from orchestration.office.catalogue_file import FILE as INDICATORS
from orchestration.office.catalogue_file import read_indicators
from orchestration.office.digests import digest_of, policy_of, words_of
from orchestration.office.folder import OFFICE_FILE, TEMPLATE, district_of_file
from orchestration.office.headers_file import read_headers
from orchestration.office.kinds import kinds_of
from orchestration.office.lists import (
    read_channels,
    read_level_words,
    read_types,
    read_urgencies,
)
from orchestration.office.model import District, Headers, Office, Wording
from orchestration.office.policy import read_hours, read_limits, read_thresholds
from orchestration.office.rosters import read_districts, read_units
from orchestration.office.rows import Row, read_rows
from orchestration.office.settings_file import Values, read_values
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import CHANNELS, LEVEL_WORDS, TICKET_TYPES, Table
from orchestration.office.tables import DISTRICTS as DISTRICTS_TABLE
from orchestration.office.template_file import require_template
from orchestration.office.wording import (
    OfficeFile,
    read_office_file,
    too_long_lists,
    wording_of,
)
from orchestration.office.wording_keys import OF_THE_FOLDER

DEFAULTS = Path(__file__).parent / "defaults"
"""What an office has that says nothing else; no place is named there."""


@cache
def default_settings() -> Values:
    """Return what the shipped `office.yml` says."""
    slips: list[Slip] = []
    values = read_values(DEFAULTS / OFFICE_FILE, slips)
    if values is None or slips:
        raise ValueError(listed(map(str, slips)))
    return values


@dataclass
class OfficeBuilder:
    """Reads the files of one folder; what is wrong is added to the slips."""

    folder: Path
    files: Mapping[str, Path]
    slips: list[Slip]

    def build(self) -> Office | None:
        """Return the office, None where its own file can not be used."""
        own = read_office_file(self.files[OFFICE_FILE], self.slips)
        name = own.text("district") if own else None
        districts = read_districts(
            self._own_rows(DISTRICTS_TABLE),
            name or "",
            own.text("code") if own else None,
            self.slips,
        )
        units = read_units(self.files["units.csv"], districts, self.slips)
        types = read_types(self._path(TICKET_TYPES.file), self.slips)
        channels = read_channels(self._path(CHANNELS.file), self.slips)
        urgencies = read_urgencies(self._path("urgencies.csv"), self.slips)
        limits = read_limits(
            self._path("time_limits.csv"),
            {each.code for each in types},
            {each.code for each in urgencies},
            "time_limits.csv" in self.files,
            self.slips,
        )
        indicators = (
            read_indicators(
                self.files[INDICATORS],
                {each.code: each.name for each in types},
                {each.code: each.name for each in channels},
                self.slips,
            )
            if INDICATORS in self.files
            else []
        )
        if TEMPLATE in self.files:
            require_template(self.files[TEMPLATE], self.slips)
        level_words = read_level_words(self._own_rows(LEVEL_WORDS), self.slips)
        hours = read_hours(self._path("office_hours.csv"), self.slips)
        thresholds = read_thresholds(
            DEFAULTS / "thresholds.csv", self.files.get("thresholds.csv"), self.slips
        )
        headers = self._headers()
        others = self._others(own, districts)
        if own is None:
            return None
        wording = wording_of(own, default_settings(), kinds_of(units, districts[0]))
        too_long_lists(wording, own, self.slips)
        office = Office(
            folder=self.folder,
            wording=wording,
            wordings={
                each.code: self._of(others[each.code], kinds_of(units, each))
                for each in districts
                if each.code in others
            },
            parts=own.chosen("parts") or tuple(default_settings()["parts"].value),
            periods=own.chosen("periods") or tuple(default_settings()["periods"].value),
            districts=districts,
            units=tuple(units),
            ticket_types=tuple(types),
            level_words=level_words,
            channels=tuple(channels),
            headers=headers,
            urgencies=tuple(urgencies),
            time_limits=tuple(limits),
            office_hours=tuple(hours),
            thresholds=tuple(thresholds),
            indicators=tuple(indicators),
            template=self._path(TEMPLATE),
            files={},
            digest="",
            words="",
            policy="",
        )
        return self._digested(office)

    def _digested(self, office: Office) -> Office:
        contents = {name: path.read_bytes() for name, path in sorted(self.files.items())}
        files = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        policy = digest_of(policy_of(office), office.template.read_bytes())
        words = digest_of(words_of(office))
        return replace(
            office, files=files, digest=digest_of({"files": files}), words=words, policy=policy
        )

    def _path(self, name: str) -> Path:
        return self.files.get(name) or DEFAULTS / name

    def _own_rows(self, table: Table) -> list[Row] | None:
        path = self.files.get(table.file)
        return None if path is None else read_rows(path, table, self.slips)

    def _headers(self) -> Headers:
        path = self.files.get("headers.yml")
        return read_headers(path, self.slips) if path else {}

    def _others(
        self, own: OfficeFile | None, districts: Iterable[District]
    ) -> dict[str, OfficeFile]:
        """Return the files of other districts by code."""
        found = {}
        known = {each.code: each for each in districts}
        for name, path in self.files.items():
            code = district_of_file(name)
            if code is None:
                continue
            if code not in known:
                text = f"no district {code}; there are {listed(known)}"
                self.slips.append(Slip(name, None, text))
                continue
            other = read_office_file(path, self.slips)
            if other is not None:
                self._require_same(own, other, code)
                found[code] = other
        return found

    def _require_same(self, own: OfficeFile | None, other: OfficeFile, code: str) -> None:
        for key in OF_THE_FOLDER:
            said = other.given.get(key)
            if said is None:
                continue
            if key == "code":
                is_same = said.text == code
            else:
                is_same = own is not None and other.chosen(key) == own.chosen(key)
            if not is_same:
                text = f"{key} is that of {OFFICE_FILE} for all districts: leave it out here"
                self.slips.append(Slip(other.file, said.row, text))

    def _of(self, other: OfficeFile, kinds: tuple[str, ...]) -> Wording:
        """Return another district's wording: shipped words where it gives none of its own."""
        wording = wording_of(other, default_settings(), kinds)
        too_long_lists(wording, other, self.slips)
        return wording
