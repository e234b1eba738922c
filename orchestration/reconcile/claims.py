"""The figures that a bulletin prints, read from a CSV as an office saves it from Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.districts import told_of
from orchestration.errors import BadCall
from orchestration.landing.contract import read_contract
from orchestration.landing.delimited import records, sniff
from orchestration.landing.file_kinds import OLE_MAGIC, ZIP_MAGIC
from orchestration.landing.table import DataRow, RefusedFileError, RowShaper, data_rows
from orchestration.periods import Period
from orchestration.reconcile.printed import parse_printed
from orchestration.settings import Folders

NOTICES = Path("sample") / "notices"
"""Printed figures by period, below an office: claim, code, printed, unit, where."""

CONTRACT = Path(__file__).with_name("figures.yml")


@dataclass(frozen=True)
class Claim:
    """One printed figure; `fault` says why its row cannot be read, if it cannot."""

    number: str
    code: str
    printed: str
    unit: str
    fault: str = ""
    check: str = ""
    """What it must follow from, in the words of `tongbao audit`; empty for what its code says."""
    where: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)


def notice_of(folders: Folders, period: Period) -> Path:
    """Return the printed figures of a period's bulletin; raises BadCall where none are known."""
    path = folders.office / NOTICES / folders.district / f"{period}.csv"
    if not path.exists():
        known = ", ".join(sorted(notice.stem for notice in path.parent.glob("*.csv"))) or "none"
        raise BadCall(
            f"no printed figures of {told_of(folders, period)} are known (known: {known}):"
            " hand them over with --figures FILE.csv"
        )
    return path


def read_claims(path: Path) -> list[Claim]:
    """Return the printed figures of a CSV with the columns of `figures.yml`, in order.

    Encodings, delimiters, title rows and header names are as in an export. Raises BadCall where
    the file cannot be read, lacks a column, or holds no figure.
    """
    contract = read_contract(CONTRACT)
    try:
        _require_text(path)
        dialect = sniff(path, contract)
        shaper = RowShaper(contract, dialect.found.header)
        rows = data_rows(
            contract, dialect.found, records(path, dialect.encoding, dialect.delimiter)
        )
        claims = [_claim(row, shaper) for row in rows]
    except OSError as error:
        raise BadCall(f"{path} cannot be read: {error.strerror or error}") from None
    except RefusedFileError as refusal:
        raise BadCall(f"{path} holds no printed figures: {refusal}") from None
    if not claims:
        raise BadCall(f"{path} holds no printed figures: there is no row below its header")
    return claims


def twice_printed(claims: Sequence[Claim], keys: Sequence[str]) -> list[str]:
    """Say which claims stand twice, and which figure (by its key) is printed in two ways."""
    numbers: dict[str, list[str]] = defaultdict(list)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for claim, key in zip(claims, keys, strict=True):
        numbers[claim.number].append(claim.code)
        if key:
            number = parse_printed(claim.printed, claim.unit)
            values[key].setdefault(str(number or claim.printed), claim.number)
    lines = [
        f"note: claim {number} stands {len(codes)} times: {', '.join(codes)}"
        for number, codes in numbers.items()
        if len(codes) > 1
    ]
    return lines + [
        f"note: {key} is printed as {len(printed)} different numbers: "
        + ", ".join(f"{text or 'nothing'} ({number})" for text, number in printed.items())
        for key, printed in values.items()
        if len(printed) > 1
    ]


def _require_text(path: Path) -> None:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic in {ZIP_MAGIC, OLE_MAGIC}:
        raise RefusedFileError(
            "it is a workbook, which does not keep how many digits are printed: save it as CSV"
        )


def _claim(row: DataRow, shaper: RowShaper) -> Claim:
    shaped = shaper.shape(row)
    surplus = shaped.surplus
    number, code, printed, unit, where, check = ((cell or "").strip() for cell in shaped.known)
    fault = ""
    if row.surplus and check.count("(") > check.count(")"):
        # a list of claims in brackets, written without quotation marks, falls into several fields
        check, surplus = ",".join([check, *map(str, row.surplus)]), None
    if surplus or parse_printed(unit):
        # 4,425 without quotation marks falls into two fields
        fault = (
            f"row {row.number} has more fields than the header, or a number for a unit: put a"
            " number with separators into quotation marks"
        )
    elif not code:
        fault = f"row {row.number} names no code"
    name = number or f"row {row.number}"
    return Claim(name, code, printed, unit, fault, check, where, row.number)
