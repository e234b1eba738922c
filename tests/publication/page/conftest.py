"""Pages that made-up facts give."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from orchestration.publication.page.page import write_page
from orchestration.publication.page.sources import Told
from tests.browser import chromium
from tests.offices import wording


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Told], Path]:
    """Return the page that is written of what is told."""

    def write(told: Told) -> Path:
        path = tmp_path / "通报.html"
        write_page(path, told, wording())
        return path

    return write


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module: it may not outlive them, since it runs a loop."""
    with chromium() as found:
        yield found
