"""Which periods are no longer what their publication was made from."""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.districts import district_in
from orchestration.periods import Period
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only

CONTROLS = "int_control_rows"
"""What a source system states of a district, or of the city: the one adds nothing to the other."""

_ROWS = ("int_tickets", "int_cases", "int_licenses", "int_evaluations", CONTROLS)
"""The rows that stand for each period: the newest of each key, and what the controls say."""

_SPOKEN_OF = (0, -1, -2, -4, -5)
"""The period, those it is compared with, and before these what a repeated appeal may repeat."""


_WHOSE = ("district", "district_word", "has_unknown_district")
"""What says whose a row is: it chooses rows, and is no part of what they say."""


def row_digests(folders: Folders) -> dict[str, str]:
    """Return, by period, a digest of a district's rows that stand for it, and of its controls.

    Any row that came, went, moved or changed changes the digest of its period; a file that brought
    nothing that counts changes none.
    """
    district = district_in(folders.district)
    selects = " union all ".join(
        f"select period, '{table}' as kind, count(*) as rows, bit_xor(hash({table})) as digest"  # noqa: S608  # our own names
        f" from (select columns(lambda name: name not in {_WHOSE}) from intermediate.{table}"
        f" where district = {literal(district.code)} or {district.is_city and table != CONTROLS}"
        f") as {table} where period is not null group by period"
        for table in _ROWS
    )
    with connect_read_only(folders.build_database) as connection:
        rows = connection.execute(
            "select period, string_agg(kind || ' ' || rows || ' ' || digest, ';' order by kind)"  # noqa: S608
            f" from ({selects}) group by period"
        ).fetchall()
    return dict(rows)


def digests_for(period: Period, digests: Mapping[str, str]) -> dict[str, str]:
    """Return those digests that the period's publication rests on, by period."""
    keys = [period.shifted(by).key for by in _SPOKEN_OF]
    return {key: digests.get(key, "") for key in keys}
