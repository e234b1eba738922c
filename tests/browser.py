"""A real browser for tests: the system's Chromium, headless, which reaches nothing but files."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the browser; without one a person's test is skipped, and one that must hold fails."""
    if CHROMIUM is None:
        missing = "no chromium here: install the package chromium (and fonts-noto-cjk)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page that was opened from disk, with what it said and asked for while it was."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1280) -> Iterator[Opened]:
    """Open a file as a reader would, at a width in pixels."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    given = Opened(page)
    page.on("console", lambda message: given.said.append(message.text))
    page.on("pageerror", lambda error: given.said.append(str(error)))
    page.on("request", lambda request: given.asked.append(request.url))
    page.goto(path.as_uri())
    yield given
    page.close()
