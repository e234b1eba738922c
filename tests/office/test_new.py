"""A new office's folder: read without a slip once units are listed."""

from pathlib import Path

import pytest
import yaml

from orchestration.cli.main import main
from orchestration.errors import BadCall
from orchestration.office.new import write_new_office
from orchestration.office.read import load_office


def add_units(folder: Path) -> None:
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("甲局,department,甲办|甲委,区直\n东镇,township,,\n")


def test_a_new_office_wants_its_units_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "offices" / "new"
    write_new_office(folder, "青石区政务服务局", "青石区")
    with pytest.raises(BadCall) as slips:
        load_office(folder)
    assert str(slips.value).splitlines() == [f"{folder}/units.csv: it lists no unit"]
    add_units(folder)
    office = load_office(folder)
    assert (office.name, office.district) == ("青石区政务服务局", "青石区")
    assert [unit.name for unit in office.units] == ["甲局", "东镇"]
    assert office.parts == ("tickets", "cases", "licenses", "evaluations")


@pytest.mark.parametrize(
    "name", ["甲: 乙局", "“甲”局 #1", "'甲'", "null", "- 甲", "{district}局", "123"]
)
def test_any_name_is_written_so_that_it_is_read_again(tmp_path: Path, name: str) -> None:
    write_new_office(tmp_path / "o", name, "甲区")
    add_units(tmp_path / "o")
    assert load_office(tmp_path / "o").name == name


@pytest.mark.parametrize("name", ["", " \u200b", "甲\n乙", "甲\a", "甲" * 101])
def test_a_name_that_no_office_could_have_writes_nothing(tmp_path: Path, name: str) -> None:
    for names in ((name, "甲区"), ("甲局", name)):
        with pytest.raises(BadCall, match="each is a text on one"):
            write_new_office(tmp_path / "o", *names)
    assert not (tmp_path / "o").exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(BadCall, match="is not empty"):
        write_new_office(tmp_path, "甲局", "甲区")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_the_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "o")
    assert main(["office", "new", folder, "--name", "甲局", "--district", "甲区"]) == 0
    check = ["office", "check", "--office", folder, "--raw", str(tmp_path / "raw")]
    assert main(check) == 2
    assert capsys.readouterr().err == f"tongbao: {folder}/units.csv: it lists no unit\n"
    add_units(tmp_path / "o")
    assert main(check) == 0
    assert "2 units" in capsys.readouterr().out


def test_what_is_commented_out_can_be_taken_up_whatever_the_district_is_called(
    tmp_path: Path,
) -> None:
    write_new_office(tmp_path / "office", "甲", '甲"乙\\区: 1')
    path = tmp_path / "office" / "office.yml"
    text = path.read_text("utf-8").replace("# hotline_centre", "hotline_centre")
    path.write_text(text, encoding="utf-8")
    assert yaml.safe_load(text)["hotline_centre"] == '甲"乙\\区: 1“12345”便民服务热线'
