"""The keys of `office.yml`, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from orchestration.landing.contract import word
from orchestration.office.model import PARTS, PERIOD_KINDS, Lists
from orchestration.office.settings_file import Value, Values
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import DISTRICT_CODE
from orchestration.office.text_files import UNPRINTABLE

REQUIRED = ("name", "district")
CHOICES = {"parts": PARTS, "periods": PERIOD_KINDS}
OF_THE_FOLDER = ("code", *CHOICES)
"""What stands in `office.yml` alone: it is of all districts."""

TEXTS = (
    *REQUIRED,
    *("addressees", "hotline_centre", "service_centre"),
    *("letterhead", "document_number", "signatory", "copies_to", "issued_by"),
)
MANY = ("addressees", "copies_to")
"""Texts that may be given as a list."""

LISTS = tuple(each.name for each in fields(Lists))
KEYS = (*OF_THE_FOLDER, *TEXTS, "satisfaction_floor", "lists", "longest_list")

LONGEST_NAME = 100
LONGEST_TEXT = 500
MOST_UNITS = 1000
"""The longest list of units that a bulletin may name."""

_UNITS = re.compile(r"0|[1-9][0-9]{0,8}")
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")


def require_keys(file: str, given: Values, slips: list[Slip]) -> None:
    """Add a slip for each key that is unknown, and for those that are missing."""
    for key in given.keys() - set(KEYS):
        slips.append(
            Slip(file, given[key].row, f"unknown key {key}; known are {listed(sorted(KEYS))}")
        )
    missing = [key for key in REQUIRED if key not in given]
    if missing:
        slips.append(Slip(file, 1, f"missing key {listed(missing)}"))


def value_problem(key: str, value: Value) -> str | None:
    """Return what is wrong with a value, None where nothing is."""
    if key in CHOICES:
        return _choice_problem(value.value, CHOICES[key])
    if key == "satisfaction_floor":
        is_percent = (
            type(value.value) in {int, float}
            and _PERCENT.fullmatch(value.text)
            and value.value <= 100
        )
        return None if is_percent else f"is a percentage, not {_shown(value)}"
    if key == "longest_list":
        return None if _units(value) else f"is a number of units, not {_shown(value)}"
    if key == "lists":
        return None if isinstance(value.value, Mapping) else "is no list of keys with numbers"
    if key == "code":
        if value.value is None or DISTRICT_CODE.fullmatch(value.text):
            return None
        return f"is {value.text or 'no text'}, and must be 6 to 12 digits, such as 990101"
    return _text_problem(key, value) if key in TEXTS else None


def list_problem(key: str, value: Value) -> str | None:
    """Return what is wrong with how many units a list names, None where nothing is."""
    if key not in LISTS:
        return f"is unknown; known are {listed(LISTS)}"
    if _units(value) is None:
        return f"is a number of units, not {_shown(value)}"
    return None


def _units(value: Value) -> int | None:
    """Return a number as it is written: YAML itself reads 1:30 as 90, and 020 as 16."""
    is_number = type(value.value) is int and _UNITS.fullmatch(value.text)
    return value.value if is_number and value.value <= MOST_UNITS else None


def _text_problem(key: str, value: Value) -> str | None:
    texts = value.value if isinstance(value.value, list) else [value.text]
    if isinstance(value.value, Mapping) or (isinstance(value.value, list) and key not in MANY):
        return "is one text"
    if not all(isinstance(each, str) for each in texts):
        return "is a text or a list of texts: put what is no text in quotation marks"
    if key in REQUIRED and (value.value is None or not word(value.text)):
        return "is empty"
    longest = LONGEST_NAME if key in REQUIRED else LONGEST_TEXT
    if sum(map(len, texts)) > longest:
        return f"has more than {longest} characters"
    if any(UNPRINTABLE.search(each.strip()) for each in texts):
        return "must be on one line, without characters that cannot be printed"
    return None


def _choice_problem(value: Any, choices: tuple[str, ...]) -> str | None:
    if not isinstance(value, list) or not value:
        return f"is a list of some of {listed(choices)}"
    unknown = [str(each) for each in value if each not in choices]
    if unknown:
        return f"knows no {listed(unknown)}; known are {listed(choices)}"
    twice = [each for each in choices if value.count(each) > 1]
    return f"names {listed(twice)} twice" if twice else None


def _shown(value: Value) -> str:
    return value.text or repr(value.value)
