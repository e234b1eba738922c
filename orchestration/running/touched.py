"""Which quarters are no longer what their publication was made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from orchestration.quarters import Quarter
from orchestration.transformation.build_database import connect_read_only

_ROWS = ("int_tickets", "int_cases", "int_licenses", "int_evaluations", "int_control_rows")
"""The rows that stand for each quarter: the newest of each key, and what the controls say."""

_SPOKEN_OF = (0, -1, -2, -4, -5)
"""The quarter, those it is compared with, and before these what a repeated appeal may repeat."""


def row_digests(database: Path) -> dict[str, str]:
    """Return, by quarter, a digest of all rows that stand for it and of its controls.

    Any row that came, went, moved or changed changes the digest of its quarter; a file that brought
    nothing that counts changes none.
    """
    selects = " union all ".join(
        f"select quarter, '{table}' as kind, count(*) as rows, bit_xor(hash({table})) as digest"  # noqa: S608  # our own names
        f" from intermediate.{table} where quarter is not null group by quarter"
        for table in _ROWS
    )
    with connect_read_only(database) as connection:
        rows = connection.execute(
            "select quarter, string_agg(kind || ' ' || rows || ' ' || digest, ';' order by kind)"  # noqa: S608
            f" from ({selects}) group by quarter"
        ).fetchall()
    return dict(rows)


def digests_for(quarter: Quarter, digests: Mapping[str, str]) -> dict[str, str]:
    """Return those digests that the quarter's publication rests on, by quarter."""
    keys = [quarter.shifted(by).key for by in _SPOKEN_OF]
    return {key: digests.get(key, "") for key in keys}
