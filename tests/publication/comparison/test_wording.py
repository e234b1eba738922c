"""A comparison tells each change with the files it comes from, and nothing that did not change."""

from orchestration.publication.comparison.compare import compare
from orchestration.publication.comparison.version import read_version
from orchestration.publication.comparison.wording import comparison_text
from tests.publication.comparison.conftest import MakeVersion, landed

UNITS = "附件1_各单位办结诉求统计表.csv"
MAIN = "主要指标.csv"


def indicator(code: str, value: str) -> dict[str, str]:
    return {"指标": code, "名称": code.upper(), "数值": value}


def test_changes_stand_beside_the_files_of_their_own_export(make_version: MakeVersion) -> None:
    before = make_version(
        "v001",
        {MAIN: [indicator("orders.received", "2"), indicator("cases.total", "7")]},
        [landed("tickets/a.csv", {"2023Q2": 2}), landed("cases/a.csv", {"2023Q2": 7})],
    )
    after = make_version(
        "v002",
        {MAIN: [indicator("orders.received", "3"), indicator("cases.total", "7")]},
        [
            landed("tickets/a.csv", {"2023Q2": 1}),
            landed("tickets/b.csv", {"2023Q2": 2, "2023Q1": 4}),
            landed("cases/a.csv", {"2023Q2": 7}),
            landed("cases/b.csv", {}),
        ],
    )
    text = comparison_text(compare(read_version(before), read_version(after)))
    tickets, cases = text.split("## 政务服务办件")
    assert "数字有变，因为以下文件计入的行有变：" in tickets
    assert "| tickets/a.csv | 计入行数有变 | 2 → 1 | 0 |" in tickets
    assert "| tickets/b.csv | 新接收 | 0 → 2 | 0 → 4 |" in tickets
    assert "| orders.received | ORDERS.RECEIVED | 数值 | 2 | 3 | +1 |" in tickets
    assert "公布的数字未变。以下文件有变，计入的行数未变：" in cases
    assert "| cases/b.csv | 新接收 |" in cases
    assert "cases.total" not in text and "cases/a.csv" not in text


def test_another_as_of_is_the_cause_where_no_file_is(make_version: MakeVersion) -> None:
    before = make_version("v001", {MAIN: [indicator("orders.finished", "2")]})
    after = make_version(
        "v002", {MAIN: [indicator("orders.finished", "3")]}, as_of="2023-08-01T00:00:00"
    )
    text = comparison_text(compare(read_version(before), read_version(after)))
    assert "统计时点：2023-07-01 00:00:00 改为 2023-08-01 00:00:00" in text
    assert "数字有变，因为统计时点有变。" in text


def test_where_neither_file_nor_as_of_changed_the_rules_did(make_version: MakeVersion) -> None:
    before = make_version("v001", {MAIN: [indicator("licenses.total", "2")]})
    after = make_version("v002", {MAIN: [indicator("licenses.total", "3")]})
    text = comparison_text(compare(read_version(before), read_version(after)))
    assert "计数规则、单位名册或程序有变" in text


def test_a_bulletin_that_alone_changed_is_named(make_version: MakeVersion) -> None:
    before = make_version("v001", {MAIN: [indicator("licenses.total", "2")]}, bulletin="one")
    after = make_version("v002", {MAIN: [indicator("licenses.total", "2")]}, bulletin="two")
    text = comparison_text(compare(read_version(before), read_version(after)))
    assert "- 各表数字未变" in text and "- 来源文件未变" in text
    assert "- 内容有变的文件：通报.docx" in text
    assert "通报模板、本单位设置或程序有变" in text


def test_replaced_refused_and_missing_files_are_told(make_version: MakeVersion) -> None:
    before = make_version(
        "v001",
        {},
        [
            landed("cases/a.csv", {"2023Q2": 1}),
            landed("cases/b.csv", {"2023Q2": 1}),
            landed("cases/c.csv", {}, status="refused"),
            landed("cases/d.csv", {"2023Q2": 1}),
        ],
    )
    after = make_version(
        "v002",
        {},
        [
            landed("cases/a.csv", {"2023Q2": 1}, "other"),
            landed("cases/b.csv", {}, status="refused"),
            landed("cases/c.csv", {"2023Q2": 1}),
        ],
    )
    text = comparison_text(compare(read_version(before), read_version(after)))
    assert "| cases/a.csv | 内容已更换 | 1 |" in text
    assert "| cases/b.csv | 改为拒收 | 1 → 0 |" in text
    assert "| cases/c.csv | 改为接收 | 0 → 1 |" in text
    assert "| cases/d.csv | 不再计入 | 1 → 0 |" in text


def test_a_hostile_name_breaks_no_table_and_marks_nothing_up(make_version: MakeVersion) -> None:
    row = {"承办单位": "甲|乙\n# <b>_*[x](y)", "受理工单数": "1"}
    before = make_version("v001", {UNITS: [row]})
    after = make_version("v002", {UNITS: [row | {"受理工单数": "2"}]})
    text = comparison_text(compare(read_version(before), read_version(after)))
    (line,) = [line for line in text.splitlines() if "甲" in line]
    assert line == r"| 甲\|乙 \# \<b\>\_\*\[x\](y) | 受理工单数 | 1 | 2 | +1 |"
