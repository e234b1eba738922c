"""Every suite passes on good data and fails, by name, on each kind of bad data."""

import io

import pandas as pd
import pytest

from orchestration.checks.office_sets import OfficeSets
from orchestration.checks.suites import load_suite
from orchestration.checks.validate import validate

TYPES = ("help", "consult", "lost", "noise", "traffic", "thanks")
SETS = OfficeSets(
    {
        "channels": (
            *("政务大厅", "乡镇(街道)便民服务中心", "手机端"),
            *("网上办理", "村级便民服务站", "自助终端"),
        ),
        "channel_codes": ("cases.hall", "cases.phone"),
        "type_codes": tuple(f"tickets.{code}{end}" for code in TYPES for end in ("", ".share")),
        "indicator_units": ("件", "条", "个", "%", "小时"),
        "classes": ("部门", "乡镇(街道)"),
    }
)
"""What the suites take from a made-up office."""

GOOD = {
    "attachment_1": """\
序号,承办单位,受理工单数,签收数,超时签收数,超时签收率(%),办结数,办结率(%),超时办结数,超时办结率(%),延期数,退单数,评价数,满意数,满意率(%)
1,甲镇,8,8,1,12.50,7,87.50,0,0.00,1,2,3,2,66.67
2,乙局,8,7,0,0.00,8,100.00,3,37.50,0,0,0,0,
3,丙局,1,1,1,100.00,0,0.00,1,100.00,0,0,1,1,100.00
,合计,17,16,2,11.76,15,88.24,4,23.53,1,2,4,3,75.00
""",
    "attachment_2": """\
序号,分类,办件量,占总办件量(%),上期办件量,环比(%)
1,总办件量,8,100.00,4,100.00
2,政务大厅,3,37.50,4,-25.00
3,乡镇(街道)便民服务中心,5,62.50,0,
4,手机端,0,0.00,0,
5,网上办理,0,0.00,0,
6,村级便民服务站,0,0.00,0,
7,自助终端,0,0.00,0,
8,跨省通办,1,12.50,0,
9,区内通办,0,0.00,0,
10,零材料,0,0.00,0,
11,容缺受理,0,0.00,0,
12,告知承诺,0,0.00,0,
13,一证通办,0,0.00,0,
""",
    "attachment_3": """\
序号,类别,单位,办件量,占同类(%),排名
1,部门,甲局,5,50.00,1
2,部门,乙局,5,50.00,1
3,部门,丙局,0,0.00,3
,部门,合计,10,100.00,
4,乡镇(街道),丁镇,0,,1
,乡镇(街道),合计,0,,
5,其他,某公司,2,100.00,1
,其他,合计,2,100.00,
""",
    "attachment_4": """\
序号,颁发单位,证照类型,入库数量,单位合计,单位排名
1,甲局,营业执照,5,6,1
2,甲局,许可证,1,6,1
3,乙局,结婚证,6,6,1
4,丙局,结婚证,1,1,3
,合计,,13,13,
""",
}

TOWNSHIPS = "4,乡镇(街道),丁镇,0,,1\n,乡镇(街道),合计,0,,\n"


def frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def indicators() -> pd.DataFrame:
    suite = load_suite("main_indicators", SETS)
    codes = next(e for e in suite.expectations if "contain_set" in e.type).arguments["value_set"]
    rows = []
    for code in codes:
        if code.endswith("rectified_rate"):
            rows.append([code, "率", "100.00", "%", "0", "0"])
        elif code.endswith(".share"):
            rows.append([code, "率", "16.67", "%", "1", "6"])
        elif code.endswith("rate") or code == "orders.satisfaction":
            rows.append([code, "率", "50.00", "%", "1", "2"])
        else:
            value = {"tickets.total": "6", "evaluations.total": "2"}.get(code, "1")
            rows.append([code, "数", value, "件", "", ""])
    return pd.DataFrame(rows, columns=["指标", "名称", "数值", "单位", "分子", "分母"])


@pytest.mark.parametrize("suite", GOOD)
def test_good_files_pass(suite: str) -> None:
    outcome = validate(frame(GOOD[suite]), suite, SETS)
    assert outcome.failures == ()
    assert outcome.evaluated > 5


def test_a_quarter_that_is_not_comparable_has_no_change_in_any_line() -> None:
    text = GOOD["attachment_2"].replace(",4,100.00\n", ",4,\n").replace(",4,-25.00\n", ",4,\n")
    assert validate(frame(text), "attachment_2", SETS).failures == ()


def test_good_indicators_pass() -> None:
    good = indicators()
    assert validate(good, "main_indicators", SETS).failures == ()
    assert not good.attrs


@pytest.mark.parametrize(
    ("code", "unit", "passes"),
    [
        ("tickets.valid", "件", True),
        ("orders.solved_rate", "%", True),
        ("orders.finished", "件", False),
        ("orders.finish_rate", "%", False),
        ("tickets.help.share", "%", False),
    ],
)
def test_what_no_export_says_may_be_empty_and_nothing_else(
    code: str, unit: str, passes: bool
) -> None:
    found = indicators()
    found = found[found["指标"] != code].reset_index(drop=True)
    found.loc[len(found)] = [code, "数", "", unit, "", ""]
    assert validate(found, "main_indicators", SETS).success is passes


@pytest.mark.parametrize(
    ("value", "unit", "passes"),
    [("48.60", "件", True), ("", "件", True), ("48", "件", False), ("48.6", "件", False)],
)
def test_a_mean_has_two_decimals(value: str, unit: str, passes: bool) -> None:
    further = indicators()
    further.loc[len(further)] = ["tickets.daily_mean", "均", value, unit, "", ""]
    outcome = validate(further, "main_indicators", SETS)
    assert outcome.success is passes, outcome.failures


@pytest.mark.parametrize(
    ("suite", "old", "new", "says"),
    [
        ("attachment_1", "1,甲镇,8,8", "1,甲镇,9,8", "合计行的受理工单数"),
        ("attachment_1", ",合计,17", ",合计,18", "合计行的受理工单数"),
        ("attachment_1", "12.50,7", "12.51,7", "超时签收率必须等于"),
        ("attachment_1", "12.50,7", "12.5,7", "两位小数"),
        ("attachment_1", "37.50,0,0,0,0,\n", "37.50,0,0,0,0,0.00\n", "满意率必须等于"),
        ("attachment_1", "2,乙局", "3,乙局", "序号必须从1起连续"),
        ("attachment_1", "2,乙局", "2,甲镇", "每个单位只占一行"),
        ("attachment_1", "3,丙局,1,1,1", "3,丙局,9,1,1", "降序"),
        ("attachment_1", "1,甲镇,8,8", "1,甲镇,8,-8", "签收数必须是非负整数"),
        ("attachment_1", "87.50", "187.50", "办结率必须在0与100之间"),
        ("attachment_1", "75.00", "75.01", "满意率必须等于"),
        ("attachment_1", "退单数", "退回数", "columns are"),
        ("attachment_2", "2,政务大厅", "2,大厅", "分类必须是"),
        ("attachment_2", "37.50", "37.51", "占比必须等于"),
        ("attachment_2", "-25.00", "25.00", "环比必须等于"),
        ("attachment_2", ",100.00,4,100.00", ",100.00,4,", "环比必须等于"),
        ("attachment_2", "13,一证通办,0,0.00,0,\n", "", "约定的分类各占一行"),
        ("attachment_3", "3,部门,丙局,0,0.00,3", "3,部门,丙局,0,0.00,2", "排名必须与办件量一致"),
        ("attachment_3", ",部门,合计,10", ",部门,合计,11", "合计行的办件量"),
        ("attachment_3", "2,部门,乙局,5,50.00", "2,部门,乙局,5,50.01", "占比必须等于"),
        ("attachment_3", "其他", "别的", "类别只有"),
        (
            "attachment_3",
            "4,乡镇(街道),丁镇,0,,1\n,乡镇(街道),合计,0,,\n",
            "",
            "有单位的类别必须在表中",
        ),
        ("attachment_3", ",其他,合计,2,100.00,\n", "", "一行合计结束"),
        ("attachment_4", "许可证,1,6", "许可证,2,6", "单位合计必须等于"),
        ("attachment_4", "4,丙局,结婚证,1,1,3", "4,丙局,结婚证,1,1,2", "单位排名"),
        ("attachment_4", ",合计,,13,13", ",合计,,12,13", "合计行的入库数量"),
        ("attachment_4", "2,甲局,许可证", "2,甲局,营业执照", "每类证照只占一行"),
    ],
)
def test_bad_files_fail_and_the_message_says_what_is_wrong(
    suite: str, old: str, new: str, says: str
) -> None:
    assert old in GOOD[suite]
    outcome = validate(frame(GOOD[suite].replace(old, new, 1)), suite, SETS)
    assert not outcome.success
    assert any(says in failure.message for failure in outcome.failures), outcome.failures


@pytest.mark.parametrize(
    ("code", "column", "value", "says"),
    [
        ("tickets.help", "数值", "2", "各类诉求之和"),
        ("tickets.help.share", "数值", "16.66", "比率必须等于"),
        ("tickets.help.share", "分母", "", "必须带分母"),
        ("evaluations.township", "数值", "2", "评价之和"),
        ("orders.received", "数值", "1.5", "非负整数"),
        ("orders.received", "单位", "项", "单位只有"),
        ("evaluations.rectified_rate", "数值", "", "比率必须等于"),
        ("orders.received", "指标", "orders.other", "一个也不能少"),
        ("cases.phone", "指标", "cases.kiosk", "一个也不能少"),
        ("tickets.lost.share", "指标", "tickets.found.share", "一个也不能少"),
    ],
)
def test_bad_indicators_fail(code: str, column: str, value: str, says: str) -> None:
    bad = indicators()
    bad.loc[bad["指标"] == code, column] = value
    outcome = validate(bad, "main_indicators", SETS)
    assert any(says in failure.message for failure in outcome.failures), outcome.failures


def test_an_unmet_control_names_both_figures_and_no_control_passes() -> None:
    controls = pd.DataFrame(
        {
            "indicator_code": ["tickets.total", "cases.total"],
            "control_value": [4426, 7],
            "warehouse_value": [4425, 7],
            "is_met": [False, True],
        }
    )
    (failure,) = validate(controls, "controls").failures
    assert "tickets.total: 控制数 4426，库内 4425" in failure.message
    assert "cases.total" not in failure.message
    assert validate(controls.iloc[:0], "controls").success


def test_totals_must_agree_and_no_rule_may_be_missing() -> None:
    suite = load_suite("totals")
    rules = next(e for e in suite.expectations if "equal_set" in e.type).arguments["value_set"]
    good = pd.DataFrame({"rule": rules, "difference": 0})
    assert validate(good, "totals").success
    bad = good.copy()
    bad.loc[0, "difference"] = -1
    assert rules[0] in validate(bad, "totals").failures[0].message
    assert not validate(good.iloc[1:], "totals").success


def test_rows_of_a_file_must_add_up() -> None:
    good = pd.DataFrame(
        {
            "file": ["a", "b"],
            "status": ["landed", "refused"],
            "data_rows": [6, 0],
            "accepted": [3, 0],
            "superseded": [2, 0],
            "refused": [1, 0],
        }
    )
    assert validate(good, "landed_files").success
    bad = good.copy()
    bad.loc[0, "accepted"] = 4
    assert "a: " in validate(bad, "landed_files").failures[0].message


@pytest.mark.parametrize(
    ("suite", "unit"),
    [("attachment_1", "丙局"), ("attachment_3", "某公司"), ("attachment_4", "丙局")],
)
def test_a_unit_that_is_called_like_the_totals_line_is_a_unit(suite: str, unit: str) -> None:
    outcome = validate(frame(GOOD[suite].replace(f"{unit},", "合计,")), suite, SETS)
    assert outcome.success, outcome.failures


def test_a_class_without_a_unit_is_left_out() -> None:
    sets = OfficeSets({**SETS.named, "classes": ("部门",)})
    alone = GOOD["attachment_3"].split("4,乡镇(街道)")[0]
    assert validate(frame(alone), "attachment_3", sets).success


def test_a_shipped_headline_that_the_office_does_without_is_not_missed() -> None:
    sets = OfficeSets(SETS.named, frozenset({"orders.sign_overdue"}))
    published = indicators()
    published = published[published["指标"] != "orders.sign_overdue"]
    assert validate(published, "main_indicators", sets).success
    assert not validate(published, "main_indicators", SETS).success
