"""What is damaged in the lake is made anew from what is whole, or named with the way out."""

import ast
import os
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.errors import DataRefused
from orchestration.landing import LandedFile, LandingReport, intact, land
from orchestration.landing.contents import UNUSED_SUFFIX
from orchestration.landing.damage import forget_damaged
from orchestration.landing.hash_key import HASH_KEY, HASH_KEY_COPY, read_hash_key
from orchestration.landing.index import COPY, NAME, read_index
from orchestration.landing.keys import reader_sources
from orchestration.landing.lake import (
    COMPATIBILITY,
    EMPTY,
    Lake,
)
from orchestration.settings import REPOSITORY
from tests.landing.conftest import Yard

landing = import_module("orchestration.landing.land")

TEXT = "工单编号,受理时间,诉求类型,诉求内容\n" + "".join(
    f"T{n},2023-04-{n % 28 + 1:02d},求助,第{n * 7919}号井漏水\n" for n in range(40)
)


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turn one bit of a file over."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def rows_of(yard: Yard, file: LandedFile) -> Path:
    return yard.lake / "rows" / file.export / f"{file.content}.parquet"


def only(report: LandingReport) -> LandedFile:
    (file,) = report.files
    return file


@pytest.mark.parametrize("is_gone", [False, True])
@pytest.mark.parametrize("kept", [False, True])
def test_damaged_rows_are_made_anew(yard: Yard, is_gone: bool, kept: bool) -> None:
    file = yard.land_one(TEXT)
    before, whole = yard.rows(file), rows_of(yard, file).read_bytes()
    if not kept:
        for path in (yard.lake / "contents").iterdir():
            path.unlink()
    if is_gone:
        (yard.raw / file.file).unlink()
    for place in range(0, len(whole), 97):
        rows_of(yard, file).write_bytes(whole)
        flip(rows_of(yard, file), place, place % 8)
        if is_gone and not kept:
            with pytest.raises(DataRefused) as refused:
                yard.land()
            said = str(refused.value)
            assert str(rows_of(yard, file)) in said and file.file in said
            break
        after = only(yard.land())
        assert yard.rows(after) == before and after.data_rows == 40, place


def test_rows_that_are_away_cut_or_others_are_made_anew(yard: Yard) -> None:
    file = yard.land_one(TEXT)
    rows, before = rows_of(yard, file), yard.rows(file)
    other = rows.parent / EMPTY
    for damage in (
        rows.unlink,
        lambda: rows.write_bytes(rows.read_bytes()[:-9]),
        lambda: rows.write_bytes(b""),
        lambda: rows.write_bytes(other.read_bytes()),
    ):
        damage()
        assert yard.rows(only(yard.land())) == before


def test_a_damaged_note_is_not_believed(yard: Yard) -> None:
    file = yard.land_one(TEXT)
    note = rows_of(yard, file).with_suffix(".json")
    whole = note.read_bytes()
    for place in range(0, len(whole), 5):
        note.write_bytes(whole)
        flip(note, place, place % 7)
        assert only(yard.land()) == file, place
    for text in (b"", b"[]", b"null", b'{"facts": null, "sha256": ""}'):
        note.write_bytes(text)
        assert only(yard.land()) == file


def test_what_only_looks_otherwise_is_read_once_and_not_landed_anew(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = yard.land_one(TEXT)
    os.utime(rows_of(yard, file), (10**9, 10**9))  # as a backup that was restored
    monkeypatch.setattr(landing, "land_content", None)
    assert only(yard.land()) == file
    monkeypatch.setattr(intact, "written", None)
    assert only(yard.land()) == file


def test_damage_that_does_not_show_is_found_when_a_build_fails(yard: Yard) -> None:
    file = yard.land_one(TEXT)
    yard.drop("tickets/b.csv", TEXT + TEXT.splitlines()[1] + "\n")
    yard.drop("cases/c.csv", TEXT)
    yard.land()
    assert forget_damaged(yard.lake) == []
    rows, lake, before = rows_of(yard, file), Lake(yard.lake), yard.rows(file)
    result = lake.result("tickets", file.content)
    assert result is not None
    was = intact.written(rows)
    flip(rows, 500)
    # the disk that rots changes no time
    facts = [{**was, "looks": intact.written(rows)["looks"]}]
    note = intact.sealed({"result": asdict(result), "written": facts})
    rows.with_suffix(".json").write_text(note, encoding="utf-8")
    yard.land()
    assert forget_damaged(yard.lake) == [str(rows)]
    assert not rows.exists()
    again = next(each for each in yard.land().files if each.file == file.file)
    assert yard.rows(again) == before and forget_damaged(yard.lake) == []


def test_damaged_kept_bytes_are_named_where_they_are_wanted(yard: Yard) -> None:
    file = yard.land_one(TEXT)
    (yard.raw / file.file).unlink()
    (kept,) = (yard.lake / "contents").iterdir()
    flip(kept, kept.stat().st_size // 2)
    assert yard.land().not_read == (), "nobody wants them"
    report = land(yard.raw, yard.lake, headers={"tickets": {"诉求领域": ["领域"]}})
    assert [each.data_rows for each in report.files] == [40]
    (named,) = report.not_read
    assert str(kept) in named.line and named.stands


def test_a_damaged_index_is_read_from_its_copy(yard: Yard) -> None:
    yard.drop("tickets/gone.csv", TEXT)
    yard.drop("cases/refused.csv", "x")
    yard.land()
    (yard.raw / "tickets" / "gone.csv").unlink()
    before = yard.land().files
    index, copy = yard.lake / NAME, yard.lake / COPY
    whole = index.read_bytes()
    for place in range(0, len(whole), 7):
        index.write_bytes(whole)
        flip(index, place, place % 8)
        assert tuple(read_index(Lake(yard.lake)).values()) == before, place
    (yard.lake / "files.json").unlink()
    index.write_bytes(whole[:-4])
    assert tuple(read_index(Lake(yard.lake)).values()) == before
    index.unlink()
    assert yard.land().files == before
    assert tuple(read_index(Lake(yard.lake)).values()) == before
    for text in (b"", b"PAR1"):
        index.write_bytes(text)
        copy.write_bytes(text)
        with pytest.raises(DataRefused, match=r"files\.parquet.*restore one of them.*or remove"):
            yard.land()
    index.unlink()
    copy.unlink()
    assert [file.file for file in yard.land().files] == ["cases/refused.csv"]


def test_a_damaged_hash_key_is_taken_from_its_copy(yard: Yard) -> None:
    yard.land_one(TEXT)
    key, copy = yard.lake / HASH_KEY, yard.lake / HASH_KEY_COPY
    secret = read_hash_key(key)
    said: list[str] = []
    for text in (b"", b"PAR1", key.read_bytes()[:-4]):
        key.write_bytes(text)
        land(yard.raw, yard.lake, say=said.append)
        assert read_hash_key(key) == read_hash_key(copy) == secret
    assert said == [f"{key} was damaged: it is taken from its copy"] * 3
    assert str(secret) not in "".join(said)


def test_a_hash_key_without_a_whole_copy_is_made_anew(yard: Yard) -> None:
    yard.land_one(TEXT)
    key, copy = yard.lake / HASH_KEY, yard.lake / HASH_KEY_COPY
    secrets = {read_hash_key(key)}
    said: list[str] = []
    for damage in ("both damaged", "taken away"):
        key.write_bytes(b"x")
        copy.write_bytes(b"x")
        if damage == "taken away":
            key.unlink()
        land(yard.raw, yard.lake, say=said.append)
        assert read_hash_key(key) == read_hash_key(copy)
        secrets.add(read_hash_key(key))
    assert len(secrets) == 3 and None not in secrets
    assert said == [f"{key} was damaged: it is made anew"]
    # a key of an older program, or one that someone put there, stands
    pq.write_table(pa.table({"hash_key": ["abc"]}), key)
    land(yard.raw, yard.lake, say=said.append)
    assert read_hash_key(key) == read_hash_key(copy) == "abc" and len(said) == 1


def test_a_damaged_empty_file_is_written_anew(yard: Yard) -> None:
    yard.land_one(TEXT)
    empty = yard.lake / "rows" / "cases" / EMPTY
    whole = empty.read_bytes()
    empty.write_bytes(whole[:-5])
    yard.land()
    assert empty.read_bytes() == whole


def test_damaged_compatibility_forms_are_written_anew(yard: Yard) -> None:
    yard.land_one(TEXT)
    forms = yard.lake / COMPATIBILITY
    whole = forms.read_bytes()
    for place in range(0, len(whole), len(whole) // 9):
        flip(forms, place)
        yard.land()
        assert forms.read_bytes() == whole


@pytest.fixture
def old(yard: Yard) -> Any:
    """A file that is gone, of which an older program left the rows and neither bytes nor hash."""
    file = yard.land_one(TEXT)
    (yard.raw / file.file).unlink()
    for kept in (yard.lake / "contents").iterdir():
        kept.unlink()
    rows_of(yard, file).with_suffix(".json").unlink()
    return file


def test_rows_without_a_hash_are_taken_over_where_they_are_whole(
    yard: Yard, old: LandedFile
) -> None:
    assert only(yard.land()).data_rows == 40
    flip(rows_of(yard, old), 700)
    with pytest.raises(DataRefused, match="is damaged or away"):
        yard.land()


@pytest.mark.parametrize("end", [-1, 900, 0])
def test_rows_without_a_hash_that_are_not_whole_are_named(
    yard: Yard, old: LandedFile, end: int
) -> None:
    rows = rows_of(yard, old)
    rows.write_bytes(rows.read_bytes()[:end])
    with pytest.raises(DataRefused, match="restore"):
        yard.land()
    yard.drop(old.file, TEXT)
    assert only(yard.land()).data_rows == 40


def test_rows_that_nobody_has_and_nobody_can_make_are_out_of_a_builds_way(yard: Yard) -> None:
    file = yard.land_one(TEXT)
    stray = rows_of(yard, file).with_name(f"{'0' * 64}.parquet")
    stray.write_bytes(b"damaged")
    assert only(yard.land()) == file
    assert not stray.exists() and stray.with_suffix(UNUSED_SUFFIX).read_bytes() == b"damaged"


def test_all_that_reads_a_file_is_part_of_its_key() -> None:
    """A module that reads, and lies where no key looks, would leave contents as they were."""
    sources = reader_sources()
    assert {"bulk", "contract", "delimited", "table", "workbook"} <= {p.stem for p in sources}
    harmless = {f"orchestration.{name}" for name in ("errors", "settings", "sql", "state")}
    covered = {_module(path) for path in sources}
    beside = {f"orchestration.landing.{path.stem}" for path in _landing()} - covered
    for path in sources:
        for name in _imported(path):
            assert name in covered | harmless | beside, f"{path.name} reads by {name}"


def _landing() -> list[Path]:
    return list((REPOSITORY / "orchestration" / "landing").glob("*.py"))


def _module(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name for name in names if name.startswith("orchestration")}
