"""The page as a browser shows it, with names that were meant to break it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from orchestration.publication.page.sources import Told
from tests.browser import (
    CUT_OR_OVERLAPPING,
    MISSING_GLYPHS,
    accessibility_problems,
    opened,
)
from tests.publication.made_up import facts
from tests.publication.page.made_up_told import some, told

Write = Callable[[Told], Path]

LEAST_CONTRAST_OF_CHARTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.querySelector("section")).backgroundColor);
  const shapes = [...document.querySelectorAll("figure svg text, figure svg g > path[fill]")];
  const colours = shapes
    .filter((shape) => shape.getBoundingClientRect().width)
    .map((shape) => [shape.getAttribute("fill"), getComputedStyle(shape).fill])
    .filter(([fill]) => !["#f4f6f9", "white", "none", "transparent"].includes(fill));
  const ratios = colours.map(([, fill]) => {
    const [low, high] = [paper, light(fill)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
  return Math.min(...ratios);
}"""
"""A script that returns the least contrast of a text or bar of a chart to what it stands on."""

HOSTILE = [
    "<script>window.broken = 1</script>",
    "<img src=x onerror='window.broken = 1'>",
    '"><svg onload=window.broken=1>',
    "</title></desc></svg><script>window.broken = 1</script>",
    "</style><b>粗</b>",
    "{{ 7*7 }}{% if 1 %}",
    "&lt;i&gt; &amp;#60;",
    "javascript:window.broken=1",
    "]]><!-- -->",
    "\u202e倒过来的单位",
    "=1+1",
    "合计",
    "长" * 300,
    "x" * 300,
]


def hostile() -> Told:
    return told(
        facts(
            {"tickets.total": 9, "tickets.help": 6, "tickets.report": 3, "orders.received": 5}
            | {"cases.total": 7},
            previous={"tickets.total": 1},
            topics={"help": HOSTILE[0], "report": HOSTILE[3]},
        ),
        units=tuple((name, (9, 1, place + 1, 4, place % 5)) for place, name in enumerate(HOSTILE)),
        weeks=((5, 3, 1, 2),),
        channels=tuple((name, 5) for name in HOSTILE),
    )


@pytest.mark.parametrize("width", [1280, 375])
def test_hostile_names_are_names_and_nothing_else(
    browser: Browser, written: Write, width: int
) -> None:
    with opened(browser, written(hostile()), width) as given:
        page = given.page
        assert given.said == [] and [url[:8] for url in given.asked] == ["file:///"]
        assert page.evaluate("window.broken") is None
        counts = {tag: page.locator(tag).count() for tag in ("script", "style", "img", "b", "i")}
        assert counts == {"script": 1, "style": 1, "img": 0, "b": 0, "i": 0}
        shown = page.locator("#overdue tbody th").evaluate_all("all => all.map(e => e.textContent)")
        assert shown == HOSTILE
        topics = page.locator("#types tbody td:last-child").all_text_contents()
        assert HOSTILE[0] in topics and HOSTILE[3] in topics
        drawn = page.locator("#overdue svg.wide text").evaluate_all(
            "all => all.map(e => e.textContent)"
        )
        assert {*HOSTILE[5:9], HOSTILE[11]} <= set(drawn)
        assert page.evaluate(CUT_OR_OVERLAPPING) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_but_the_page_s_own_script_may_run(browser: Browser, written: Write) -> None:
    path = written(some())
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("<main>", "<main onclick='1'><script>window.broken = 1</script>"), "utf-8"
    )
    with opened(browser, path) as given:
        assert given.page.evaluate("window.broken") is None
        assert any("Content Security Policy" in line for line in given.said)


def test_a_page_of_nothing_and_one_of_something_are_accessible(
    browser: Browser, written: Write
) -> None:
    for content in (told(facts({"cases.total": 0})), some()):
        with opened(browser, written(content)) as given:
            assert accessibility_problems(given.page) == []


def test_the_looks_for_faults_find_them(browser: Browser, written: Write) -> None:
    """Each of them on a page that has the fault, so that none passes for want of looking."""
    path = written(some())
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("</desc>", '</desc><text x="-50" y="50">切</text>', 1)
        .replace("</desc>", '</desc><text x="5" y="9">叠</text><text x="5" y="9">叠</text>', 1)
        .replace(
            "</desc>",
            '</desc><text x="500" y="9">划去</text><line x1="510" y1="0" x2="510" y2="99"/>',
            1,
        )
        .replace('<html lang="zh-CN">', "<html>")
        .replace("<h1>", "<img src='data:,'><h1>"),
        "utf-8",
    )
    with opened(browser, path) as given:
        wrong = given.page.evaluate(CUT_OR_OVERLAPPING)
        assert ["cut", "切"] in wrong and ["over", "叠", "叠"] in wrong
        assert ["struck", "划去"] in wrong
        problems = " ".join(accessibility_problems(given.page))
        assert "html-has-lang" in problems and "image-alt" in problems
        assert given.page.evaluate(MISSING_GLYPHS, "通报\u0378") == ["\u0378"]


@pytest.mark.parametrize("width", [1280, 375])
def test_in_the_dark_all_can_be_read(browser: Browser, written: Write, width: int) -> None:
    with opened(browser, written(some()), width) as given:
        page = given.page
        page.emulate_media(color_scheme="dark")
        assert accessibility_problems(page) == []
        assert page.evaluate(LEAST_CONTRAST_OF_CHARTS) >= 3
        page.emulate_media(color_scheme="light")
        assert page.evaluate(LEAST_CONTRAST_OF_CHARTS) >= 3
        # on paper there is no dark
        page.emulate_media(color_scheme="dark", media="print")
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ink == "rgb(31, 41, 51)"


def test_a_table_that_goes_on_beside_the_screen_says_so(browser: Browser, written: Write) -> None:
    with opened(browser, written(some()), 375) as given:
        told_so = given.page.locator("#types .scrolls")
        told_so.wait_for(state="visible")
        assert told_so.inner_text() == "表格可左右滑动"
        given.page.set_viewport_size({"width": 1280, "height": 900})
        told_so.wait_for(state="hidden")
