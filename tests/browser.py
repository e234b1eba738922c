"""A real browser for tests: the system's Chromium, headless, which reaches nothing but files."""

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
    """Give the browser, or skip the test that asks for it where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: run .ci/browser, or install chromium and fonts-noto-cjk")
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


CUT_OR_OVERLAPPING = """() => {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    const lines = [...svg.querySelectorAll("line")].map((line) => line.getBoundingClientRect());
    boxes.forEach(([text, box], place) => {
      for (const line of lines) {
        const width = Math.min(box.right, line.right) - Math.max(box.left, line.left);
        const height = Math.min(box.bottom, line.bottom) - Math.max(box.top, line.top);
        const isInside = line.left > box.left + 1 && line.right < box.right - 1;
        if (isInside && width >= 0 && height > box.height / 2) wrong.push(["struck", text]);
      }
      const across = Math.min(box.left - frame.left, frame.right - box.right);
      const down = Math.min(box.top - frame.top, frame.bottom - box.bottom);
      if (across < -1 || down < -1) wrong.push(["cut", text]);
      for (const [other, beside] of boxes.slice(place + 1)) {
        const width = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
        const height = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
        // the boxes of two lines may touch, their letters may not
        if (width > 1 && height > box.height / 2) wrong.push(["over", text, other]);
      }
    });
  }
  return wrong;
}"""
"""A script that returns texts of charts that are cut off, struck through or run into each other."""

MISSING_GLYPHS = """(signs) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (sign) => {
    context.clearRect(0, 0, 40, 40);
    context.font = "24px " + getComputedStyle(document.body).fontFamily;
    context.fillText(sign, 4, 30);
    return context.getImageData(0, 0, 40, 40).data.join();
  };
  // what no font has, drawn as every missing sign is
  const missing = drawn("\\u{10FFFF}"), blank = drawn(" ");
  return [...signs].filter((sign) => [missing, blank].includes(drawn(sign)));
}"""
"""A script that returns which of some signs the page's fonts do not have."""


def accessibility_problems(page: Page) -> list[str]:
    """Return what axe-core finds, whatever its weight."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['impact']}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
