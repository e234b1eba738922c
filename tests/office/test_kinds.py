"""Departments and townships are spoken of as far as the roster has them."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.office.digests import policy_of
from orchestration.office.read import load_office
from orchestration.office.wording import wording_for
from orchestration.periods import Period
from orchestration.publication.bulletin.titles import table_titles
from orchestration.publication.files import CASES_BY_UNIT, PUBLISHED_FILES
from tests.office.test_read import OFFICE, folder
from tests.offices import hongsibu

DEPARTMENT, TOWNSHIP = "甲局,department\n", "东镇,township\n"


@pytest.mark.parametrize(
    ("units", "addressees", "title"),
    [
        (
            DEPARTMENT + TOWNSHIP,
            "各部门（单位）、各乡镇（街道）",
            "各乡镇（街道）、各部门（单位）办件量统计表",
        ),
        (DEPARTMENT, "各部门（单位）", "各部门（单位）办件量统计表"),
        (TOWNSHIP + "丙公司,enterprise\n", "各乡镇（街道）", "各乡镇（街道）办件量统计表"),
        ("丙公司,enterprise\n", "各单位", "各单位办件量统计表"),
    ],
)
def test_what_the_roster_has_not_is_not_spoken_of(
    tmp_path: Path, units: str, addressees: str, title: str
) -> None:
    wording = load_office(folder(tmp_path, units_csv=f"name,kind\n{units}")).wording
    assert wording.addressees == addressees
    titles = table_titles(wording, Period.parse("2023Q2"))
    assert titles[CASES_BY_UNIT.table][1] == f"2023年第二季度{title}"
    assert not [each for titles_ in titles.values() for each in titles_ if "{" in each]


def test_an_office_names_its_addressees_itself(tmp_path: Path) -> None:
    units = f"name,kind\n{DEPARTMENT}"
    text = f"{OFFICE}addressees: 各部门（单位）、各街道\n"
    office = load_office(folder(tmp_path, units_csv=units, office_yml=text))
    assert office.wording.addressees == "各部门（单位）、各街道"


def test_each_district_is_spoken_of_by_its_own_units(tmp_path: Path) -> None:
    districts = "code,name,is_default,kind\n990001,某区,true,\n990002,邻区,,\n990000,某市,,city\n"
    units = "name,kind,district\n甲局,department,990001\n东镇,township,990002\n"
    own = "name: 邻区政务局\ndistrict: 邻区\n"
    files = {"districts_csv": districts, "units_csv": units}
    shared = load_office(folder(tmp_path, **files))
    for office in (shared, load_office(folder(tmp_path, **files, office_990002_yml=own))):
        told = {each.name: wording_for(office, each).addressees for each in office.districts}
        assert told == {
            "某区": "各部门（单位）",
            "邻区": "各乡镇（街道）",
            "某市": "各部门（单位）、各乡镇（街道）",
        }


def test_kinds_are_no_policy_of_their_own() -> None:
    office = hongsibu()
    other = replace(office, wording=replace(office.wording, kinds=()))
    assert policy_of(other) == policy_of(office)
    assert sum("{units}" in file.title for file in PUBLISHED_FILES) == 1
