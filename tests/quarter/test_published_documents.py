"""The published bulletin and workbook hold the published figures, each one of them."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest

from orchestration.planning.plan import read_plan
from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.bulletin.facts import read_facts
from orchestration.publication.bulletin.figures import Figure
from orchestration.publication.bulletin.titles import moment_words, period_words, span_words
from orchestration.publication.controls.digest import result_bytes
from orchestration.publication.controls.part import Stamp
from orchestration.publication.files import PUBLISHED_FILES
from orchestration.publication.workbook.grid import FIRST_ROW
from orchestration.transformation.build_database import connect_read_only
from tests.offices import wording
from tests.quarter.conftest import Office
from tests.word import paragraphs_of

pytestmark = pytest.mark.xdist_group("sample")

MARKED = re.compile(r"⟦([^|]+)\|([^|]*)\|([^⟧]*)⟧")
"""A figure in the marked bulletin: its code, its unit and its text."""


def text_of(path: Path) -> str:
    """Return the bulletin without the attachments behind it."""
    return "\n".join(paragraphs_of(path)).split("\n附件1\n")[0]


@pytest.fixture(scope="module")
def marked(sample_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The text of the bulletin with every figure marked by what it is."""
    folders = sample_office.folders
    path = tmp_path_factory.mktemp("marked") / "通报.docx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Figure, "__str__", lambda self: f"⟦{self.code}|{self.unit_id or ''}|{self.text}⟧"
        )
        facts = read_facts(folders.build_database, read_plan(folders))
        write_bulletin(path, facts, wording(), stamp=Stamp("2023Q2", "v001"))
    yield text_of(path)


def published(office: Office, name: str) -> Path:
    return office.folders.published / "2023Q2" / "latest" / name


def test_the_marked_bulletin_says_what_the_published_one_says(
    sample_office: Office, marked: str
) -> None:
    plain = MARKED.sub(lambda figure: figure[3], marked)
    assert plain == text_of(published(sample_office, "通报.docx"))
    assert len(MARKED.findall(marked)) > 120


def test_no_number_of_the_bulletin_was_not_counted(sample_office: Office, marked: str) -> None:
    """What is left without its figures: the office's names, dates, headings and the floor."""
    plan, office = read_plan(sample_office.folders), wording()
    text = MARKED.sub("", marked)
    for words in (
        period_words(plan.period),
        span_words(plan),
        moment_words(plan.as_of),
        f"{plan.as_of.year}年{plan.as_of.month}月",
        "12345",
        "版本v001",
        f"低于{office.satisfaction_floor}%",
        *(f"见附件{number}。" for number in range(1, 5)),
    ):
        assert words in text, words
        text = text.replace(words, "")
    text = re.sub(r"^(附件：)?[1-4]\.", "", text, flags=re.MULTILINE)
    assert re.findall(r"[^\n]*\d[^\n]*", text) == []


def test_every_number_of_the_bulletin_is_the_one_of_the_catalogue(
    sample_office: Office, marked: str
) -> None:
    wrong = [
        (code, unit, text, expected)
        for code, unit, text in MARKED.findall(marked)
        if text != (expected := expected_figure(sample_office, code, unit))
    ]
    assert wrong == []


def test_every_figure_of_a_unit_stands_behind_its_name(sample_office: Office, marked: str) -> None:
    names = dict(rows(sample_office, "select unit_id, unit_name from marts.unit_indicators"))
    pieces = MARKED.split(marked)
    for place in range(1, len(pieces), 4):
        unit, before = pieces[place + 1], pieces[place - 1]
        if unit and before.endswith(("占", "占其受理工单的")):
            assert pieces[place - 3] == unit, (pieces[place - 3], unit)
        elif unit:
            assert before.endswith(names[unit]), (before, names[unit])


def rows(office: Office, sql: str, *values: object) -> list[tuple[object, ...]]:
    with connect_read_only(office.folders.build_database) as connection:
        found: list[tuple[object, ...]] = connection.execute(sql, list(values)).fetchall()
    return found


def percent(part: object, whole: object) -> str:
    rate = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
    return str(rate.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def expected_figure(office: Office, code: str, unit: str) -> str:
    """Return the text of a figure from the marts of indicators alone."""
    code, *what = code.split("/")
    if unit:
        return expected_of_unit(office, code, unit, is_rate=what == ["rate"])
    if what == ["units"]:
        low = rows(
            office,
            "select count(*) from marts.unit_indicators where period = '2023Q2'"
            " and indicator_code = ? and 100 * numerator < 85 * denominator",
            code,
        )
        return str(low[0][0])
    ((now, is_rate, numerator, denominator, previous, *changes),) = rows(
        office,
        "select value, statistic = 'rate', numerator, denominator, previous_value,"
        " change_on_previous, change_on_year_before from marts.indicator_values"
        " where period = '2023Q2' and dimension = 'all' and indicator_code = ?",
        code,
    )
    expected = {
        "": now if is_rate else numerator,
        "numerator": numerator,
        "denominator": denominator,
        "previous": previous if is_rate else int(Decimal(str(previous))),
        "change_on_previous": str(changes[0]).removeprefix("-"),
        "change_on_year_before": str(changes[1]).removeprefix("-"),
    }
    return str(expected["".join(what)])


def expected_of_unit(office: Office, code: str, unit: str, *, is_rate: bool) -> str:
    """Return a unit's figure; a rate has its own counts, under a code of its own or the count's."""
    found = {
        str(key): (numerator, denominator)
        for key, numerator, denominator in rows(
            office,
            "select indicator_code, numerator, denominator from marts.unit_indicators"
            " where period = '2023Q2' and unit_id = ?",
            unit,
        )
    }
    if not is_rate:
        return str(found[code][0])
    return percent(*found.get(f"{code}_rate", found[code]))


def test_changes_of_categories_are_those_of_their_attachment(
    sample_office: Office, marked: str
) -> None:
    changes = {
        f"cases.{measure}/change_on_previous": str(abs(Decimal(str(change))))
        for measure, change in rows(
            sample_office, "select measure, change_rate from marts.cases_by_category"
        )
    }
    shown = {code: text for code, _, text in MARKED.findall(marked) if code in changes}
    assert len(shown) == 7
    assert shown == {code: changes[code] for code in shown}


def test_the_workbook_shows_what_the_csvs_hold(sample_office: Office) -> None:
    book = openpyxl.load_workbook(published(sample_office, "附件.xlsx"), data_only=True)
    for file in PUBLISHED_FILES:
        text = published(sample_office, file.name).read_text("utf-8-sig")
        header, *lines = list(csv.reader(io.StringIO(text, newline="")))
        sheet = book[file.label]
        assert sheet.max_row == FIRST_ROW + len(lines)
        above: list[object] = []
        for row, line in enumerate(lines, FIRST_ROW + 1):
            cells = [cell.value for cell in sheet[row]]
            merged = [isinstance(cell, openpyxl.cell.cell.MergedCell) for cell in sheet[row]]
            shown = [above[i] if merged[i] else value for i, value in enumerate(cells)]
            above = shown
            for name, value, published_text in zip(header, shown, line, strict=True):
                is_rate = isinstance(value, int | float) and "." in published_text
                told = "" if value is None else f"{value:.2f}" if is_rate else str(value)
                assert told == published_text, (file.name, row, name)


def test_a_preview_gives_the_published_documents(sample_office: Office, tmp_path: Path) -> None:
    from orchestration.publication.preview import preview

    preview(sample_office.folders, tmp_path)
    for name in ("通报.docx", "附件.xlsx", "通报.html"):
        assert result_bytes(tmp_path / name) == result_bytes(published(sample_office, name))


def test_an_office_without_groups_publishes_none(sample_office: Office) -> None:
    assert sample_office.query("select count(*) from indicators_by_group") == [(0,)]
    folder = sample_office.folders.published / "2023Q2" / "latest"
    assert "分组" not in openpyxl.load_workbook(folder / "附件.xlsx").sheetnames
    assert "各分组办理情况" not in (folder / "通报.html").read_text("utf-8")
