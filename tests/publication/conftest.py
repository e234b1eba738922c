"""The bulletin that made-up facts give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.bulletin.facts import Facts
from tests.offices import wording
from tests.word import paragraphs_of


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Facts], list[str]]:
    """Return the paragraphs of the bulletin that facts give."""

    def tell(given: Facts) -> list[str]:
        path = tmp_path / "通报.docx"
        write_bulletin(path, given, wording())
        return paragraphs_of(path)

    return tell
