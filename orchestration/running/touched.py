"""Which periods are no longer what their publication was made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from orchestration.districts import district_of
from orchestration.periods import Period, PeriodKind
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only

CONTROLS = "int_control_rows"
"""What a source system states of a district, or of the city: the one adds nothing to the other."""

_PLACE = ("file", "sheet", "row_number")

SAYS: dict[str, tuple[str, ...]] = {
    "int_tickets": (
        *("ticket_id", "received_at", "type_code", "source_channel", "topic_1", "topic", "topic_3"),
        *("caller", "urgency_word", "unit_id", "is_work_order", "dispatched_at", "signed_at"),
        *("finished_at", "extended_due_at", "sent_back_count", "visited_at", "satisfaction_level"),
        *("is_solved", "is_valid", "reply_length", "reply_hash", "has_replies_in_file", *_PLACE),
    ),
    "int_cases": (
        *("case_id", "received_at", "unit_id", "channel_code", "item_code", "item_name"),
        *("is_cross_province", "is_cross_region", "is_zero_material", "is_tolerant"),
        *("is_commitment", "is_one_license", "due_at", "finished_at", "case_status", *_PLACE),
    ),
    "int_licenses": (
        *("license_id", "filed_at", "license_type_word", "license_type_written", "unit_id"),
        *("issued_on", "license_status", *_PLACE),
    ),
    "int_evaluations": (
        *("evaluation_id", "evaluated_at", "level", "unit_id", "case_id", "evaluation_channel"),
        *("rectified_at", *_PLACE),
    ),
    CONTROLS: (
        *("period", "indicator_code", "control_value", "export_time", "content"),
        *("sheet_number", "is_superseded_in_file", *_PLACE),
    ),
}
"""What a row that stands for a month says, and as what it counts: its cells, by the office's words.

Of the controls every row is taken, whatever came of it.
"""

GIVEN_LIMITS = {
    "sign_due_at": "case when not sign_limit_is_derived then sign_due_at end",
    "finish_due_at": "case when not finish_limit_is_derived then finish_due_at end",
}
"""A limit says something where the export gave it; one that was derived is the policy's."""

POLICY: dict[str, tuple[str, ...]] = {
    "int_tickets": (
        *("is_repeated", "urgency_code", "sign_limit_is_derived", "finish_limit_is_derived"),
        "quality_flags",
    ),
    "int_cases": ("quality_flags",),
    "int_licenses": ("quality_flags",),
    "int_evaluations": ("is_negative", "is_satisfied", "quality_flags"),
    CONTROLS: (
        *(
            "has_surplus_fields",
            "has_missing_fields",
            "period_is_empty",
            "is_known_indicator",
            "refusal",
            "fate",
        ),
    ),
}
"""What limits, thresholds and lists make of a row, or what follows from what it says."""

OWNER = ("month", "quarter", "district", "district_word", "has_unknown_district")
"""Which month and district a row is of: it chooses rows, and is no part of what they say."""

_REPEATS_WITHIN = 3
"""Months before a span whose tickets a repeated appeal of the span may repeat."""


def row_digests(folders: Folders) -> dict[str, str]:
    """Return, by month, a digest of a district's rows that stand for it; by period of its controls.

    Any row that came, went, moved or changed, or counts as something else by other words of the
    office, changes the digest of its month. A file that brought nothing that counts changes none,
    nor does another policy: other limits, hours, thresholds or wording.
    """
    district = district_of(folders)
    selects = " union all ".join(
        f"select {_key_of(table)} as key, '{table}' as kind, count(*) as rows,"  # noqa: S608  # our own names
        f" bit_xor(hash({_said_by(table)})) as digest from intermediate.{table}"
        f" where (district = {literal(district.code)} or {district.is_city and table != CONTROLS})"
        f" and {_key_of(table)} is not null group by 1"
        for table in SAYS
    )
    with connect_read_only(folders.build_database) as connection:
        rows = connection.execute(
            "select key, string_agg(kind || ' ' || rows || ' ' || digest, ';' order by kind)"  # noqa: S608
            f" from ({selects}) group by key"
        ).fetchall()
    return dict(rows)


def _said_by(table: str) -> str:
    given = GIVEN_LIMITS.values() if table == "int_tickets" else ()
    return ", ".join((*SAYS[table], *given))


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


def are_touched(before: Mapping[str, str], now: Mapping[str, str], parts: Collection[str]) -> bool:
    """Whether digests differ in what they say of exports that the office has."""
    return {key: _of_parts(said, parts) for key, said in before.items()} != {
        key: _of_parts(said, parts) for key, said in now.items()
    }


def _of_parts(said: str, parts: Collection[str]) -> list[str]:
    kinds = (CONTROLS, *(f"int_{part}" for part in parts))
    return [each for each in said.split(";") if each.startswith(kinds)]


def periods_with_rows(digests: Mapping[str, str], kinds: Iterable[PeriodKind]) -> list[Period]:
    """Return the periods of some kinds in which rows fall, in order of time."""
    months = [Period.parse(key) for key in digests if not key.startswith(_CONTROLS_OF)]
    return sorted({Period.containing(month.start, kind) for kind in kinds for month in months})
