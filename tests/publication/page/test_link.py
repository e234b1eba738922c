from pathlib import Path

from playwright.sync_api import Browser

from orchestration.publication.page.link import file_link


def test_a_link_can_be_read_and_ends_where_the_path_does() -> None:
    assert file_link(Path("/数据/my files/50%#?/通报.html")) == (
        "file:///数据/my%20files/50%25%23%3F/通报.html"
    )


def test_a_browser_opens_it(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "二季度 50%#?&" / "通报.html"
    path.parent.mkdir()
    path.write_text("<title>到了</title>", "utf-8")
    page = browser.new_page()
    page.goto(file_link(path))
    assert page.title() == "到了"
    page.close()
