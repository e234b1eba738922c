"""Which districts are configured: what the seed must be, and how a call names one."""

from pathlib import Path

import pytest

from orchestration.districts import default_district, districts, find_district
from orchestration.errors import BadCall

HEADER = "sort_order,code,name,kind,is_default,aliases\n"
DEFAULT = "1,640303,红寺堡区,district,true,红寺堡|吴忠市红寺堡区\n"
OTHER = "2,640302,利通区,district,false,\n"
CITY = "3,640300,吴忠市,city,false,吴忠\n"


def seed(folder: Path, *rows: str) -> Path:
    path = folder / "districts.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_the_default_one_comes_first_and_the_city_last(tmp_path: Path) -> None:
    found = districts(seed(tmp_path, CITY.replace("3,", "0,", 1), OTHER, DEFAULT))
    assert [each.name for each in found] == ["红寺堡区", "利通区", "吴忠市"]
    assert [each.folder for each in found] == ["", "640302", "640300"]
    assert [each.is_city for each in found] == [False, False, True]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([OTHER], "exactly one district"),
        ([DEFAULT, OTHER.replace("false", "true")], "exactly one district"),
        ([DEFAULT.replace("district,true", "city,true")], "not the city"),
        ([DEFAULT, CITY, CITY.replace("640300", "640100").replace("吴忠", "银川")], "one city"),
        ([DEFAULT, OTHER.replace("640302", "2023Q2")], "'2023Q2' is no code"),
        ([DEFAULT, OTHER.replace("640302", "../x")], "'../x' is no code"),
        ([DEFAULT, OTHER.replace("利通区", "“红 寺堡”")], "红寺堡 stands for two"),
    ],
)
def test_an_unsound_seed_is_refused_in_a_line(tmp_path: Path, rows: list[str], says: str) -> None:
    with pytest.raises(BadCall, match=says):
        districts(seed(tmp_path, *rows))


@pytest.mark.parametrize(
    "text", ["640303", " ６４０３０３ ", "红寺堡区", "“红寺堡” 区", "红寺堡", None]
)
def test_a_district_is_named_by_code_name_or_alias(text: str | None) -> None:
    assert find_district(text) == default_district()


def test_a_district_that_is_not_configured_is_told_with_those_that_are() -> None:
    with pytest.raises(BadCall, match=r"'利通区'.* 640303 红寺堡区"):
        find_district("利通区")
