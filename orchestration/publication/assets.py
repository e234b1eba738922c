"""Draft and publication as assets: written, checked, then promoted; whole or not at all."""

import dagster as dg

from orchestration.partitions import quarterly
from orchestration.people import OWNERS
from orchestration.planning.plan import read_plan
from orchestration.publication.analysts import (
    QUARTER_MARTS,
    WHOLE_TABLES,
    promote_marts,
    replace_analysts_database,
)
from orchestration.publication.datapackage import write_datapackage
from orchestration.publication.documents import write_documents
from orchestration.publication.draft import write_draft
from orchestration.publication.files import PUBLISHED_FILES
from orchestration.publication.versions import (
    appear,
    discard,
    newest_version,
    point_latest,
    same_content,
)
from orchestration.quarters import Quarter
from orchestration.running.progress import Progress
from orchestration.running.turn_resource import TURN
from orchestration.settings import Folders


def build_publication_assets(folders: Folders, progress: Progress) -> list[dg.AssetsDefinition]:
    """Return the assets `publication/draft` and `publication/bulletin`."""

    @dg.asset(
        key=["publication", "draft"],
        group_name="publication",
        kinds={"csv"},
        owners=OWNERS,
        deps=[
            *(["publication", file.table] for file in PUBLISHED_FILES),
            *(["marts", table] for table in WHOLE_TABLES + QUARTER_MARTS),
        ],
        partitions_def=quarterly,
        required_resource_keys={TURN},
        description="The attachments, headline figures and bulletin, checked before they appear.",
    )
    def draft(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        quarter = Quarter.parse(context.partition_key)
        progress.stage("writing the attachments")
        folder = folders.draft(quarter.key)
        rows = write_draft(folders.build_database, quarter, folder)
        plan = read_plan(folders.lake)
        write_documents(folder, folders.build_database, plan)
        write_datapackage(folder, plan, folders.build_database, rows)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(rows.values()),
                "folder": dg.MetadataValue.path(str(folder)),
                "rows": dg.MetadataValue.json(rows),
            }
        )

    @dg.asset(
        key=["publication", "bulletin"],
        group_name="publication",
        kinds={"csv", "duckdb"},
        owners=OWNERS,
        deps=[["publication", "draft"]],
        partitions_def=quarterly,
        required_resource_keys={TURN},
        description="The published version of the quarter, and the analysts' database with it.",
    )
    def bulletin(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        quarter = context.partition_key
        progress.stage("publishing")
        folder, written = folders.published / quarter, folders.draft(quarter)
        newest = newest_version(folder)
        is_same = newest is not None and same_content(
            written, newest, [file.name for file in PUBLISHED_FILES]
        )
        if newest is not None and is_same:
            discard(written)
            version = newest
        else:
            version = appear(written, folder)
        point_latest(folder)
        promote_marts(folders, quarter)
        replace_analysts_database(folders)
        return dg.MaterializeResult(
            metadata={
                "version": version.name,
                "is_new": not is_same,
                "folder": dg.MetadataValue.path(str(version)),
                "database": dg.MetadataValue.path(str(folders.analysts_database)),
            }
        )

    return [draft, bulletin]
