"""Printed figures, of the bulletin and of drafts, held against a published period."""

from pathlib import Path

import duckdb
import pytest

from orchestration.roster import roster, unit_word
from tests.quarter.conftest import Ended, Office

pytestmark = pytest.mark.xdist_group("sample")

HEADER = "序号,指标,印载数值,单位,出处\r\n"


def reconcile(office: Office, folder: Path, rows: str) -> Ended:
    path = folder / "初稿.csv"
    path.write_bytes((HEADER + rows).encode("gb18030"))
    return office.tongbao("reconcile", "2023Q2", "--figures", str(path))


def test_what_differs_in_the_bulletin_is_told_to_the_letter(sample_office: Office) -> None:
    lines = sample_office.tongbao("reconcile", "2023Q2").out.splitlines()
    assert [line for line in lines if "  reproduced  " not in line] == [
        "021  differs  orders.finish_rate  printed 97.80%  counted 93.91  difference +3.89"
        "  2329 of 2480 is 93.91; no whole denominator gives 97.80 with 2329",
        "040  differs  orders.finish_overdue_rate@市政和环卫服务中心  printed 30.7%  counted 30.77"
        "  difference -0.07  56 of 182 is 30.77; 30.7 is that cut off instead of rounded",
        *(
            f"{number}  not derivable  catalogue.{what}  printed {count}项"
            "  no export holds what it counts"
            for number, what, count in (
                ("097", "units", 22),
                ("098", "items", 225),
                ("099", "sub_items", 293),
                ("100", "business_items", 565),
            )
        ),
        "2023Q2: 94 reproduced, 2 differ, 4 not derivable",
    ]


def test_published_headline_figures_reproduce_themselves(sample_office: Office) -> None:
    file = sample_office.folders.published / "2023Q2" / "latest" / "主要指标.csv"
    ended = sample_office.tongbao("reconcile", "2023Q2", "--figures", str(file))
    count = len(sample_office.read("主要指标.csv"))
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == f"2023Q2: {count} reproduced, 0 differ, 0 not derivable"


def test_a_draft_that_differs_is_explained_and_is_no_failure(
    sample_office: Office, tmp_path: Path
) -> None:
    ended = reconcile(
        sample_office,
        tmp_path,
        "1,tickets.total,４４２５件,件,\r\n"
        "2,orders.sign_overdue@新民街道办事处,17,件,\r\n"
        "3,orders.satisfaction,55.3,%,\r\n"
        "4,orders.satisfaction,89.76,%,\r\n"
        "5,orders.received,2329,件,\r\n"
        "6,orders.finish_overdue@水务局,36,件,\r\n"
        "7,cases.total,11.7万,件,\r\n"
        "8,order.received,2480,件,\r\n",
    )
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert "  reproduced  " in lines[0] and "  reproduced  " in lines[6]
    assert "  reproduced  " in lines[1] and "read as orders.sign_overdue@新民街道 " in lines[1]
    assert lines[2].endswith(
        "1372 of 1644 is 83.45; 55.3 would be 1372 of 2480, 受理工单数 (orders.received)"
    )
    assert lines[3].endswith("89.76 may be the figure of 2023Q1")
    assert lines[4].endswith("2329 may be 办结工单数 (orders.finished)")
    assert lines[5].endswith("36 may be the figure of 市场监督管理分局")
    assert lines[7].endswith("the nearest code is orders.received")
    assert lines[8].startswith("note: orders.satisfaction is printed as 2 different numbers")
    assert lines[-1] == "2023Q2: 3 reproduced, 4 differ, 1 not derivable"


def test_shares_changes_and_members_of_any_dimension_are_derived_before_they_are_given_up(
    sample_office: Office, tmp_path: Path
) -> None:
    ended = reconcile(
        sample_office,
        tmp_path,
        "1,orders.received.change_on_previous,12.2,%,\r\n"
        "2,受理工单数.change_on_previous,12.1,%,\r\n"
        "3,orders.satisfaction.difference_on_previous,-6.3,个百分点,\r\n"
        "4,cases.hall.share,51.7,%,\r\n"
        "5,tickets.total@电话,3461,件,\r\n"
        "6,tickets.total.share@topic:物业管理,4.3,%,\r\n"
        "7,orders.handling_mean,119.44,小时,\r\n"
        "8,orders.received.difference_on_previous,269,件,\r\n"
        "9,orders.received.difference_on_previous,12.17,%,\r\n"
        "10,tickets.total@topic:物业管里,191,件,\r\n"
        "11,orders.finish_rate.change_on_previous,3,%,\r\n"
        "12,tickets.help.shares,45.8,%,\r\n",
    )
    lines = ended.out.splitlines()
    reproduced = [line.split("  ")[0] for line in lines if "  reproduced  " in line]
    assert reproduced == ["1", "3", "4", "6", "7", "8"]
    assert "2480 after 2211 is 12.17; 12.1 is that cut off instead of rounded" in lines[1]
    assert "read as tickets.total@channel:电话" in lines[4] and "difference +1" in lines[4]
    assert lines[8].endswith("counted 269  it is a count, not a percentage")
    assert lines[9].endswith("did you mean 物业管理?") and "not derivable" in lines[9]
    assert "write orders.finish_rate.difference_on_previous" in lines[10]
    assert ".share" in lines[11]
    assert lines[-1] == "2023Q2: 6 reproduced, 3 differ, 3 not derivable"


@pytest.mark.parametrize("file", ["nowhere.csv", ".", ""])
def test_a_file_that_cannot_be_read_is_a_wrong_call(
    sample_office: Office, tmp_path: Path, file: str
) -> None:
    ended = sample_office.tongbao("reconcile", "2023Q2", "--figures", str(tmp_path / file))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert "cannot be read" in ended.err


@pytest.mark.parametrize(
    ("rate", "code", "says"), [("50", 0, "no contradiction"), ("60", 1, "1 contradiction")]
)
def test_figures_of_a_period_that_is_not_published_are_audited(
    sample_office: Office, tmp_path: Path, rate: str, code: int, says: str
) -> None:
    path = tmp_path / "初稿.csv"
    rows = f"1,tickets.total,8,件,\r\n2,tickets.help,4,件,\r\n3,tickets.help.share,{rate},%,\r\n"
    path.write_text(HEADER + rows, encoding="utf-8")
    ended = sample_office.tongbao("reconcile", "2019Q1", "--figures", str(path))
    assert ended.code == code
    first, last = ended.err.splitlines()
    assert "2019Q1 is not published yet" in first and "held against each other" in first
    assert last == f"{path}: {says}"
    assert ("printed 60" in ended.out) is bool(code)
    assert ended.out == sample_office.tongbao("audit", str(path)).out


def test_a_channel_may_be_called_by_its_name_and_a_suffix_stand_behind_the_member(
    sample_office: Office, tmp_path: Path
) -> None:
    ended = reconcile(
        sample_office,
        tmp_path,
        "1,网上办理,22900,件,\r\n"
        "2,cases.网上办理.share,19.5,%,\r\n"
        "3,orders.received@红寺堡镇.change_on_previous,23.84,%,\r\n"
        "4,cases.counter,1,件,\r\n"
        "5,orders.received.change,12.2,%,\r\n",
    )
    lines = ended.out.splitlines()
    assert "  reproduced  网上办理  read as cases.total@channel:网上办理  " in lines[0]
    assert "  reproduced  " in lines[1] and "  reproduced  " in lines[2]
    assert lines[3].endswith("no figure of the catalogue has that name")
    assert "what may follow orders.received is .share" in lines[4]


def test_units_are_matched_as_the_warehouse_matches_them(sample_office: Office) -> None:
    """The one rule that SQL and the reading of drafts both hold, compared by its results."""
    with duckdb.connect(str(sample_office.folders.build_database), read_only=True) as connection:
        in_sql = connection.execute(
            "select words.word, units.name from intermediate.int_words as words"
            " inner join office.units as units on words.meaning = units.unit_id"
            " where words.list_name = 'unit'"
        ).fetchall()
    assert dict(in_sql) == roster(sample_office.folders)
    assert unit_word(" “红寺堡镇”　人民政府ＡＢ ") == "红寺堡镇人民政府ab"
