"""Departments and townships as documents speak of them, as far as an office has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from orchestration.office.model import COUNTED_KINDS, District, Unit

_WORDED = {"department": "各部门（单位）", "township": "各乡镇（街道）"}
_NEITHER = "各单位"


def kinds_of(units: Iterable[Unit], district: District) -> tuple[str, ...]:
    """Return which of the counted kinds of units a district has; the city has those of all."""
    own = {unit.kind for unit in units if district.is_city or unit.district == district.code}
    return tuple(kind for kind in COUNTED_KINDS if kind in own)


def all_units(kinds: Collection[str], order: Sequence[str] = COUNTED_KINDS) -> str:
    """Return how all units of an office are spoken of, by the kinds that its roster has."""
    return "、".join(_WORDED[kind] for kind in order if kind in kinds) or _NEITHER
