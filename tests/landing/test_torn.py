"""Rows torn by quotation marks left open or escaped are refused; free text never is."""

import pytest

from tests.landing.conftest import BULK, EXACT, Yard

HEADER = "工单编号,受理时间,诉求类型,诉求内容,承办单位\n"


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_row_torn_by_an_escaped_mark_is_named(yard: Yard, delimiter: str, bulk_from: int) -> None:
    rows = (
        'T1,2023-04-01,求助,"平安",水务局\n'
        'T2,2023-04-01,求助,"管道直径5\\"",水务局\n'
        "T3,2023-04-02,求助,漏水,城管局\n"
        'T4,2023-04-03,求助,"路灯",城管局\n'
    )
    text = (HEADER + rows).replace(",", delimiter)
    landed = yard.land_one(text, bulk_from=bulk_from)
    assert landed.status == "refused" and landed.reason is not None
    assert landed.reason.startswith("row 3: a field swallows 3 lines")
    assert "水务局" not in landed.reason


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize("between", [0, 1, 300])
@pytest.mark.parametrize(
    "torn",
    [
        '"管道直径5\\""',
        '"第一行\n直径5\\""',
        '"管道,直径,5\\""',
        '"紧急',
    ],
    ids=["escaped", "escaped in its second line", "escaped behind delimiters", "left open"],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_rows_swallowed_in_any_way_are_named(
    yard: Yard, torn: str, between: int, is_last: bool, bulk_from: int
) -> None:
    columns = ["工单编号", "受理时间", "诉求类型", "承办单位", "诉求内容", "答复内容"]
    contents = ["无", torn, *["漏水"] * between, torn, "无"]
    rows = [
        [f"T{number}", "2023-04-01", "求助", "水务局", *([content] if is_last else [content, "好"])]
        for number, content in enumerate(contents)
    ]
    text = "".join(",".join(row) + "\n" for row in [columns[: len(rows[0])], *rows])
    landed = yard.land_one(text, bulk_from=bulk_from)
    assert landed.status == "refused" and landed.reason is not None
    assert landed.reason.startswith("row 3: a field swallows "), landed.reason
    assert "水务局" not in landed.reason


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize(
    "content",
    [
        "一,二,三,四,五\n一,二,三,四,五\n一,二,三,四,五",
        'D:\\""资料\\"",见附件\n请处理',
        '{\\""a\\"":\\""b\\"",\n\\""c\\"":1}',
        "共两条：\nT8,2023-04-01,求助,水,局\n完",
        'C:\\""',
    ],
)
def test_free_text_with_delimiters_and_line_ends_is_data(
    yard: Yard, content: str, bulk_from: int
) -> None:
    text = f'{HEADER}T1,2023-04-01,求助,"{content}",水务局\nT2,2023-04-02,求助,水,城管局\n'
    landed = yard.land_one(text, bulk_from=bulk_from)
    assert landed.data_rows == 2, landed.reason
    assert content.replace('""', '"') in yard.rows(landed)[0].values()
