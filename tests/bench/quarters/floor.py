"""Run the floor's script over a raw folder and write its four attachments as plain CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from orchestration.settings import DEFAULT_OFFICE
from orchestration.sql import literal

ATTACHMENTS = ("attachment_1", "attachment_2", "attachment_3", "attachment_4")


def main(raw: str, target: str) -> None:
    """Write `attachment_1.csv` to `attachment_4.csv` into `target`."""
    script = Path(__file__).with_name("floor.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"set variable raw = {literal(raw)}")
        connection.execute(f"set variable units = {literal(str(DEFAULT_OFFICE / 'units.csv'))}")
        connection.execute(script)
        for name in ATTACHMENTS:
            connection.table(name).write_csv(str(Path(target) / f"{name}.csv"))


if __name__ == "__main__":
    main(*sys.argv[1:])
