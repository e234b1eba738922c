"""The documents as an office program shows and calculates them, where one is installed."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from orchestration.publication.bulletin.document import write_bulletin
from tests.offices import wording
from tests.publication.made_up import facts, units
from tests.publication.test_workbook import shown, tables, written

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)


def converted(path: Path, ending: str, folder: Path) -> Path:
    """Return a document as LibreOffice converts it, with a profile of the test's own."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    target = ["--headless", "--convert-to", ending, "--outdir", str(folder / "converted")]
    done = subprocess.run(
        ["soffice", profile, *target, str(path)], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "converted" / f"{path.stem}.{ending}"


def pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_the_bulletin_opens_and_numbers_its_pages(tmp_path: Path) -> None:
    names = [(f"第{number}号便民服务中心", 90 - number) for number in range(60)]
    path = tmp_path / "通报.docx"
    given = facts({"cases.total": 9}, departments=units("cases.unit", *names, ("长" * 900, 99)))
    write_bulletin(path, given, wording())
    found = [page.replace(" ", "") for page in pages(converted(path, "pdf", tmp_path))]
    assert len(found) > 2
    assert all(f"—{number}—" in page for number, page in enumerate(found, 1))
    assert "一、办件统计情况及存在问题" in found[0]
    assert sum(page.count("长") for page in found) == 900


def test_the_workbook_prints_without_a_cell_too_narrow_and_calculates_to_what_is_published(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "附件.xlsx")
    printed = pages(converted(path, "pdf", tmp_path))
    assert len(printed) == len(tables())
    assert not any("##" in page for page in printed)
    # saved by a program that does not calculate, the formulas come without their values
    openpyxl.load_workbook(path).save(tmp_path / "formulas.xlsx")
    calculated = shown(converted(tmp_path / "formulas.xlsx", "xlsx", tmp_path))
    for name, rows in shown(path).items():
        found = [["" if cell is None else cell for cell in row] for row in calculated[name]]
        assert found == [["" if cell is None else cell for cell in row] for row in rows], name
