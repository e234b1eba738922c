"""What `office check` prints: lines to paste, and periods that would be blocked."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.checks.fit import WordCount
from orchestration.landing import LandedFile
from orchestration.office.model import Office
from orchestration.office.read import load_office
from orchestration.office_check.report import blocked_lines, header_lines, word_lines
from tests.offices import write_made_up_office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_made_up_office(tmp_path / "office")


@pytest.fixture
def office(folder: Path) -> Office:
    return load_office(folder)


def word(
    of: str,
    text: str,
    rows: int,
    export: str = "tickets",
    month: str = "2023-05",
    known: bool = False,
) -> WordCount:
    return WordCount(export, of, "000000", month, text, known, rows)


def test_words_are_lines_of_their_file_the_commonest_first() -> None:
    lines = list(
        word_lines(
            [
                word("ticket_type", "市容", 2),
                word("ticket_type", "噪音", 30),
                word("ticket_type", "求助", 9, known=True),
            ]
        )
    )
    assert lines[1].startswith("# tickets: 诉求类型: 32 of 41 rows")
    assert lines[2:] == ["# 30 rows", "new_1,噪音,", "# 2 rows", "new_2,市容,"]


def test_what_the_office_could_not_list_is_no_line_to_paste() -> None:
    units = list(word_lines([word("unit", "审核人", 3), word("unit", "丙局", 2)]))
    assert units[2:] == ["# 3 rows", "# 审核人,other", "# 2 rows", "丙局,other"]
    types = list(word_lines([word("ticket_type", "复核", 3), word("ticket_type", "合计", 2)]))
    assert types[2:] == ["# 3 rows", "new_1,复核,", "# 2 rows", "# new_2,合计,"]


def test_what_may_be_somebodys_is_counted_and_not_shown() -> None:
    lines = list(word_lines([word("unit", "张三13800000000", 1), word("unit", "长" * 21, 4)]))
    assert not any("张三" in line or "长长" in line for line in lines)
    assert "5 rows have words that are too long" in lines[-1]


def test_the_lines_can_be_pasted(folder: Path) -> None:
    found = [
        word("unit", "丙局,北", 3),
        word("case_channel", "掌上办", 3, "cases"),
        word("ticket_type", "噪音", 3),
    ]
    files = {"units.csv": [], "channels.csv": [], "ticket_types.csv": []}
    for block in "\n".join(word_lines(found)).strip().split("\n\n"):
        name = next(name for name in files if name in block)
        files[name] = block.splitlines()
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(files["units.csv"]) + "\n")
    header = {
        "channels.csv": "code,name,aliases,counts_for,is_headline",
        "ticket_types.csv": "code,name,aliases",
    }
    for name, columns in header.items():
        (folder / name).write_text("\n".join([columns, *files[name]]) + "\n", encoding="utf-8")
    office = load_office(folder)
    assert [each.name for each in office.channels] == ["掌上办"]
    assert [each.name for each in office.ticket_types] == ["噪音"]
    assert office.units[-1].name == "丙局,北"


def test_unknown_headers_and_refused_files_are_named() -> None:
    landed = LandedFile(
        "cases",
        "cases/a.csv",
        "0",
        None,
        "landed",
        None,
        3,
        notes={"sheets": [{"unknown_columns": ["窗口号", "张三13800000000"]}]},
    )
    refused = replace(landed, file="cases/b.csv", status="refused", reason="no header", notes={})
    lines = list(header_lines([landed, refused]))
    assert "# cases/b.csv was refused: no header" in lines
    assert "#   COLUMN: [窗口号]  # 1 files" in lines
    assert not any("张三" in line for line in lines)


def test_a_period_that_would_be_blocked_is_named_by_the_offices_kinds(office: Office) -> None:
    words = [
        replace(each, district=office.districts[0].code)
        for each in (
            word("ticket_type", "噪音", 30),
            word("ticket_type", "求助", 300, month="2023-01", known=True),
        )
    ]
    (line,) = blocked_lines(words, office)
    assert line.startswith("2023Q2 would be blocked: tickets: 30 of 30 rows")
    months = replace(office, periods=("month", "year"))
    assert [each.split()[0] for each in blocked_lines(words, months)] == ["2023-05"]


def test_headers_of_a_refused_file_can_be_pasted() -> None:
    notes = {"sheets": [{"unknown_columns": ["流水号", "去向"], "may_quote": True}]}
    refused = LandedFile(
        "tickets", "tickets/a.csv", "0", None, "refused", "no header", 0, notes=notes
    )
    lines = list(header_lines([refused]))
    assert {"#   COLUMN: [流水号]  # 1 files", "#   COLUMN: [去向]  # 1 files"} < set(lines)


def test_a_word_without_a_list_is_shown_and_nothing_is_to_be_pasted() -> None:
    lines = list(word_lines([word("cross_type", "全市通办", 2, "cases")]))
    assert lines[1].startswith("# cases: 通办类型: 2 of 2 rows") and "columns here" not in lines[1]
    assert all(line.startswith("#") for line in lines if line)
