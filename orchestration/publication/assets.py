"""Draft and publication as assets: written, checked, then promoted; whole or not at all."""

import dagster as dg

from orchestration.checks.loss import ACCEPT_LOSS, loss_lines
from orchestration.districts import district_of
from orchestration.office.read import load_office
from orchestration.office.wording import wording_for
from orchestration.partitions import partition_of, partitions_of
from orchestration.people import OWNERS
from orchestration.planning.plan import read_plan
from orchestration.publication.analysts import (
    PERIOD_MARTS,
    WHOLE_TABLES,
    draft_database,
    draft_promotion,
    promote_draft,
)
from orchestration.publication.changes import write_changes
from orchestration.publication.controls.digest import result_bytes
from orchestration.publication.database import replace_database, require_no_folder
from orchestration.publication.datapackage import write_datapackage
from orchestration.publication.dictionary import write_dictionary
from orchestration.publication.documents import write_documents
from orchestration.publication.draft import write_draft
from orchestration.publication.files import (
    DATAPACKAGE,
    DICTIONARY,
    PAGE,
    PUBLISHED_FILES,
    result_files,
)
from orchestration.publication.journal import (
    PUBLISHED,
    PUBLISHING,
    hash_of,
    published_versions,
    write_entry,
)
from orchestration.publication.marts import mend_marts
from orchestration.publication.overview.page import write_overview
from orchestration.publication.page.link import file_link
from orchestration.publication.seals import require_unsealed
from orchestration.publication.shown import paths, pictures, previews
from orchestration.publication.tables import read_worded_tables
from orchestration.publication.versions import (
    appear,
    discard,
    newest_version,
    next_version,
    point_latest,
    same_content,
)
from orchestration.running.own_office import remember_office
from orchestration.running.progress import Progress
from orchestration.running.records import note_run
from orchestration.running.turn_resource import TURN
from orchestration.settings import Folders


def build_publication_assets(folders: Folders, progress: Progress) -> list[dg.AssetsDefinition]:
    """Return the assets `publication/draft` and `publication/bulletin`."""

    @dg.asset(
        key=["publication", "draft"],
        group_name="publication",
        kinds={"csv", "html"},
        owners=OWNERS,
        deps=[
            *(["publication", file.table] for file in PUBLISHED_FILES),
            *(["marts", table] for table in WHOLE_TABLES + PERIOD_MARTS),
        ],
        partitions_def=partitions_of(folders),
        required_resource_keys={TURN},
        description="The attachments, headline figures and bulletin, checked before they appear.",
    )
    def draft(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        own, period = partition_of(folders, context.partition_key)
        progress.stage("writing the attachments")
        folder = own.draft(period.key)
        plan, parts = read_plan(folders), load_office(folders.office).parts
        rows = write_draft(folders.build_database, period, folder, parts)
        known = published_versions(own.journal, period.key, own.district)
        version = next_version(own.published / period.key, known)
        charts = write_documents(folder, folders, plan, version.name)
        described = write_dictionary(folder / DICTIONARY, folders.build_database, period, parts)
        lines = rows | {DICTIONARY: described}
        write_datapackage(folder, folders, plan, lines, charts)
        if newest_version(own.published / period.key):
            write_changes(folder, own.published / period.key, version.name)
            write_datapackage(folder, folders, plan, lines, charts)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(rows.values()),
                "folder": dg.MetadataValue.path(str(folder)),
                "rows": dg.MetadataValue.json(rows),
                **previews(read_worded_tables(folders.build_database, period, parts), parts),
                **pictures(charts),
            }
        )

    @dg.asset(
        key=["publication", "bulletin"],
        group_name="publication",
        kinds={"csv", "html", "duckdb"},
        owners=OWNERS,
        deps=[["publication", "draft"]],
        partitions_def=partitions_of(folders),
        required_resource_keys={TURN},
        description="The published version of the period, and the analysts' database with it.",
    )
    def bulletin(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        own, whose = partition_of(folders, context.partition_key)
        period = whose.key
        progress.stage("publishing")
        folder, written = own.published / period, own.draft(period)
        newest = newest_version(folder)
        office = load_office(folders.office)
        names = result_files(office.parts)
        is_same = newest is not None and same_content(written, newest, names, result_bytes)
        if not is_same:
            require_unsealed(own, period, written)
        # all that can fail comes before anything appears
        require_no_folder(folders)
        for line in mend_marts(folders, but=(own.district, period)):
            progress.say(line)
        draft_promotion(own, period)
        database = draft_database(own, period)
        if newest is not None and is_same:
            discard(written)
            version = newest
        else:
            described = hash_of(written / DATAPACKAGE)
            known = published_versions(own.journal, period, own.district)
            facts = {"version": next_version(folder, known).name, "datapackage": described}
            accepted = context.run.tags.get(ACCEPT_LOSS)
            if accepted and (lost := loss_lines(own, whose)):
                facts |= {"accepted_loss": accepted, "lost": "; ".join(lost)}
            write_entry(own.journal, PUBLISHING, period, own.district, **facts)
            version = appear(written, folder, known)
            write_entry(own.journal, PUBLISHED, period, own.district, **facts)
        point_latest(folder)
        promote_draft(own, period)
        reports = replace_database(folders, database)
        for line in reports:
            progress.say(line)
        remember_office(folders)
        note_run(own, period, version)
        wording = wording_for(office, district_of(own))
        write_overview(own.published, wording.name, office.parts)
        return dg.MaterializeResult(
            metadata={
                "version": version.name,
                "is_new": not is_same,
                "folder": dg.MetadataValue.path(str(version)),
                "database": dg.MetadataValue.path(str(folders.analysts_database)),
                "page": dg.MetadataValue.url(file_link(version / PAGE.name)),
                "of_clients": dg.MetadataValue.json(reports),
                **paths(version),
            }
        )

    return [draft, bulletin]
