from pathlib import Path

import pytest
import yaml

from orchestration.errors import BadCall
from orchestration.publication.bulletin.office import OFFICE_FILE, load_office


def changed(tmp_path: Path, **changes: object) -> Path:
    data = yaml.safe_load(OFFICE_FILE.read_text(encoding="utf-8"))
    data |= changes
    path = tmp_path / "office.yml"
    path.write_text(yaml.safe_dump({k: v for k, v in data.items() if v is not None}), "utf-8")
    return path


def test_another_district_has_its_own_names_and_floor(tmp_path: Path) -> None:
    office = load_office(changed(tmp_path, name="某区政务局", satisfaction_floor=90.5))
    assert office.name == "某区政务局"
    assert str(office.satisfaction_floor) == "90.5"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"district": None}, "lacks district"),
        ({"phone": "1"}, "does not know phone"),
        ({"name": ""}, "name is a text"),
        ({"name": 5}, "name is a text, not 5"),
        ({"satisfaction_floor": "85"}, "satisfaction_floor is a percentage, not '85'"),
        ({"satisfaction_floor": 101}, "satisfaction_floor is a percentage"),
        ({"longest_list": 0}, "longest_list is a number of units, not 0"),
        ({"longest_list": 8}, "finish_overdue is 9, more than longest_list allows"),
        ({"lists": {}}, "lists: lacks"),
        ({"lists": 3}, "lists: lacks"),
    ],
)
def test_what_is_wrong_with_the_settings_is_told_in_one_line(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(BadCall, match=message) as told:
        load_office(changed(tmp_path, **changes))
    assert "\n" not in str(told.value)


def test_a_file_that_is_no_yaml_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "office.yml"
    path.write_text("name: [", "utf-8")
    with pytest.raises(BadCall, match="can not be read") as told:
        load_office(path)
    assert "\n" not in str(told.value)
