"""Exports of any size, made of the sample's own rows: the quarter's n-fold, the earlier ones once.

The sample is landed, DuckDB writes each of its files once as UTF-8 CSV with a mark behind every
key, and the copies are that text with the mark replaced. So no row passes through Python alone, and
memory holds one file of the sample, whatever the size. The sample's own untidiness stays: times,
units and empties in all their forms, rows that come again, rows that cannot be counted.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from orchestration.landing import land
from orchestration.landing.contract import Contract, load_contract
from orchestration.sample import SAMPLE_QUARTER, write_sample
from orchestration.settings import DEFAULT_OFFICE
from orchestration.sql import literal

MULTIPLIED = ("tickets", "cases", "licenses", "evaluations")
_FILES_OF_THE_QUARTER = ("2023Q2/", "20230516", "20230701", "20230704", "20230705")
_DATES = {
    "tickets": "received_at",
    "cases": "received_at",
    "licenses": "filed_at",
    "evaluations": "evaluated_at",
}
_LAST_DAY = "2023-06-30"
_NEXT_NIGHT = "20230707T030000"
_MARK = b"#COPY#"
_OF_THE_COPY = {"caller_phone"}
"""Marked as keys are: the caller of one copy is not that of another."""


def write_exports(folder: Path, times: int) -> dict[str, int]:
    """Write the exports into `folder/raw`, and those of one more day into `folder/one_more_day`.

    The day's have the rows of the quarter's last day twice: under the keys that are known, exported
    once more, and under new ones. Returns data rows: `cold` of the first, `day` of the second.
    """
    rows, added = {"cold": 0, "day": 0}, {}
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        sample = Path(made)
        write_sample(SAMPLE_QUARTER, DEFAULT_OFFICE, sample / "raw")
        files = land(sample / "raw", sample / "lake").files
        copies = [""] + [f"N{number:04d}" for number in range(1, times)]
        for export in MULTIPLIED:
            lake = sample / "lake" / "rows" / export
            for file in (file for file in files if file.export == export):
                suffixes = copies if _is_of_the_quarter(file.file) else [""]
                target = folder / "raw" / Path(file.file).with_suffix(".csv")
                landed = f"select * from {literal(str(lake / f'{file.content}.parquet'))}"
                rows["cold"] += _write_copies(load_contract(export), landed, suffixes, target)
            target = folder / "one_more_day" / export / f"{export}_{_NEXT_NIGHT}.csv"
            day = (
                f"select * from {literal(str(lake / '*.parquet'))}"
                f" where starts_with({_DATES[export]}, '{_LAST_DAY}')"
            )
            suffixes = [*copies, *(f"D{number:04d}" for number in range(times))]
            rows["day"] += _write_copies(load_contract(export), day, suffixes, target)
            added[f"{export}.total"] = times * _keys(load_contract(export), day)
        _write_controls(sample / "raw", folder, times, added)
    return rows


def _is_of_the_quarter(file: str) -> bool:
    return any(part in file for part in _FILES_OF_THE_QUARTER)


def _write_copies(contract: Contract, rows: str, suffixes: Sequence[str], target: Path) -> int:
    """Write the rows once for each suffix, which goes behind every key, and return how many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    template = target.with_suffix(".template")
    selected = ", ".join(
        # what has no digit is the dash of an empty key, and stays one
        f"{column.name} || case when regexp_matches({column.name}, '[0-9]')"
        f" then '{_MARK.decode()}' else '' end as \"{column.header}\""
        if column.key or column.name in _OF_THE_COPY
        else f'{column.name} as "{column.header}"'
        for column in contract.columns
    )
    with duckdb.connect() as connection:
        counted = connection.execute(
            f"copy (select {selected} from ({rows}))"
            f" to {literal(str(template))} (format csv, header)"
        ).fetchone()
    header, _, body = template.read_bytes().partition(b"\n")
    with target.open("wb") as sink:
        sink.write(header + b"\n")
        for suffix in suffixes:
            sink.write(body.replace(_MARK, suffix.encode()))
    template.unlink()
    return (int(counted[0]) if counted else 0) * len(suffixes)


def _keys(contract: Contract, rows: str) -> int:
    """Return how many keys the rows have."""
    key = next(column.name for column in contract.columns if column.key)
    found = duckdb.sql(
        f"select count(distinct {key}) from ({rows}) where regexp_matches({key}, '[0-9]')"
    ).fetchall()
    return int(found[0][0])


def _write_controls(sample: Path, folder: Path, times: int, added: dict[str, int]) -> None:
    """Write the totals of the source systems: the quarter's times as large, and a day later."""
    for path in sorted((sample / "controls").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            totals = {row["指标"]: int(row["数值"]) for row in csv.DictReader(file)}
            quarter = path.name.split("_")[1]
        if quarter == SAMPLE_QUARTER:
            totals = {code: totals[code] * times for code in added}
            later = {code: totals[code] + more for code, more in added.items()}
            _write_totals(folder / "one_more_day" / "controls", _NEXT_NIGHT, quarter, later)
        _write_totals(folder / "raw" / "controls", path.stem, quarter, totals)


def _write_totals(folder: Path, name: str, quarter: str, totals: dict[str, int]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["季度", "指标", "数值"])
        writer.writerows([quarter, code, total] for code, total in totals.items())
