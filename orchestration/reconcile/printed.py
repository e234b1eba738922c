"""A figure as a bulletin prints it: its value, how far it is exact, and what it is counted in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.landing.contract import word
from orchestration.reconcile.rounding import last_digit

PERCENT = ("%", "个百分点", "百分点")
MEASURES = (
    *("个工作日", "工作日", "人次", "件次", "小时"),
    *("件", "条", "个", "宗", "起", "通", "封", "项", "类", "次", "份", "家", "户", "人", "名"),
    *("本", "张", "例", "笔", "处", "种", "天", "日"),
)
EMPTY = re.compile(r"[-—–/]*|无|null", re.IGNORECASE)
"""What stands for no value: as in an export."""

_SCALES = {"万": 4, "亿": 8}
_NUMBER = re.compile(
    r"(?P<number>[+-]?(?=\.?\d)(?:\d{1,3}(?:,\d{3}){1,4}|\d{0,15})(?:\.\d{0,15})?(?:[eE][+-]?\d{1,2})?)"
    rf"(?P<scale>[{''.join(_SCALES)}])?"
    rf"(?P<measure>{'|'.join((*PERCENT, *MEASURES))})?"
)


@dataclass(frozen=True)
class Printed:
    """A printed number; `step` is one in its last digit, ten thousand fold after 万."""

    value: Decimal
    step: Decimal
    is_percent: bool | None
    """Whether it is said to be a percentage; None where no unit is given."""

    def __str__(self) -> str:
        return f"{self.value:f}"


def parse_printed(text: str, unit: str = "") -> Printed | None:
    """Return the number that is printed, or None if it is none.

    Full-width digits, blanks, separated thousands and a unit behind the number are read as a
    person would; `unit` (万件 too) counts where none stands behind it.
    """
    match = _NUMBER.fullmatch(word(text).replace("−", "-"))
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    step = last_digit(value)
    measure = match["measure"] or word(unit)
    scale = match["scale"]
    if measure[:1] in _SCALES:
        # 9.67 in 万件, and 9.67万 in 万件 all the same
        scale, measure = measure[0], measure[1:]
    if scale:
        value, step = (number.scaleb(_SCALES[scale]) for number in (value, step))
    return Printed(value, step, measure in PERCENT if measure else None)


def is_empty(text: str) -> bool:
    """Whether nothing is printed, or what stands for nothing."""
    return EMPTY.fullmatch(word(text)) is not None


def with_unit(text: str, unit: str) -> str:
    """Return the figure with its unit behind it, once; for people."""
    if is_empty(text):
        return text or "nothing"
    return text if not unit or word(text).endswith(word(unit)) else f"{text}{unit}"
