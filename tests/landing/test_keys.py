"""What a content became is kept by all that it was made from, and read anew where that changed."""

import json
import shutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.errors import BadCall
from orchestration.landing import LandedFile, land
from orchestration.landing.contract import load_contract
from orchestration.landing.keys import content_key
from tests.landing.conftest import EXACT, Yard

landing = import_module("orchestration.landing.land")

Headers = Mapping[str, Mapping[str, Sequence[str]]]

OWN = "流水单号,登记时刻,诉求类型,经办科室\nT1,2023-04-01,求助,甲局\nT2,2023-04-02,投诉,乙局\n"
CASES = "办件编号,受理时间,办理单位,办理渠道\nC1,2023-04-01,甲局,窗口\n"
HEADERS: Headers = {"tickets": {"工单编号": ["流水单号"], "受理时间": ["登记时刻"]}}
WITH_UNIT: Headers = {"tickets": {**HEADERS["tickets"], "承办单位": ["经办 科室*"]}}


def land_with(yard: Yard, headers: Headers | None, bulk_from: int = EXACT) -> dict[str, LandedFile]:
    files = land(yard.raw, yard.lake, bulk_from=bulk_from, headers=headers).files
    return {file.file: file for file in files}


def units(yard: Yard, file: LandedFile) -> list[object]:
    return [row.get("unit") for row in yard.rows(file)]


@pytest.mark.parametrize("bulk_from", [0, EXACT])
def test_a_header_that_is_learned_later_takes_effect(yard: Yard, bulk_from: int) -> None:
    yard.drop("tickets/a.csv", OWN)
    refused = land_with(yard, None, bulk_from)["tickets/a.csv"]
    assert refused.status == "refused" and "登记时间" in (refused.reason or "")
    known = land_with(yard, HEADERS, bulk_from)["tickets/a.csv"]
    assert (known.status, known.data_rows, known.unknown_columns) == ("landed", 2, ["经办科室"])
    assert units(yard, known) == [None, None]
    whole = land_with(yard, WITH_UNIT, bulk_from)["tickets/a.csv"]
    assert whole.unknown_columns == [] and units(yard, whole) == ["甲局", "乙局"]
    again = land_with(yard, None, bulk_from)["tickets/a.csv"]
    assert again.status == "refused", "what the office forgets is forgotten"


def test_the_reason_names_the_headers_as_they_are_known_now(yard: Yard) -> None:
    yard.drop("tickets/a.csv", "登记时刻,诉求类型,派单人\n2023-04-01,求助,甲\n")
    land_with(yard, None)
    now = land_with(yard, HEADERS)["tickets/a.csv"]
    assert "流水单号" in (now.reason or "")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "甲.XLSX"])
def test_a_header_takes_effect_where_the_file_is_gone(yard: Yard, name: str) -> None:
    path = yard.drop(f"tickets/{name}", _packed(name))
    assert land_with(yard, None)[f"tickets/{name}"].status == "refused"
    path.unlink()
    gone = land_with(yard, WITH_UNIT)[f"tickets/{name}"]
    assert (gone.status, gone.data_rows, gone.present) == ("landed", 2, False)
    assert units(yard, gone) == ["甲局", "乙局"]
    assert land_with(yard, WITH_UNIT)[f"tickets/{name}"] == gone
    assert not list((yard.lake / "tmp").iterdir())


def _packed(name: str) -> bytes:
    if name.endswith(".gz"):
        import gzip

        return gzip.compress(OWN.encode("gb18030"))
    if name.endswith(".csv"):
        return OWN.encode("utf-16")
    import io

    import openpyxl

    book, stream = openpyxl.Workbook(), io.BytesIO()
    for line in OWN.splitlines():
        book.active.append(line.split(","))
    book.save(stream)
    return stream.getvalue()


def test_only_what_a_change_touches_is_landed_anew(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.drop("tickets/a.csv", OWN)
    yard.drop("cases/a.csv", CASES)
    before = land_with(yard, None)
    read: list[str] = []
    real = landing.land_content

    def noted(*arguments: object) -> object:
        read.append(Path(str(arguments[3])).parent.name)
        return real(*arguments)

    monkeypatch.setattr(landing, "land_content", noted)
    after = land_with(yard, HEADERS)
    assert read == ["tickets"]
    assert after["cases/a.csv"] == before["cases/a.csv"]
    assert land_with(yard, HEADERS) == after and read == ["tickets"]


def test_rows_of_an_earlier_key_are_not_left_to_be_built(yard: Yard) -> None:
    yard.drop("tickets/a.csv", OWN)
    yard.drop("tickets/b.csv", OWN)
    for headers in (HEADERS, WITH_UNIT):
        file = land_with(yard, headers)["tickets/a.csv"]
        left = {path.name for path in (yard.lake / "rows" / "tickets").iterdir()}
        assert left == {f"{file.content}.parquet", f"{file.content}.json", "no_rows.parquet"}


def test_a_further_name_must_stand_for_one_column(yard: Yard) -> None:
    for headers, said in (
        ({"tickets": {"工单编号": ["来电时间"]}}, "来电时间 would stand for two columns"),
        ({"tickets": {"工单编号": ["流水"], "承办单位": ["流 水"]}}, "流水 would stand"),
        ({"cases": {"工单编号": ["流水"]}}, "no column is called 工单编号"),
        ({"cases": {"办件编号": ["流水", " "]}}, "an empty name for 办件编号"),
    ):
        yard.drop("tickets/a.csv", OWN)
        with pytest.raises(BadCall, match=said):
            land_with(yard, headers)
    assert land_with(yard, {"tickets": {"工单编号": ["工单号", "工单编号"]}}), "known is no slip"


def test_a_key_is_of_content_contract_and_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = load_contract("tickets")
    keys = {content_key("a", plain), content_key("b", plain)}
    keys |= {content_key("a", load_contract("tickets", HEADERS["tickets"]))}
    keys |= {content_key("a", load_contract("tickets", WITH_UNIT["tickets"]))}
    monkeypatch.setattr(import_module("orchestration.landing.keys"), "reader_digest", lambda: "x")
    keys |= {content_key("a", plain)}
    assert len(keys) == 5


@pytest.fixture
def old(yard: Yard) -> Yard:
    """A lake as the program left it before contents had keys: a file refused, one landed."""
    yard.drop("tickets/a.csv", OWN)
    yard.drop("cases/a.csv", CASES)
    rows = []
    for file in land_with(yard, None).values():
        folder = yard.lake / "rows" / file.export
        (folder / f"{file.content}.json").unlink()
        notes = json.dumps({"data_rows": 1, "reason": None, "notes": {}, "version": 5})
        (folder / f"{file.sha256}.json").write_text(notes)
        if file.status == "landed":
            table = pq.read_table(folder / f"{file.content}.parquet")
            named = table.set_column(0, "_content", pa.array([file.sha256] * len(table)))
            pq.write_table(named, folder / f"{file.sha256}.parquet")
            (folder / f"{file.content}.parquet").unlink()
    index = pq.read_table(yard.lake / "files.parquet")
    rows = index.drop_columns(["content"])
    pq.write_table(rows, yard.lake / "files.parquet")
    shutil.rmtree(yard.lake / "contents")
    for name in ("files.copy.parquet", "files.json", "not_read.json", "hash_key.copy.parquet"):
        (yard.lake / name).unlink()
    return yard


def test_an_old_lake_goes_on(old: Yard) -> None:
    files = land_with(old, WITH_UNIT)
    assert units(old, files["tickets/a.csv"]) == ["甲局", "乙局"]
    assert units(old, files["cases/a.csv"]) == ["甲局"]
    left = {path.name.split(".")[0] for path in (old.lake / "rows").glob("*/*")}
    assert left == {"no_rows", *(file.content for file in files.values())}


def test_what_an_old_lake_alone_holds_stands_as_it_was_landed(old: Yard) -> None:
    for name in ("tickets/a.csv", "cases/a.csv"):
        (old.raw / name).unlink()
    for _ in range(2):
        files = land_with(old, WITH_UNIT)
        refused, landed = files["tickets/a.csv"], files["cases/a.csv"]
        assert (refused.status, refused.present) == ("refused", False)
        assert (landed.status, landed.content, landed.data_rows) == ("landed", landed.sha256, 1)
        assert units(old, landed) == ["甲局"]
