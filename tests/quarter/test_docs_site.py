"""The documentation of a warehouse that has published: whole, linked and for reading offline."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from orchestration.docs_site.offline import POLICY, network_loads
from orchestration.settings import EXPECTATIONS, REPOSITORY
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture(scope="module")
def site(sample_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site over the sample's warehouse, built as `make docs` does, in a home of its own."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "home").mkdir()
    script = (
        "import sys; from pathlib import Path\n"
        "from orchestration.docs_site.build import build_site\n"
        "from orchestration.settings import Folders\n"
        "build_site(Folders.resolve(), Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "site")],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "HOME": str(folder / "home"),
            "TONGBAO_WAREHOUSE": str(sample_office.folders.warehouse),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((folder / "home").iterdir()) == [], "nothing is left in a person's home"
    return folder / "site"


def test_no_page_loads_anything_from_a_network(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 2 * len(list(EXPECTATIONS.glob("*.yml")))
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert network_loads(page) == [], path
        assert POLICY in page, path


def test_dbts_page_has_every_table_with_its_columns_and_no_statistics(site: Path) -> None:
    page = (site / "dbt" / "index.html").read_text(encoding="utf-8")
    manifest, catalog = _embedded(page)
    assert manifest["metadata"]["send_anonymous_usage_stats"] is False
    tables = {
        name
        for name, node in manifest["nodes"].items()
        if node["resource_type"] in {"model", "seed"}
    }
    assert tables == set(catalog["nodes"])
    columns = catalog["nodes"]["model.tongbao.headline_indicators"]["columns"]
    assert columns["value"]["type"] == "DECIMAL(18,2)"


def test_every_suite_has_its_page_and_the_newest_result(site: Path) -> None:
    listed = (site / "expectations" / "index.html").read_text(encoding="utf-8")
    assert '<tr class="broken">' not in listed
    assert '<tr class="warned">' in listed, "the sample's satisfaction has drifted"
    for path in EXPECTATIONS.glob("*.yml"):
        assert (site / "expectations" / "expectations" / f"{path.stem}.html").exists()
        assert f"validations/{path.stem}/2023Q2/" in listed


def test_the_catalogue_has_every_published_indicator(site: Path, sample_office: Office) -> None:
    page = (site / "indicators.html").read_text(encoding="utf-8")
    for code in sample_office.indicators():
        assert f'<article id="{code}">' in page, code


def test_every_link_between_pages_leads_somewhere(site: Path) -> None:
    found = 0
    for path in site.rglob("*.html"):
        if path.parent.name == "dbt":
            continue  # it finds its way by its own script
        for address in _links(path.read_text(encoding="utf-8")):
            file, _, place = address.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), f"{path}: {address}"
            if place and not place.startswith("!"):
                assert re.search(rf"id=[\"']?{re.escape(place)}\b", target.read_text("utf-8")), (
                    address
                )
            found += 1
    assert found > 100


def _embedded(page: str) -> tuple[dict, dict]:
    """Return the manifest and the catalogue that dbt writes into its static page."""
    decoder = json.JSONDecoder()
    texts = [
        decoder.raw_decode(page, at.start())[0]
        for at in re.finditer(r'\{"metadata": ?\{"dbt_schema_version"', page)
    ]
    by_kind = {
        re.search(r"/dbt/(\w+)/", text["metadata"]["dbt_schema_version"])[1]: text for text in texts
    }
    return by_kind["manifest"], by_kind["catalog"]


def _links(page: str) -> list[str]:
    found = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name in {"href", "src"} and value and not re.match(r"[a-z]+:", value):
                    found.append(value)

    Links().feed(page)
    return found
