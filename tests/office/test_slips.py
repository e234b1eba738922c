"""Slips by their kinds: words that are taken, values that cannot be meant, lists without lines."""

from pathlib import Path

import pytest

from orchestration.office.catalogue_file import shipped_catalogue
from orchestration.office.lists import OTHER_CHANNELS
from orchestration.office.policy import SENSIBLE
from orchestration.office.read import load_office
from orchestration.office.rosters import UNNAMED
from orchestration.settings import DBT_PROJECT
from tests.office.test_read import OFFICE, UNITS, WHOLE, folder, slips

LIMITS = "type_code,urgency_code,sign_hours,finish_days\nany,any,"
DISTRICTS = "code,name,is_default,aliases\n990001,某区,true,\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        # an alias is a word like a name
        (
            "channels_csv",
            "code,name,aliases\na,大厅,一证通办\n",
            "channels.csv, row 2: 一证通办 is another figure's name",
        ),
        (
            "channels_csv",
            "code,name,aliases\na,大厅,窗口|跨省 通办\n",
            "channels.csv, row 2: 跨省 通办 is another figure's name",
        ),
        (
            "channels_csv",
            "code,name,aliases\na,大厅,总办件量\n",
            "channels.csv, row 2: 总办件量 is another figure's name",
        ),
        (
            "channels_csv",
            "code,name\na,其他渠道\n",
            "channels.csv, row 2: 其他渠道 is another figure's name",
        ),
        (
            "channels_csv",
            "code,name,aliases\na,大厅,合计\n",
            "channels.csv, row 2: 合计 is what a line of totals is called",
        ),
        (
            "ticket_types_csv",
            "code,name,aliases\na,求助,小计\n",
            "ticket_types.csv, row 2: 小计 is what a line of totals is called",
        ),
        # a code in another form is the same code
        (
            "channels_csv",
            "code,name\nhall,大厅\nHall,窗口\n",
            "channels.csv, row 3: code Hall is taken (hall)",
        ),
        (
            "channels_csv",
            "code,name\nTotal,大厅\n",
            "channels.csv, row 2: code Total is taken (cases.total)",
        ),
        (
            "ticket_types_csv",
            "code,name\nａ,求助\na,投诉\n",
            "ticket_types.csv, row 3: code a is taken (ａ)",
        ),
        # a list without a line
        ("ticket_types_csv", "code,name\n", "ticket_types.csv: it lists no type of tickets"),
        ("channels_csv", "code,name\n# nothing\n", "channels.csv: it lists no channel"),
        ("units_csv", "name,kind\n", "units.csv: it lists no unit"),
        # the roster
        *(
            ("units_csv", f"name,kind\n{word},department\n", f"units.csv, row 2: {word} is ")
            for word in ("合计", "小 计", "总计：", "平均值", "共12条", "审核人", "备注：无")
        ),
        (
            "units_csv",
            "name,kind,aliases\n甲局,department,合计|甲办\n",
            "units.csv, row 2: 合计 is what a line of totals is called",
        ),
        (
            "units_csv",
            f"name,kind\n{UNNAMED},department\n",
            f"units.csv, row 2: {UNNAMED} stands for rows that name no unit",
        ),
        (
            "units_csv",
            "name,kind,group\n甲局,department,合计\n",
            "units.csv, row 2: group is '合计'",
        ),
        (
            "units_csv",
            "name,kind\n甲\a局,department\n",
            "units.csv, row 2: name is '甲\\x07局', with a character that cannot be printed",
        ),
        (
            "units_csv",
            f"name,kind\n{'甲' * 501},department\n",
            "units.csv, row 2: name has more than 500 characters",
        ),
        (
            "districts_csv",
            f"{DISTRICTS}990002,某 区,,\n",
            "districts.csv, row 3: 某 区 stands for 990001 (row 2) and for 990002",
        ),
        (
            "districts_csv",
            f"{DISTRICTS}990002,邻区,,990001\n",
            "districts.csv, row 3: 990001 stands for 990001 (row 2) and for 990002",
        ),
        ("districts_csv", "code,name\n", "districts.csv: it lists no district"),
        ("districts_csv", "code,name\n990001,\n", "districts.csv, row 2: name is empty"),
        # policy
        (
            "office_hours_csv",
            "opens,closes,first_day,last_day\n8:30,12:00,2024-05-02,2024-05-01\n",
            "office_hours.csv, row 2: its last_day 2024-05-01 is before its first_day",
        ),
        ("time_limits_csv", f"{LIMITS}1000.01,5\n", "time_limits.csv, row 2: sign_hours is"),
        ("time_limits_csv", f"{LIMITS}Infinity,5\n", "time_limits.csv, row 2: sign_hours is"),
        ("time_limits_csv", f"{LIMITS}4,367\n", "time_limits.csv, row 2: finish_days is 367"),
        ("time_limits_csv", f"{LIMITS}4,0\n", "time_limits.csv, row 2: finish_days is 0"),
        ("time_limits_csv", f"{LIMITS}4,999999999\n", "time_limits.csv, row 2: finish_days is"),
        *(
            (
                "thresholds_csv",
                f"name,value\n{name},{value}\n",
                f"thresholds.csv, row 2: value is {value}, and must be",
            )
            for name, value in (
                ("repeat_days", 3661),
                ("returned_often", 0),
                ("boilerplate_tickets", 0),
                ("reply_short_characters", 10_001),
                ("rectify_days", 999_999_999),
                ("unknown_words_percent", 101),
            )
        ),
        # names of columns
        (
            "headers_yml",
            "cases:\n  事项名称: [甲]\n  事项 名称: [乙]\n",
            "headers.yml, row 3: 事项 名称 stands already in row 2",
        ),
        (
            "headers_yml",
            "cases:\n  事项名称: ['*办件编号']\n",
            "headers.yml, row 2: *办件编号 stands for 办件编号 and for 事项名称",
        ),
        (
            "headers_yml",
            f"cases:\n  事项名称: [{'甲' * 40}乙]\n  事项编码: [{'甲' * 40}丙]\n",
            f"headers.yml, row 3: {'甲' * 40}丙 stands for 事项名称 and for 事项编码",
        ),
        ("headers_yml", "cases:\n  事项名称: ['*']\n", "headers.yml, row 2: 事项名称 must have"),
    ],
)
def test_a_slip_is_one_line_with_its_file_and_row(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    (line,) = slips(folder(tmp_path, **{name: content}))
    assert line.startswith(says)


def test_what_is_just_possible_is_taken(tmp_path: Path) -> None:
    office = load_office(
        folder(
            tmp_path,
            time_limits_csv=f"{LIMITS}1000,366\n",
            office_hours_csv="opens,closes,first_day,last_day\n0:00,24:00,2024-05-01,2024-05-01\n",
            thresholds_csv="name,value\nunknown_words_percent,0\noff_roster_percent,100\n",
            channels_csv="code,name,aliases\na,大厅,其他渠道\n",
            ticket_types_csv="code,name,aliases\na,复核,审核\n",
            office_yml=f"{OFFICE}code: 012345\nsatisfaction_floor: 99.95\nlongest_list: 1000\n",
        )
    )
    assert (office.time_limits[0].finish_days, office.districts[0].code) == (366, "012345")
    assert office.threshold("unknown_words_percent") == 0
    assert office.threshold("off_roster_percent") == 100


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        ({"name": "办结 率"}, "the name 办结 率 is that of orders.finish_rate"),
        ({"name": "诉求\u200b总量"}, "the name 诉求\u200b总量 is that of tickets.total"),
        ({"name": "求助类诉求量"}, "the name 求助类诉求量 is that of tickets.help"),
        ({"name": "政务大厅 办件量"}, "the name 政务大厅 办件量 is that of cases.hall"),
        ({"name": "乡镇(街道)评价量"}, "the name 乡镇(街道)评价量 is that of evaluations.township"),
        ({"name": "—"}, "the name — is read as an empty cell"),
        ({"code": "ｏｒｄｅｒｓ.open"}, "it is orders.open in another form"),
        ({"code": "Tickets.help"}, "it is tickets.help in another form"),
    ],
)
def test_a_figure_has_a_name_and_code_that_no_other_has_in_whatever_form(
    tmp_path: Path, slip: dict[str, str], says: str
) -> None:
    line = WHOLE | slip
    text = f"{','.join(line)}\n{','.join(line.values())}\n"
    (found,) = slips(folder(tmp_path, indicators_csv=text))
    assert found == f"indicators.csv, row 2: {line['code']}: {says}" or found.startswith(
        f"indicators.csv, row 2: {line['code']}: {says}:"
    )


def test_two_figures_of_the_office_have_names_of_their_own(tmp_path: Path) -> None:
    lines = [WHOLE, WHOLE | {"code": "orders.y", "name": "甲　数"}]
    text = "\n".join([",".join(WHOLE), *(",".join(line.values()) for line in lines)])
    (found,) = slips(folder(tmp_path, indicators_csv=text))
    assert found.startswith("indicators.csv, row 3: orders.y: the name 甲　数 is that of orders.x")


def test_names_that_the_patterns_give_follow_the_office(tmp_path: Path) -> None:
    line = WHOLE | {"name": "失物类诉求量"}
    text = f"{','.join(line)}\n{','.join(line.values())}\n"
    load_office(folder(tmp_path, indicators_csv=text))
    types = "code,name\nlost,失物\n"
    (found,) = slips(folder(tmp_path, indicators_csv=text, ticket_types_csv=types))
    assert "the name 失物类诉求量 is that of tickets.lost" in found


def test_words_that_are_taken_are_those_of_the_models() -> None:
    macro = (DBT_PROJECT / "macros" / "units.sql").read_text("utf-8")
    assert f"unnamed_unit() -%}} {UNNAMED} {{%-" in macro
    mart = (DBT_PROJECT / "models" / "marts" / "indicator_values.sql").read_text("utf-8")
    assert f"'other', '{OTHER_CHANNELS}'" in mart


def test_every_threshold_has_a_least_and_a_most(tmp_path: Path) -> None:
    office = load_office(folder(tmp_path))
    for each in office.thresholds:
        least, most = SENSIBLE[each.unit]
        assert least <= each.value <= most


def test_a_unit_may_be_named_after_what_its_name_only_begins_with(tmp_path: Path) -> None:
    units = f"{UNITS}审计局,department,\n打印社区,township,\n合水县,township,\n"
    assert len(load_office(folder(tmp_path, units_csv=units)).units) == 5


def test_a_kind_is_known_in_whatever_case_and_width(tmp_path: Path) -> None:
    units = "name,kind\n甲局,Department\n东镇,ｔｏｗｎｓｈｉｐ\n丙公司,Enterprise\n"
    kinds = [unit.kind for unit in load_office(folder(tmp_path, units_csv=units)).units]
    assert kinds == ["department", "township", "Enterprise"]


def test_names_of_the_shipped_catalogue_are_its_own() -> None:
    names = [line["name"] for line in shipped_catalogue()]
    assert len(set(names)) == len(names)
