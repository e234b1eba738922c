"""Which districts an office has: what its table must be, and how a call names one."""

from pathlib import Path

import pytest

from orchestration.districts import default_district, districts, find_district
from orchestration.errors import BadCall
from orchestration.settings import Folders

HEADER = "sort_order,code,name,kind,is_default,aliases\n"
DEFAULT = "1,990103,河东区,district,true,河东|某市河东区\n"
OTHER = "2,990102,河西区,district,false,\n"
CITY = "3,990100,某市,city,false,某\n"
NEXT_CITY = "3,990200,邻市,city,false,邻\n"


def office(folder: Path, *rows: str) -> Folders:
    (folder / "office.yml").write_text("name: 某局\ndistrict: 河东区\n", encoding="utf-8")
    (folder / "units.csv").write_text("name,kind\n水利所,department\n", encoding="utf-8")
    (folder / "districts.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return Folders(folder / "raw", folder / "warehouse", office=folder)


def test_the_default_one_comes_first_and_the_city_last(tmp_path: Path) -> None:
    found = districts(office(tmp_path, CITY.replace("3,", "0,", 1), OTHER, DEFAULT))
    assert [each.name for each in found] == ["河东区", "河西区", "某市"]
    assert [each.folder for each in found] == ["", "990102", "990100"]
    assert [each.is_city for each in found] == [False, False, True]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([DEFAULT, OTHER.replace("false", "true")], "row 3: exactly one district"),
        ([DEFAULT.replace("district,true", "city,true")], "row 2: .*not the city"),
        (
            [DEFAULT, CITY, CITY.replace("990100", "990200").replace("某", "邻")],
            "row 4: .*one city",
        ),
        ([DEFAULT, OTHER.replace("990102", "2023Q2")], "row 3: '2023Q2' is no code"),
        ([DEFAULT, OTHER.replace("990102", "../x")], "row 3: '../x' is no code"),
        ([DEFAULT, OTHER.replace("河西区", "“河 东”")], "row 3: “河 东” stands for 990103"),
    ],
)
def test_an_unsound_table_is_refused_in_a_line(tmp_path: Path, rows: list[str], says: str) -> None:
    with pytest.raises(BadCall, match=f"districts.csv, {says}") as refused:
        districts(office(tmp_path, *rows))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("text", ["990103", " ９９０１０３ ", "河东区", "“河东” 区", "河东", None])
def test_a_district_is_named_by_code_name_or_alias(tmp_path: Path, text: str | None) -> None:
    folders = office(tmp_path, DEFAULT, OTHER)
    assert find_district(folders, text) == default_district(folders)


def test_a_district_that_there_is_not_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match=r"'河南区'.* 990103 河东区, 990102 河西区"):
        find_district(office(tmp_path, DEFAULT, OTHER), "河南区")
