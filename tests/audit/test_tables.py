"""Tables: totals and rates that agree are left alone, and one wrong cell is that finding."""

from pathlib import Path

import pytest

from orchestration.audit.audit import audit_file
from orchestration.audit.findings import Finding

ORDERS = """\
| 序号 | 承办单位 | 受理工单数 | 办结数 | 办结率(%) | 占比 |
|---|---|---:|---|---|---|
| 1 | 河东镇 | 187 | 180 | 96.26 | 38.01% |
| 2 | 教育局 | 50 | 50 | 100.00 | 10.16% |
| 3 | 水务局 | 60 | 58 | 96.67 | 12.20% |
| 4 | 城管局 | 154 | 150 | 97.40 | 31.30% |
| 5 | 公安局 | 41 | 40 | 97.56 | 8.33% |
| | 合 计 | 492 | 478 | 97.15 | 100% |
"""

CONSISTENT = {
    "orders": ORDERS,
    "sums of a part": """\
| 类别 | 单位 | 办件量 |
|---|---|---|
| 部门 | 税务局 | 500 |
| 部门 | 教育局 | 20 |
| 部门 | 小计 | 520 |
| 乡镇 | 河东镇 | 30 |
| 乡镇 | 石桥乡 | 10 |
| 乡镇 | 小计 | 40 |
| 合计 | | 560 |
""",
    "two blocks": """\
| 类别 | 单位 | 办件量 | 占同类 | 排名 |
|---|---|---|---|---|
| 部门 | 税务局 | 500 | 96.15 | 1 |
| 部门 | 教育局 | 20 | 3.85 | 2 |
| 部门 | 合计 | 520 | 100.00 | |
| 乡镇 | 河东镇 | 30 | 75.00 | 1 |
| 乡镇 | 石桥乡 | 10 | 25.00 | 2 |
| 乡镇 | 合计 | 40 | 100.00 | |
""",
    "parts that overlap": """\
| 分类 | 办件量 | 占总办件量(%) | 上季度办件量 | 环比(%) |
|---|---|---|---|---|
| 总办件量 | 1200 | 100.00 | 1000 | 20.00 |
| 大厅 | 700 | 58.33 | 600 | 16.67 |
| 乡镇 | 300 | 25.00 | 250 | 20.00 |
| 网上 | 200 | 16.67 | 150 | 33.33 |
| 跨省通办 | 90 | 7.50 | 60 | 50.00 |
| 零材料 | 400 | 33.33 | 390 | 2.56 |
""",
    "some not listed": """\
| 单位 | 派单量 | 超时 | 退单 |
|---|---|---|---|
| 河东镇 | 40 | 3 | 1 |
| 教育局 | 30 | 2 | 0 |
| 水务局 | 20 | 2 | 2 |
| 总计 | 410 | 19 | 9 |
""",
    "scores and ranks": """\
| 单位 | 总工单数 | 得分 | 排名 | 单位 | 总工单数 | 得分 | 排名 |
|---|---|---|---|---|---|---|---|
| 甲县 | 1417 | 147.68 | 1 | 丙县 | 2335 | 140.59 | 3 |
| 乙县 | 1735 | 145.37 | 2 | 丁区 | 2785 | 140.51 | 4 |
""",
    "empty cells": """\
| 单位 | 受理 | 办结 |
|---|---|---|
| 河东镇 | 40 | 30 |
| 教育局 | - | / |
| 合计 | 41 | 31 |
""",
    "rates that nothing printed gives": """\
| 单位 | 工单数 | 不满意数 | 不满意率 |
|---|---|---|---|
| 甲局 | 99 | 8 | 9% |
| 乙局 | 77 | 6 | 8% |
| 丙局 | 68 | 5 | 8% |
| 丁局 | 68 | 3 | 5% |
""",
    "an average": """\
| 单位 | 工单数 | 满意率 |
|---|---|---|
| 甲局 | 99 | 90.00% |
| 乙局 | 77 | 80.00% |
| 平均 | 88 | 85.00% |
""",
    "weeks": """\
| | 本周数据 | 上周数据 | 环比增长 |
|---|---|---|---|
| 住房 | 399 | 348 | 14.66% |
| 施工扰民 | 122 | 111 | 9.91% |
""",
    "one column that is not what it seems": """\
| 证照类型 | 入库数量 | 单位合计 | 单位排名 |
|---|---|---|---|
| 身份证 | 10 | 40 | 1 |
| 护照 | 30 | 40 | 1 |
| 结婚证 | 5 | 5 | 2 |
| 合计 | 45 | 45 | |
""",
}


def audit(folder: Path, text: str) -> list[Finding]:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return list(audit_file(path).findings)


@pytest.mark.parametrize("name", CONSISTENT)
def test_a_table_that_agrees_is_left_alone(tmp_path: Path, name: str) -> None:
    assert audit(tmp_path, CONSISTENT[name]) == []


@pytest.mark.parametrize(
    ("was", "now", "place", "printed", "follows"),
    [
        ("| 154 |", "| 145 |", "row 5, column 3: 城管局, 受理工单数", "145", "154"),
        ("| 58 |", "| 85 |", "row 4, column 4: 水务局, 办结数", "85", "58"),
        ("| 492 |", "| 493 |", "row 7, column 3: 合计, 受理工单数", "493", "492"),
        ("| 478 |", "| 487 |", "row 7, column 4: 合计, 办结数", "487", "478"),
        ("97.40", "97.41", "row 5, column 5: 城管局, 办结率(%)", "97.41", "97.40"),
        ("97.15", "97.51", "row 7, column 5: 合计, 办结率(%)", "97.51", "97.15"),
        ("31.30%", "31.20%", "row 5, column 6: 城管局, 占比", "31.20%", "31.30"),
    ],
)
def test_one_wrong_cell_is_found(
    tmp_path: Path, was: str, now: str, place: str, printed: str, follows: str
) -> None:
    assert ORDERS.count(was) == 1
    (finding,) = audit(tmp_path, ORDERS.replace(was, now))
    assert finding.place == f"table 1, {place}"
    assert (finding.printed, finding.follows) == (printed, follows)
    assert follows in finding.explanation


def test_rates_that_were_cut_off_are_found_where_the_others_show_of_what(tmp_path: Path) -> None:
    text = ORDERS.replace("96.26", "96.25").replace("12.20%", "12.19%")
    findings = audit(tmp_path, text)
    assert [finding.printed for finding in findings] == ["96.25", "12.19%"]
    assert all("cut off instead of rounded" in finding.explanation for finding in findings)


TOP = """\
办件量位于前三的市直部门：住建局99件、公安局77件、城管局68件。
办件量位于前二的乡镇：河东镇46件、石桥乡24件。

| 单位 | 派单数 | 办结数 |
|---|---|---|
| 住建局 | 99 | 87 |
| 公安局 | 77 | 70 |
| 城管局 | 68 | 61 |
| 卫健委 | {} | 60 |
| 河东镇 | 46 | 46 |
| 石桥乡 | 24 | 24 |
"""


def test_a_tie_that_a_list_leaves_out_is_found_where_a_table_has_it(tmp_path: Path) -> None:
    assert audit(tmp_path, TOP.format(67)) == []
    (finding,) = audit(tmp_path, TOP.format(68))
    assert finding.printed == "68件"
    assert "卫健委 68" in finding.follows and "a tie is left out" in finding.explanation
    # a township is no department
    assert audit(tmp_path, TOP.format(67).replace("河东镇", "西河镇")) == []
