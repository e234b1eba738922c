"""Digests of an office: of all of it, of its words, and of its policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from orchestration.office.model import Channel, Office, Unit, Wording


def words_of(office: Office) -> dict[str, Any]:
    """Return what decides as what a row counts: headers, types, levels, channels, units."""
    return {
        "headers": office.headers,
        "types": [asdict(each) for each in office.ticket_types],
        "levels": {str(level): words for level, words in office.level_words.items()},
        "channels": [_channel(each) for each in office.channels],
        "units": [_unit(each) for each in office.units],
        "districts": [asdict(each) for each in office.districts],
    }


def policy_of(office: Office) -> dict[str, Any]:
    """Return everything else: what is said of rows that are counted, and how it is told."""
    return {
        "wording": [_wording(each) for each in (office.wording, *office.wordings.values())],
        "parts": office.parts,
        "periods": office.periods,
        "kinds": [(unit.unit_id, unit.kind, unit.group) for unit in office.units],
        "channels": [(each.code, each.counts_for, each.is_headline) for each in office.channels],
        "urgencies": [asdict(each) for each in office.urgencies],
        "limits": [asdict(each) for each in office.time_limits],
        "hours": [asdict(each) for each in office.office_hours],
        "thresholds": [asdict(each) for each in office.thresholds],
        "indicators": list(office.indicators),
    }


def digest_of(what: Mapping[str, Any], *further: bytes) -> str:
    """Return a digest of what JSON can hold, and of further bytes."""
    text = json.dumps(what, ensure_ascii=False, sort_keys=True, default=str)
    digest = hashlib.sha256(text.encode())
    for each in further:
        digest.update(hashlib.sha256(each).digest())
    return digest.hexdigest()


def _wording(wording: Wording) -> dict[str, Any]:
    # the kinds of units stand in a table of their own
    return {key: value for key, value in asdict(wording).items() if key != "kinds"}


def _channel(channel: Channel) -> tuple[str, str, tuple[str, ...]]:
    return channel.code, channel.name, channel.aliases


def _unit(unit: Unit) -> tuple[str, str, tuple[str, ...], str]:
    return unit.unit_id, unit.name, unit.aliases, unit.district
