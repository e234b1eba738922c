"""An office's folder: what is shipped where it says nothing, and each slip in a line of its own."""

import re
from pathlib import Path

import docx
import pytest

from orchestration.errors import BadCall
from orchestration.office.build import DEFAULTS
from orchestration.office.catalogue_file import shipped_catalogue
from orchestration.office.read import load_office
from orchestration.office.slips import OfficeError
from orchestration.settings import DBT_PROJECT

OFFICE = "name: 某区政务服务局\ndistrict: 某区\n"
UNITS = "name,kind,aliases\n水利所,department,水利站|水务所\n东街道,township,\n"


def folder(path: Path, **files: str | bytes) -> Path:
    """Write an office's folder; `units_csv` is units.csv, an empty one is left out."""
    for name, content in ({"office_yml": OFFICE, "units_csv": UNITS} | files).items():
        stem, _, ending = name.rpartition("_")
        target = path / f"{stem}.{ending}"
        if content:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def slips(path: Path) -> list[str]:
    """Every slip of a folder that is refused."""
    with pytest.raises(OfficeError) as refused:
        load_office(path)
    assert refused.value.exit_code == 2
    lines = str(refused.value).splitlines()
    assert len(lines) == len(refused.value.slips)
    return [line.removeprefix(f"{path}/") for line in lines]


def test_two_files_are_enough_and_the_rest_is_shipped(tmp_path: Path) -> None:
    office = load_office(folder(tmp_path))
    assert [each.code for each in office.ticket_types] == [
        *("help", "consult", "complaint", "suggestion", "report", "praise")
    ]
    assert [each.code for each in office.channels] == [
        *("hall", "township", "online", "app", "village", "kiosk")
    ]
    assert [each.code for each in office.channels if each.is_headline] == [
        "hall",
        "township",
        "app",
    ]
    assert {each.code: each.counts_for for each in office.channels if each.counts_for} == {
        "hall": "department",
        "township": "township",
    }
    assert office.parts == ("tickets", "cases", "licenses", "evaluations")
    assert office.periods == ("quarter",)
    assert [(each.name, each.is_default) for each in office.districts] == [("某区", True)]
    assert office.threshold("unknown_words_percent") == 10
    assert office.threshold("off_roster_percent") == 20
    assert "某区" in office.wording.hotline_centre
    assert office.wording.letterhead is None
    assert [unit.unit_id for unit in office.units] == ["水利所", "东街道"]


def test_what_is_shipped_names_no_place() -> None:
    for path in DEFAULTS.iterdir():
        if path.suffix != ".docx":
            assert not any(word in path.read_text("utf-8") for word in ("宁夏", "红寺堡", "吴忠"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_table_is_read_as_excel_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = (
        '# 单位, "花名册\r\n'
        " Name ,Kind,aliases,,\r\n"
        "水利所,department,水利站|水务所,,\r\n"
        ",,,,\r\n"
        '#东,街道\r\n"北,\r\n镇",township,,,\r\n'
    ).replace(",", delimiter)
    office = load_office(folder(tmp_path, units_csv=text.encode(encoding)))
    assert [unit.aliases for unit in office.units] == [("水利站", "水务所"), ()]
    assert office.units[1].kind == "township"


def test_hidden_files_notes_and_the_sample_are_passed_over(tmp_path: Path) -> None:
    folder(tmp_path)
    before = load_office(tmp_path).digest
    for name in (".~lock.units.csv#", "~$units.xlsx", "README.md", "readme", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sample").mkdir()
    assert load_office(tmp_path).digest == before


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "units_csv",
            "",
            "units.csv: missing file",
        ),
        (
            "office_yml",
            "",
            "office.yml: missing file",
        ),
        (
            "unit_csv",
            "name\n",
            "unit.csv: unknown file",
        ),
        (
            "office_yml",
            "name: 甲\n",
            "office.yml, row 1: missing key district",
        ),
        (
            "office_yml",
            f"{OFFICE}colour: 红\n",
            "office.yml, row 3: unknown key colour",
        ),
        (
            "office_yml",
            f"{OFFICE}name: 乙\n",
            "office.yml, row 3: name stands already in row 1",
        ),
        (
            "office_yml",
            f"{OFFICE}parts: [tickets, taxes]\n",
            "office.yml, row 3: parts knows no",
        ),
        (
            "office_yml",
            f"{OFFICE}lists:\n  orders: x\n",
            "office.yml, row 4: lists: orders is a",
        ),
        (
            "office_yml",
            "name: [\n",
            "office.yml, row 2: it is no YAML",
        ),
        (
            "office_甲_yml",
            OFFICE,
            "office_甲.yml: no district 甲",
        ),
        (
            "units_csv",
            "name,colour\n",
            "units.csv, row 1: unknown column colour; missing column",
        ),
        (
            "units_csv",
            f"{UNITS}北镇,,\n",
            "units.csv, row 4: kind is empty",
        ),
        (
            "units_csv",
            f"{UNITS}北镇,township,,x\n",
            "units.csv, row 4: 'x' stands in no column",
        ),
        (
            "units_csv",
            f"{UNITS}水“务 所,department,\n",
            "units.csv, row 4: 水“务 所 stands for 水利",
        ),
        (
            "units_csv",
            "name,kind,district\n甲,a,乙区\n",
            "units.csv, row 2: no district 乙区",
        ),
        (
            "units_csv",
            "name,kind,unit_id\n甲,a,x\n乙,a,x\n",
            "units.csv, row 3: unit_id x stands",
        ),
        (
            "channels_csv",
            "code,name\nhall,大厅\nhall,窗口\n",
            "channels.csv, row 3: code hall",
        ),
        (
            "channels_csv",
            "code,name,aliases\na,大厅,窗口\nb,窗口,\n",
            "channels.csv, row 3: 窗口 stands for a (row 2) and for b",
        ),
        (
            "channels_csv",
            "code,name\ntotal,大厅\n",
            "channels.csv, row 2: code total is taken",
        ),
        (
            "channels_csv",
            "code,name,counts_for\na,大厅,village\n",
            "channels.csv, row 2: counts_for is 'village'",
        ),
        (
            "ticket_types_csv",
            "code,name,aliases\na,求助,\nb,投诉,求助类\n",
            "ticket_types.csv, row 3: 求助类 stands for a (row 2) and for b",
        ),
        (
            "ticket_types_csv",
            "code,name\na.b,求助\n",
            "ticket_types.csv, row 2: code is 'a.b'",
        ),
        (
            "level_words_csv",
            "level,aliases\n好,很好\n",
            "level_words.csv, row 2: no level 好",
        ),
        (
            "level_words_csv",
            "level,aliases\n满意,一般\n",
            "level_words.csv, row 2: 一般 stands for 基本满意 and for 满意",
        ),
        (
            "headers_yml",
            "taxes:\n  a: [b]\n",
            "headers.yml, row 1: no export taxes",
        ),
        (
            "headers_yml",
            "cases:\n  甲: [乙]\n",
            "headers.yml, row 2: cases has no column 甲",
        ),
        (
            "headers_yml",
            "cases:\n  办件编号: [流水号]\n  事项名称: [流水号]\n",
            "headers.yml, row 3: 流水号 stands for 办件编号 and for 事项名称 of cases",
        ),
        (
            "thresholds_csv",
            "name,value\nx,1\n",
            "thresholds.csv, row 2: no threshold x",
        ),
        (
            "thresholds_csv",
            "name,value\noff_roster_percent,101\n",
            "thresholds.csv, row 2: value is 101",
        ),
        (
            "time_limits_csv",
            "type_code,urgency_code,sign_hours,finish_days\nhelp,any,4,5\n",
            "time_limits.csv: no row any,any",
        ),
        (
            "office_hours_csv",
            "opens,closes\n12:00,8:30\n",
            "office_hours.csv, row 2: it closes",
        ),
        (
            "office_hours_csv",
            "opens,closes\n08:30,12:00\n11:00,18:00\n",
            "office_hours.csv, row 3: it overlaps with row 2",
        ),
        (
            "indicators_csv",
            "code,is_headline\nx.y,是\n",
            "indicators.csv, row 2: x.y: it is not",
        ),
        (
            "channels_csv",
            "code,name\nx,跨省通办\n",
            "channels.csv, row 2: 跨省通办 is another figure's name",
        ),
        ("units_csv", "name,kind\n—,township\n", "units.csv, row 2: — is read as an empty cell"),
        (
            "ticket_types_csv",
            "code,name\nx,类\n",
            "ticket_types.csv, row 2: 类 is read as an empty cell",
        ),
        (
            "time_limits_csv",
            "type_code,urgency_code,sign_hours,finish_days\nany,any,NaN,5\n",
            "time_limits.csv, row 2: sign_hours is 'NaN'",
        ),
        (
            "office_yml",
            f"{OFFICE}document_number: 2024-13-01\n",
            "office.yml, row 3: it is no value: month must be",
        ),
        (
            "office_yml",
            f"{OFFICE}copies_to: &a [*a]\n",
            "office.yml, row 3: it stands in itself",
        ),
        (
            "office_yml",
            f"{OFFICE}copies_to: {'[' * 2000}{']' * 2000}\n",
            "office.yml: its brackets lie too deep",
        ),
        (
            "headers_yml",
            "tickets:\n  诉求类型: [2023-13-45]\n",
            "headers.yml, row 2: it is no value",
        ),
        ("template_docx", "no document", "template.docx: it is no Word document"),
        (
            "indicators_csv",
            "code,is_headline,name\norders.open,是,甲\n",
            "indicators.csv, row 2: orders.open: it is shipped",
        ),
    ],
)
def test_a_slip_is_one_line_with_its_file_and_row(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    (line,) = slips(folder(tmp_path, **{name: content}))
    assert line.startswith(says)


WHOLE = {
    "sort_order": "1000",
    "code": "orders.x",
    "name": "甲数",
    "unit": "件",
    "statistic": "count",
    "is_headline": "是",
    "source_mart": "counted_tickets",
    "numerator": "is_work_order",
    "broken_down_by": "all",
    "definition": "甲",
}


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        ({"code": "orders x@y"}, "a code is words"),
        ({"name": "诉求总量"}, "the name 诉求总量 is that of tickets.total"),
        ({"source_mart": "nonsense"}, "source_mart is 'nonsense'"),
        ({"numerator": "is_nonsense"}, "numerator is 'is_nonsense'"),
        ({"numerator": "1; drop table x"}, "numerator is '1; drop table x'"),
        ({"broken_down_by": "unit"}, "broken_down_by must have all"),
        ({"broken_down_by": "all|foo"}, "broken_down_by must have all, and none but"),
        ({"filter_dimension": "unit", "filter_member": "x"}, "filter_dimension is 'unit'"),
        ({"filter_dimension": "type", "filter_member": "none"}, "filter_member is 'none'"),
        ({"filter_dimension": "type"}, "filter_member is None"),
        ({"filter_member": "help"}, "filter_dimension is None"),
    ],
)
def test_a_further_indicator_is_one_that_something_is_counted_by(
    tmp_path: Path, slip: dict[str, str], says: str
) -> None:
    def lines(values: dict[str, str]) -> str:
        return f"{','.join(values)}\n{','.join(values.values())}\n"

    whole = WHOLE | {"filter_dimension": "type", "filter_member": "help"}
    office = load_office(folder(tmp_path, indicators_csv=lines(whole)))
    assert [line["code"] for line in office.indicators] == ["orders.x"]
    (line,) = slips(folder(tmp_path, indicators_csv=lines(WHOLE | slip)))
    assert line.startswith(f"indicators.csv, row 2: {(WHOLE | slip)['code']}: {says}")


def test_the_shipped_catalogue_uses_all_that_an_indicator_may_count_by() -> None:
    macro = (DBT_PROJECT / "macros" / "measures.sql").read_text("utf-8")
    measures, _, _ = macro.partition("{%- endmacro %}")
    used = {line[name] for line in shipped_catalogue() for name in ("numerator", "denominator")}
    assert set(re.findall(r"'(is_\w+)'", measures)) <= used


def test_a_template_has_well_formed_placeholders(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ 数( }}")
    document.save(str(folder(tmp_path) / "template.docx"))
    (line,) = slips(tmp_path)
    assert line.startswith("template.docx: a placeholder of it is not well-formed")


def test_a_list_is_no_longer_than_the_longest(tmp_path: Path) -> None:
    found = slips(folder(tmp_path, office_yml=f"{OFFICE}longest_list: 9\n"))
    text = "lists: low_satisfaction is 12, more than longest_list allows"
    assert found == [f"office.yml, row 3: {text}"]


def test_several_slips_are_as_many_lines(tmp_path: Path) -> None:
    path = folder(tmp_path, units_csv="name\n", ticket_types_csv="code,name\na,甲\na,乙\n")
    assert [line.split(":")[0] for line in slips(path)] == [
        "units.csv, row 1",
        "ticket_types.csv, row 3",
    ]


def test_limits_of_types_that_the_office_has_not_are_passed_over(tmp_path: Path) -> None:
    office = load_office(folder(tmp_path, ticket_types_csv="code,name\nlost,失物\nhelp,求助\n"))
    assert {each.type_code for each in office.time_limits} == {"any", "help"}


def test_words_and_policy_have_digests_of_their_own(tmp_path: Path) -> None:
    first = load_office(folder(tmp_path))
    wording = load_office(folder(tmp_path, office_yml=f"{OFFICE}addressees: 各单位\n"))
    assert (wording.words, wording.policy == first.policy) == (first.words, False)
    alias = load_office(folder(tmp_path, units_csv=UNITS.replace("水务所", "水管所")))
    assert alias.words != wording.words
    kind = load_office(folder(tmp_path, units_csv=UNITS.replace("department", "enterprise")))
    assert kind.words == first.words
    assert len({first.digest, wording.digest, alias.digest, kind.digest}) == 4


def test_a_folder_that_is_away_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="cannot be read"):
        load_office(tmp_path / "nowhere")


def test_another_district_has_a_file_of_its_own(tmp_path: Path) -> None:
    districts = "code,name,is_default\n990001,某区,true\n990002,邻区,\n"
    own = "name: 邻区政务局\ndistrict: 邻区\n"
    office = load_office(folder(tmp_path, districts_csv=districts, office_990002_yml=own))
    assert office.wordings["990002"].service_centre == "邻区政务服务中心"
    assert [each.folder for each in office.districts] == ["", "990002"]
