"""The office and the raw exports as assets: one landing each brings them into the lake."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pyarrow as pa

from orchestration.landing import LandedFile, LandingReport, land
from orchestration.landing.contract import load_contract
from orchestration.landing.office import COLUMNS, land_office
from orchestration.landing.schemas import not_data_schema
from orchestration.office.read import load_office
from orchestration.people import OWNERS
from orchestration.running.own_office import require_own_office
from orchestration.running.progress import Progress
from orchestration.running.turn_resource import TURN
from orchestration.settings import EXPORTS, Folders

OFFICE = ("raw", "office")
"""The asset of the office's tables."""


def build_office_asset(folders: Folders) -> dg.AssetsDefinition:
    """Return the asset `raw/office`: the office's files, validated and laid as tables."""
    columns = [
        dg.TableColumn(f"{table}.{column}", kind)
        for table, kinds in COLUMNS.items()
        for column, kind in kinds.items()
    ]

    @dg.asset(
        key=list(OFFICE),
        group_name="raw",
        kinds={"csv", "yaml", "parquet"},
        owners=OWNERS,
        required_resource_keys={TURN},
        description="The office (units, types, channels, limits, wording), validated; its tables.",
        metadata={"dagster/column_schema": dg.TableSchema(columns)},
    )
    def land_office_tables() -> dg.MaterializeResult[None]:
        require_own_office(folders)
        office = load_office(folders.office)
        counts = land_office(office, folders.lake)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(counts.values()),
                "rows": dg.MetadataValue.json(counts),
                "office": office.name,
                "district": office.district,
                "digest": office.digest,
                "folder": dg.MetadataValue.path(str(office.folder)),
            }
        )

    return land_office_tables


def build_landing_assets(folders: Folders, progress: Progress) -> dg.AssetsDefinition:
    """Return the assets `raw/<export>` and `raw/files` (the index), made by one landing."""
    specs = [_export_spec(export) for export in EXPORTS]
    index = dg.AssetSpec(
        key=["raw", "files"],
        group_name="raw",
        kinds={"parquet"},
        owners=OWNERS,
        description="One row a file ever landed: its hash, export time, status and reason.",
    )

    hash_key = dg.AssetSpec(
        key=["raw", "hash_key"],
        group_name="raw",
        kinds={"parquet"},
        owners=OWNERS,
        description="The secret with which callers and replies are hashed: made once, never shown.",
        metadata={"dagster/column_schema": dg.TableSchema([dg.TableColumn("hash_key", "varchar")])},
    )

    compatibility = dg.AssetSpec(
        key=["raw", "compatibility"],
        group_name="raw",
        kinds={"parquet"},
        owners=OWNERS,
        description="Unicode's compatibility forms (NFKC), by which words are compared: one row.",
        metadata={
            "dagster/column_schema": dg.TableSchema(
                [dg.TableColumn("compatibility_forms", "varchar[][]")]
            )
        },
    )

    not_data = dg.AssetSpec(
        key=["raw", "not_data"],
        group_name="raw",
        kinds={"parquet"},
        owners=OWNERS,
        description="One row a row below a header that is no data: where it stands, and its kind.",
        metadata={"dagster/column_schema": _table_schema(not_data_schema())},
    )

    @dg.multi_asset(
        name="land_exports",
        specs=[*specs, index, not_data, hash_key, compatibility],
        required_resource_keys={TURN},
    )
    def land_exports() -> Iterator[dg.MaterializeResult[None]]:
        progress.stage("landing new exports")
        report = land(
            folders.raw,
            folders.lake,
            progress=progress.step,
            headers=load_office(folders.office).headers,
            say=progress.say,
        )
        for export in EXPORTS:
            files = [file for file in report.files if file.export == export]
            yield dg.MaterializeResult(
                asset_key=["raw", export], metadata=_export_metadata(files, report)
            )
        for table in ("hash_key", "compatibility"):
            yield dg.MaterializeResult(asset_key=["raw", table], metadata={"dagster/row_count": 1})
        not_data_rows = sum(file.not_data for file in report.files)
        yield dg.MaterializeResult(
            asset_key=["raw", "not_data"], metadata={"dagster/row_count": not_data_rows}
        )
        yield dg.MaterializeResult(
            asset_key=["raw", "files"],
            metadata={
                "dagster/row_count": len(report.files),
                "newly_landed": len(report.newly_landed),
                "refused": len(report.refused),
                "removed_from_the_raw_folder": len(report.removed),
                "not_read": [each.line for each in report.not_read],
            },
        )

    return land_exports


def _export_spec(export: str) -> dg.AssetSpec:
    contract = load_contract(export)
    return dg.AssetSpec(
        key=["raw", export],
        deps=[list(OFFICE)],
        group_name="raw",
        kinds={"csv", "excel", "parquet"},
        owners=OWNERS,
        description=f"{contract.title}: landed rows as text. Each row is {contract.each_row_is}.",
        metadata={
            "dagster/column_schema": dg.TableSchema(
                [
                    dg.TableColumn(
                        column.name,
                        "varchar",
                        column.header + (" (personal data)" if column.personal else ""),
                    )
                    for column in contract.columns
                ]
            )
        },
    )


def _table_schema(schema: pa.Schema) -> dg.TableSchema:
    return dg.TableSchema([dg.TableColumn(field.name, str(field.type)) for field in schema])


def _export_metadata(files: list[LandedFile], report: LandingReport) -> dict[str, Any]:
    refused = [f"- `{file.file}`: {file.reason}" for file in files if file.status == "refused"]
    metadata: dict[str, Any] = {
        "dagster/row_count": sum(file.data_rows for file in files),
        "files": len(files),
        "newly_landed": sum(file in report.newly_landed for file in files),
    }
    if refused:
        metadata["refused_files"] = dg.MetadataValue.md("\n".join(refused))
    return metadata
