"""The office documents of a publication, beside its CSVs: bulletin, workbook and page."""

from __future__ import annotations

from pathlib import Path

from orchestration.office.read import load_office
from orchestration.office.wording import wording_for
from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.controls.digest import figures_digest
from orchestration.publication.controls.part import Stamp
from orchestration.publication.files import BULLETIN, CHARTS, PAGE, WORKBOOK
from orchestration.publication.page.drawing import Drawing, write_pictures
from orchestration.publication.page.page import write_page
from orchestration.publication.page.sources import read_told
from orchestration.publication.workbook.workbook import write_workbook
from orchestration.settings import Folders


def write_documents(
    folder: Path, folders: Folders, plan: Plan, version: str = ""
) -> dict[str, Drawing]:
    """Write bulletin, workbook, page and charts of the plan's period into the folder.

    `version` is the one that they are to appear in, beside the CSVs that stand in the folder.
    Returns the page's charts by their titles. Raises BadCall when the office's template or
    settings are not as they must be.
    """
    office = load_office(folders.office)
    wording = wording_for(office, plan.district)
    told = read_told(folders.build_database, plan, office.parts)
    write_workbook(folder / WORKBOOK.name, told.tables, plan, wording, told.groups, office.parts)
    stamp = Stamp(plan.period.key, version, figures_digest(folder), plan.district.folder)
    write_bulletin(folder / BULLETIN.name, told.facts, wording, office.template, stamp, told.tables)
    charts = write_page(folder / PAGE.name, told, wording)
    write_pictures(folder / CHARTS, charts)
    return charts
