"""The office documents of a publication, beside its CSVs: the bulletin and the workbook."""

from __future__ import annotations

from pathlib import Path

from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.bulletin.facts import read_facts
from orchestration.publication.bulletin.office import load_office
from orchestration.publication.files import BULLETIN, WORKBOOK
from orchestration.publication.tables import read_published_tables
from orchestration.publication.workbook.workbook import write_workbook


def write_documents(folder: Path, database: Path, plan: Plan) -> None:
    """Write `通报.docx` and `附件.xlsx` of the plan's quarter into the folder.

    Raises BadCall when the office's template or settings are not as they must be.
    """
    office = load_office()
    tables = read_published_tables(database, plan.quarter)
    write_workbook(folder / WORKBOOK.name, tables, plan, office)
    write_bulletin(folder / BULLETIN.name, read_facts(database, plan), office)
