"""A published document of made-up facts, with its attachments; no run is needed for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.audit.audit import audit_file
from orchestration.audit.findings import Audit
from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.controls.part import Stamp
from orchestration.settings import Folders
from tests.audit.own.editors import Edit, edited
from tests.offices import wording
from tests.publication.test_bulletin_document import EVERYTHING, everything
from tests.publication.test_workbook import tables

Audited = Callable[..., Audit]


@pytest.fixture(scope="session")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as it was published."""
    path = tmp_path_factory.mktemp("published") / "通报.docx"
    before = {code: 3 * now for code, now in EVERYTHING.items()}
    stamp = Stamp("2023Q2", "v001", "sha256:0")
    write_bulletin(path, everything(previous=before), wording(), stamp=stamp, tables=tables())
    return path


@pytest.fixture
def audited(bulletin: Path, tmp_path: Path) -> Audited:
    """Return what an audit finds once the document was edited; no warehouse is at hand."""

    def audit(*edits: Edit, part: Edit | None = None) -> Audit:
        path = edited(bulletin, tmp_path / "通报.docx", *edits, part=part)
        return audit_file(path, Folders(tmp_path / "raw", tmp_path / "warehouse"))

    return audit
