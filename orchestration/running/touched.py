"""Which periods are no longer what their publication was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orchestration.districts import district_of
from orchestration.periods import Period, PeriodKind
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only

CONTROLS = "int_control_rows"
"""What a source system states of a district, or of the city: the one adds nothing to the other."""

_ROWS = ("int_tickets", "int_cases", "int_licenses", "int_evaluations", CONTROLS)
"""The rows that stand for each month: the newest of each key, and what the controls say."""

_REPEATS_WITHIN = 3
"""Months before a span whose tickets a repeated appeal of the span may repeat."""

_OWNER = ("district", "district_word", "has_unknown_district")
"""What says which district a row is of: it chooses rows, and is no part of what they say."""


def row_digests(folders: Folders) -> dict[str, str]:
    """Return, by month, a digest of a district's rows that stand for it; by period of its controls.

    Any row that came, went, moved or changed changes the digest of its month; a file that brought
    nothing that counts changes none.
    """
    district = district_of(folders)
    selects = " union all ".join(
        f"select {_key_of(table)} as key, '{table}' as kind, count(*) as rows,"  # noqa: S608  # our own names
        f" bit_xor(hash({table})) as digest"
        f" from (select columns(lambda name: name not in {_OWNER}) from intermediate.{table}"
        f" where district = {literal(district.code)} or {district.is_city and table != CONTROLS}"
        f") as {table} where {_key_of(table)} is not null group by 1"
        for table in _ROWS
    )
    with connect_read_only(folders.build_database) as connection:
        rows = connection.execute(
            "select key, string_agg(kind || ' ' || rows || ' ' || digest, ';' order by kind)"  # noqa: S608
            f" from ({selects}) group by key"
        ).fetchall()
    return dict(rows)


def _key_of(table: str) -> str:
    return f"'{_CONTROLS_OF}' || period" if table == CONTROLS else "month"


_CONTROLS_OF = "controls of "
"""Before the key of a period whose controls are meant, beside the keys of months."""


def digests_for(period: Period, digests: Mapping[str, str]) -> dict[str, str]:
    """Return those digests that the publication of a period rests on, by month and controls."""
    spans = (period, period.previous, period.year_before)
    first_months = {span.first - _REPEATS_WITHIN: span for span in spans}
    months = {
        Period(month, 1).key
        for first, span in first_months.items()
        for month in range(first, span.first + span.months)
    }
    return {key: digests.get(key, "") for key in sorted({*months, f"{_CONTROLS_OF}{period.key}"})}


def periods_with_rows(digests: Mapping[str, str], kinds: Iterable[PeriodKind]) -> list[Period]:
    """Return the periods of some kinds in which rows fall, in order of time."""
    months = [Period.parse(key) for key in digests if not key.startswith(_CONTROLS_OF)]
    return sorted({Period.containing(month.start, kind) for kind in kinds for month in months})
