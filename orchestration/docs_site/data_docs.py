"""Great Expectations' Data Docs of every suite, with how the newest publication fares."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.checks.derived import DERIVE
from orchestration.checks.office_sets import OfficeSets
from orchestration.checks.suites import Suite, load_suite
from orchestration.checks.validate import expectation_objects
from orchestration.docs_site.offline import without_network
from orchestration.docs_site.results import Newest
from orchestration.publication.files import PUBLISHED_FILES, published_files
from orchestration.settings import EXPECTATIONS

if TYPE_CHECKING:
    import pandas as pd

ASSETS = (
    '<link rel="stylesheet" href="{up}assets/data_docs.css">'
    '<script src="{up}assets/data_docs.js" defer></script>'
)
_ICON = re.compile(r'<link rel="shortcut icon"[^>]*>')


@dataclass(frozen=True)
class Documented:
    """A suite in the site: its page and, where it was held against a table, the result's."""

    suite: Suite
    page: str
    result_page: str | None = None
    evaluated: int = 0
    met: int = 0
    problem: str = ""
    """Why it could not be held against the table that there is."""


def write_data_docs(newest: Newest, sets: OfficeSets, out: Path, scratch: Path) -> list[Documented]:
    """Write the Data Docs of the office's suites into `out`, without an index; return them.

    Great Expectations' project lies in `scratch` and is gone afterwards.
    """
    context = _context(scratch, out)
    frames = context.data_sources.add_pandas("publication")
    own = {file.suite for file in published_files(sets.parts)}
    absent = {file.suite for file in PUBLISHED_FILES} - own
    documented = [
        _document(context, frames, load_suite(path.stem, sets), newest)
        for path in sorted(EXPECTATIONS.glob("*.yml"))
        if path.stem not in absent
    ]
    context.build_data_docs()
    (out / "index.html").unlink()
    # styles that would fetch fonts, pictures of a manual, and an icon that half of the pages miss
    shutil.rmtree(out / "static")
    for path in out.rglob("*.html"):
        up = "../" * len(path.relative_to(out).parts)
        page = _ICON.sub("", without_network(path.read_text(encoding="utf-8")))
        path.write_text(page.replace("</head>", ASSETS.format(up=up) + "</head>", 1), "utf-8")
    results = {path.parts[-4]: path for path in out.glob("validations/*/*/*/*.html")}
    return [
        Documented(
            entry.suite,
            entry.page,
            str(results[entry.suite.name].relative_to(out)) if entry.evaluated else None,
            entry.evaluated,
            entry.met,
            entry.problem,
        )
        for entry in documented
    ]


def _context(scratch: Path, out: Path) -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    context = gx.get_context(mode="file", project_root_dir=scratch / "great_expectations")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    for site in context.get_site_names():
        context.delete_data_docs_site(site)
    context.add_data_docs_site(
        "site",
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,  # type: ignore[typeddict-unknown-key]
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(out),
            },
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    return context


def _document(context: Any, frames: Any, suite: Suite, newest: Newest) -> Documented:
    from great_expectations import Checkpoint, ExpectationSuite, ValidationDefinition
    from great_expectations.core.run_identifier import RunIdentifier

    page = f"expectations/{suite.name}.html"
    expected = context.suites.add(
        ExpectationSuite(name=suite.name, expectations=expectation_objects(suite, describe=True))
    )
    frame = newest.tables.get(suite.name)
    if frame is None:
        return Documented(suite, page)
    if suite.columns and list(frame.columns) != list(suite.columns):
        return Documented(suite, page, problem=f"列为 {'，'.join(map(str, frame.columns))}")
    batch = frames.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe(
        newest.period
    )
    definition = context.validation_definitions.add(
        ValidationDefinition(name=suite.name, data=batch, suite=expected)
    )
    checkpoint = context.checkpoints.add(
        Checkpoint(
            name=suite.name,
            validation_definitions=[definition],
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [suite.label],
                "return_unexpected_index_query": False,
            },
        )
    )
    outcome = checkpoint.run(
        batch_parameters={"dataframe": _derived(frame, suite)},
        run_id=RunIdentifier(run_name=newest.period),
    )
    (result,) = outcome.run_results.values()
    statistics = result.statistics
    return Documented(
        suite,
        page,
        evaluated=statistics["evaluated_expectations"],
        met=statistics["successful_expectations"],
    )


def _derived(frame: pd.DataFrame, suite: Suite) -> pd.DataFrame:
    return DERIVE[suite.derive](frame) if suite.derive else frame
