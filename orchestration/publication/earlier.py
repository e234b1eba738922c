"""What an earlier program called the columns of marts, and its tables as they would be now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_UNKNOWN = {("landed_files", "not_data"): "0"}
"""What stands for a column that there was not, where it is not empty: none were listed then."""


def called_before(held: Collection[str]) -> dict[str, str]:
    """Return what columns of a mart were called when every period was a quarter."""
    if "quarter" not in held:
        return {}
    # a reference period had this name then
    return {"period": "quarter"} | ({"reference_period": "period"} if "period" in held else {})


def is_earlier(held: Mapping[str, Collection[str]]) -> bool:
    """Whether a database, given its columns by table, is of a program before the present one."""
    from orchestration.publication.analysts import PERIOD_MARTS, WHOLE_TABLES

    return any(table not in held for table in WHOLE_TABLES + PERIOD_MARTS) or any(
        called_before(held[mart]) for mart in PERIOD_MARTS
    )


def as_now(table: str, place: str, held: Collection[str]) -> str:
    """Return the query of a table's rows with the columns that it has now.

    `place` is the table's whole name, and `held` are its columns, none where there was no such
    table. A column that there was not is empty.
    """
    from orchestration.publication.analysts import DISTRICT, KIND, PERIOD_MARTS
    from orchestration.publication.dictionary import described_columns

    before = called_before(held) if table in PERIOD_MARTS else {}
    columns = [
        f'"{before.get(name, name)}" as "{name}"'
        if before.get(name, name) in held
        else f'cast({_UNKNOWN.get((table, name), "null")} as {column["type"]}) as "{name}"'
        for name, column in described_columns(table).items()
    ]
    columns += [name for name in (KIND, DISTRICT) if name in held]
    return f"select {', '.join(columns)} {f'from {place}' if held else 'where false'}"
