"""Landing again and again: what is kept, what is counted, and what a bad folder may hold."""

import errno
import gzip
import os
import stat
import subprocess
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.errors import BadCall, TongbaoError
from orchestration.landing import hashes, keys, land, reading
from orchestration.landing import lake as lake_module
from orchestration.landing.contract import (
    CONTRACTS,
    Column,
    Contract,
    _require_sound,
    load_contract,
)
from orchestration.landing.discover import export_time
from orchestration.landing.lake import EMPTY, Lake
from orchestration.landing.schemas import lake_schema
from orchestration.landing.writer import ContentWriter
from orchestration.settings import EXPORTS
from tests.landing.conftest import Yard

landing = import_module("orchestration.landing.land")
TEXT = "工单编号,受理时间,诉求类型\nT1,2023-04-01,求助\n"
OTHER = TEXT + "T2,2023-04-01,求助\n"


def index(yard: Yard) -> dict[str, dict[str, object]]:
    return {row["file"]: row for row in pq.read_table(yard.lake / "files.parquet").to_pylist()}


def contents(yard: Yard) -> list[Path]:
    return sorted((yard.lake / "rows" / "tickets").glob("[0-9a-f]*.parquet"))


def test_landing_twice_reads_nothing_again(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.drop("tickets/a.csv", TEXT)
    yard.drop("tickets/b.csv", "nothing")
    first = yard.land()
    monkeypatch.setattr(hashes, "_hashed", None)
    monkeypatch.setattr(landing, "land_content", None)
    second = yard.land()
    assert second.files == first.files
    assert len(first.newly_landed) == 2
    assert second.newly_landed == ()


def test_one_content_under_two_names_is_two_files_over_one_parquet(yard: Yard) -> None:
    yard.drop("tickets/a.csv", TEXT)
    yard.drop("tickets/旧/b.csv", TEXT)
    assert [file.file for file in yard.land().files] == ["tickets/a.csv", "tickets/旧/b.csv"]
    assert len(contents(yard)) == 1


def test_a_changed_file_is_counted_as_it_is_now(yard: Yard) -> None:
    before = yard.land_one(TEXT)
    after = yard.land_one(OTHER)
    assert (before.data_rows, after.data_rows) == (1, 2)
    assert len(index(yard)) == 1
    assert [path.stem for path in contents(yard)] == [after.content]
    kept = {path.stem for path in (yard.lake / "contents").iterdir()}
    assert kept == {before.sha256, after.sha256}


def test_a_file_that_goes_keeps_its_rows_and_may_come_back(yard: Yard) -> None:
    yard.drop("tickets/b.csv", OTHER)
    path = yard.drop("tickets/a.csv", TEXT)
    yard.land()
    path.unlink()
    gone = yard.land()
    assert [file.file for file in gone.removed] == ["tickets/a.csv"]
    assert [file.data_rows for file in gone.files] == [1, 2]
    yard.drop("tickets/a.csv", TEXT)
    assert yard.land().removed == ()


def test_all_files_may_go_once_some_have_landed(yard: Yard) -> None:
    yard.drop("tickets/a.csv", TEXT).unlink()
    with pytest.raises(BadCall, match="holds no export"):
        yard.land()
    yard.drop("tickets/a.csv", TEXT)
    yard.land()
    (yard.raw / "tickets/a.csv").unlink()
    assert [file.present for file in yard.land().files] == [False]


def test_a_missing_raw_folder_is_a_bad_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for raw in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(BadCall, match="TONGBAO_RAW"):
            land(raw, tmp_path / "lake")


def test_a_lake_that_cannot_be_made_is_a_bad_call(yard: Yard) -> None:
    yard.drop("tickets/a.csv", TEXT)
    yard.lake.write_text("in the way")
    with pytest.raises(BadCall, match="cannot be written"):
        yard.land()


def test_a_newer_way_of_landing_lands_all_again(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.drop("tickets/a.csv", TEXT)
    yard.drop("tickets/b.csv", TEXT)
    yard.land()
    # as if the version before had landed what this one refuses
    monkeypatch.setattr(keys, "reader_digest", lambda: "another")
    monkeypatch.setattr(landing, "land_content", lambda *_: lake_module.ContentResult(0, "changed"))
    assert {file.reason for file in yard.land().files} == {"changed"}


def test_every_export_has_an_empty_file_and_all_columns(yard: Yard) -> None:
    yard.land_one(TEXT)
    for export in EXPORTS:
        schema = lake_schema(load_contract(export))
        empty = yard.lake / "rows" / export / EMPTY
        assert pq.read_table(empty).num_rows == 0
        assert pq.read_schema(empty).equals(schema)
    for path in contents(yard):
        assert pq.read_schema(path).names == lake_schema(load_contract("tickets")).names


@pytest.mark.parametrize("bulk_from", [0, 1 << 60])
def test_the_fast_road_leaves_the_same_columns(yard: Yard, bulk_from: int) -> None:
    landed = yard.land_one(TEXT, bulk_from=bulk_from)
    found = pq.read_schema(yard.lake / "rows" / "tickets" / f"{landed.content}.parquet")
    expected = lake_schema(load_contract("tickets"))
    assert [(f.name, f.type) for f in found] == [(f.name, f.type) for f in expected]


def test_the_lake_is_its_owners_alone(yard: Yard) -> None:
    before = os.umask(0)
    try:
        yard.drop("tickets/a.csv", TEXT)
        yard.drop("cases/a.csv", "junk")
        yard.land(bulk_from=0)
    finally:
        os.umask(before)
    for path in [yard.lake, *yard.lake.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_leftovers_of_a_killed_landing_are_removed(yard: Yard) -> None:
    yard.land_one(TEXT)
    (yard.lake / "tmp" / "duckdb").mkdir()
    (yard.lake / "tmp" / "duckdb" / "block").write_text("x")
    (yard.lake / "tmp" / "half.parquet").write_text("x")
    Lake(yard.lake)  # as a reader of the index does, at any time
    assert len(list((yard.lake / "tmp").iterdir())) == 2
    yard.land()
    assert list((yard.lake / "tmp").iterdir()) == []


def test_names_that_are_hostile_are_only_names(yard: Yard) -> None:
    names = ["'; drop table x; --", 'a"b', "a\nb", "a..", "*?[a]", "%s{}", "a\\b"]
    for bulk_from in (0, 1 << 60):
        hostile = Yard(yard.raw / "x'*[1]" / str(bulk_from), yard.lake / "y'*[1]" / str(bulk_from))
        for number, name in enumerate(names):
            hostile.drop(
                f"tickets/{name}/{name}.csv", TEXT + f"{number},2023-04-01,求助\n" * number
            )
        report = hostile.land(bulk_from)
        assert sorted(file.file for file in report.files) == sorted(
            f"tickets/{name}/{name}.csv".replace("\n", r"\x0a") for name in names
        )
        assert report.refused == ()


def test_a_name_that_is_no_utf8_is_landed(yard: Yard) -> None:
    folder = os.fsencode(yard.raw / "tickets")
    os.mkdir(folder)  # noqa: PTH102  # a path of bytes
    for name, content in ((b"\xff.csv", TEXT.encode()), (b"\xb5\xe7.csv.gz", b"")):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(content)
    assert {file.file: file.status for file in yard.land().files} == {
        "tickets/\\udcff.csv": "landed",
        "tickets/\\udcb5\\udce7.csv.gz": "refused",
    }


def test_what_is_no_export_is_left_aside_with_a_reason(yard: Yard) -> None:
    yard.drop("tickets/a.CSV", TEXT)
    for name in ("~$a.xlsx", ".a.csv", "old.xls", "notes.txt", "README.md", ".gitkeep"):
        yard.drop(f"tickets/{name}", "x")
    elsewhere = yard.raw.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.csv").write_text(OTHER)
    (yard.raw / "tickets" / "linked").symlink_to(elsewhere)
    (yard.raw / "cases").symlink_to(elsewhere)
    report = yard.land()
    assert [file.file for file in report.files] == ["tickets/a.CSV"]
    assert {file.file for file in report.ignored} == {
        "cases",
        "tickets/linked",
        "tickets/.a.csv",
        "tickets/~$a.xlsx",
        "tickets/notes.txt",
        "tickets/old.xls",
    }
    assert all(file.set_aside for file in report.ignored)


def test_links_and_files_that_are_no_files(yard: Yard) -> None:
    tickets = yard.raw / "tickets"
    yard.drop("tickets/a.csv", TEXT)
    outside = yard.raw.parent / "secret.csv"
    outside.write_text(TEXT)
    (tickets / "inside.csv").symlink_to("a.csv")
    (tickets / "outside.csv").symlink_to(outside)
    (tickets / "broken.csv").symlink_to("none.csv")
    (tickets / "loop.csv").symlink_to("loop.csv")
    (tickets / "folder.csv").mkdir()
    os.mkfifo(tickets / "pipe.csv")
    reasons = {file.file.split("/")[1]: file.reason or "" for file in yard.land().files}
    assert reasons.keys() == {
        "a.csv", "inside.csv", "outside.csv", "broken.csv", "loop.csv", "pipe.csv"
    }  # fmt: skip
    assert reasons["a.csv"] == reasons["inside.csv"] == ""
    assert "leads out of the raw folder" in reasons["outside.csv"]
    assert "cannot be read" in reasons["broken.csv"]
    assert reasons["loop.csv"]
    assert "no regular file" in reasons["pipe.csv"]
    assert yard.land().newly_landed == ()


def test_a_full_disk_is_not_blamed_on_the_file(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    yard.drop("tickets/a.csv", TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(ContentWriter, "_flush", full)
        with pytest.raises(TongbaoError, match="make room"):
            yard.land()
    assert [file.status for file in yard.land().files] == ["landed"]


def test_a_file_that_cannot_be_read_now_is_read_later(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    yard.drop("tickets/a.csv", TEXT)
    yard.drop("cases/a.csv", TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "sniff", broken)
        reasons = {file.reason for file in yard.land().files}
        assert reasons == {"it cannot be read (Input/output error)"}
    assert [file.status for file in yard.land().files] == ["refused", "landed"]


@pytest.mark.parametrize("is_known", [False, True])
def test_a_file_that_grows_while_it_is_read_waits_until_it_rests(
    yard: Yard, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    path = yard.drop("tickets/a.csv", TEXT)
    before = yard.land().files if is_known else ()
    path.write_text(OTHER)
    real = landing.land_content

    def growing(*arguments: object) -> object:
        result = real(*arguments)
        with path.open("a") as file:
            file.write("T3,2023-04-01,求助\n")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(landing, "land_content", growing)
        report = yard.land()
        assert report.files == before
        (growing_one,) = report.not_read
        assert growing_one.file == "tickets/a.csv" and growing_one.stands == is_known
        assert "still being written" in growing_one.line
    assert [path.stem for path in contents(yard)] == [file.content for file in before]
    report = yard.land()
    assert [file.data_rows for file in report.files] == [3] and report.not_read == ()


@pytest.mark.parametrize(
    ("file", "time"),
    [
        ("tickets/a.csv", None),
        ("tickets/20230401/a.csv", None),
        ("tickets/20230401.csv", datetime(2023, 4, 1)),
        ("tickets/x20230401T093015.csv.gz", datetime(2023, 4, 1, 9, 30, 15)),
        ("tickets/20230401093015.xlsx", datetime(2023, 4, 1, 9, 30, 15)),
        ("tickets/20230401_20230331.csv", datetime(2023, 3, 31)),
        ("tickets/20230401_20231331.csv", datetime(2023, 4, 1)),
        ("tickets/20230401T250000.csv", datetime(2023, 4, 1)),
        ("tickets/20230401T0930.csv", datetime(2023, 4, 1)),
        ("tickets/120230401.csv", None),
        ("tickets/20230229.csv", None),
    ],
)
def test_export_times(file: str, time: datetime | None) -> None:
    assert export_time(file) == time


@pytest.mark.parametrize("export", EXPORTS)
def test_the_contracts_are_sound(export: str) -> None:
    contract = load_contract(export)
    assert contract.export == export
    assert (CONTRACTS / f"{export}.yml").is_file()


@pytest.mark.parametrize(
    "columns",
    [
        (Column("a", "编号", required=True, key=True), Column("b", "时间", ("编 号",))),
        (Column("a", "编号", required=True),),
        (Column("a", "编号", key=True),),
    ],
)
def test_an_unsound_contract_is_told_of(columns: tuple[Column, ...]) -> None:
    with pytest.raises(TongbaoError, match=r"contracts/x\.yml"):
        _require_sound(Contract("x", "x", "x", columns))


def test_importing_contracts_stays_cheap() -> None:
    code = (
        "import sys, orchestration.landing.contract;"
        "assert not {'pyarrow', 'duckdb', 'python_calamine', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.soak
def test_a_landing_killed_anywhere_leaves_nothing_half(yard: Yard) -> None:
    body = "".join(f"T{n},2023-04-01,求助\n" for n in range(60_000))
    for number in range(6):
        text = f"工单编号,受理时间,诉求类型\nF{number},2023-04-01,求助\n{body}"
        yard.drop(f"tickets/{number}.csv.gz", gzip.compress(text.encode(), 1))
    code = "import sys; from pathlib import Path; from orchestration.landing import land;"
    code += "land(Path(sys.argv[1]), Path(sys.argv[2]))"
    whole = Yard(yard.raw, yard.lake.parent / "whole")
    expected = [(file.file, file.sha256, file.data_rows) for file in whole.land().files]
    for wait in range(1, 25):
        process = subprocess.Popen([sys.executable, "-c", code, str(yard.raw), str(yard.lake)])
        try:
            process.wait(wait * 0.08)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for path in contents(yard):
            assert pq.read_metadata(path).num_rows == 60_001
    report = yard.land()
    assert [(file.file, file.sha256, file.data_rows) for file in report.files] == expected
    assert list(Lake(yard.lake).folder.joinpath("tmp").iterdir()) == []
