"""The whole site: built beside, then put in the place of the one before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from orchestration.checks.office_sets import sets_of
from orchestration.docs_site.catalogue import indicators_page
from orchestration.docs_site.data_docs import write_data_docs
from orchestration.docs_site.dbt_docs import write_dbt_docs
from orchestration.docs_site.offline import require_offline
from orchestration.docs_site.pages import front_page, suites_page
from orchestration.docs_site.results import newest_tables
from orchestration.settings import REPOSITORY, Folders

SITE = REPOSITORY / "docs" / "site"
ASSETS = Path(__file__).parent / "assets"


def build_site(
    folders: Folders, site: Path = SITE, say: Callable[[str], None] = lambda _: None
) -> None:
    """Build the site from the project and, where there is one, the newest state of a warehouse.

    Raises TongbaoError where a part cannot be built or a page would load from a network.
    """
    with tempfile.TemporaryDirectory(prefix="tongbao-docs-") as scratch:
        fresh = Path(scratch) / "site"
        shutil.copytree(ASSETS, fresh / "assets")
        say("documenting the tables (dbt)")
        indicators = write_dbt_docs(folders, fresh / "dbt", Path(scratch), say)
        say("documenting the checks (Great Expectations)")
        newest = newest_tables(folders)
        outcomes = write_data_docs(newest, sets_of(folders), fresh / "expectations", Path(scratch))
        pages = {
            "expectations/index.html": suites_page(newest.period, outcomes),
            "indicators.html": indicators_page(indicators),
            "index.html": front_page(newest.period, outcomes, len(indicators)),
        }
        for name, page in pages.items():
            (fresh / name).write_text(page, encoding="utf-8")
        require_offline(fresh)
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(fresh, site)
