"""The plan as an asset: what the run resolved, recorded before anything is built on it."""

from collections.abc import Sequence

import dagster as dg

from orchestration.clock import local_now
from orchestration.errors import NoRows
from orchestration.partitions import parse_partition, partitions_of
from orchestration.people import OWNERS
from orchestration.periods import Period
from orchestration.planning.plan import (
    Plan,
    decide_as_of,
    newest_export_time,
    parse_as_of,
    write_plan,
)
from orchestration.planning.rows import may_hold_rows, months_written
from orchestration.running.records import note_begin
from orchestration.running.turn_resource import TURN
from orchestration.settings import Folders


class PlanConfig(dg.Config):
    """`as_of`: local time such as `2023-07-01 00:00:00`; empty for the default.

    `requires_rows`: whether a period in which no row can fall ends the run before it is built.
    """

    as_of: str = ""
    requires_rows: bool = True


def _no_rows(period: Period, months: Sequence[Period]) -> str:
    """Say that nothing falls in a period, and which months the exports hold."""
    have = f"the exports hold {months[0]} to {months[-1]}" if months else "nor in any other"
    return f"no landed row falls in {period}: nothing is built; {have}"


def build_plan_asset(folders: Folders) -> dg.AssetsDefinition:
    """Return the asset that writes the plan of the partition's period into the lake."""

    @dg.asset(
        key=["plan", "periods"],
        group_name="plan",
        kinds={"python", "parquet"},
        owners=OWNERS,
        deps=[["raw", "files"]],
        partitions_def=partitions_of(folders),
        required_resource_keys={TURN},
        description="The period that this run builds, its span and its as-of: one row.",
        metadata={
            "dagster/column_schema": dg.TableSchema(
                [
                    dg.TableColumn("period", "varchar", "周期, such as 2023Q2 or 2023-05"),
                    dg.TableColumn("period_kind", "varchar", "month, quarter, half, year or span"),
                    dg.TableColumn("months", "bigint", "how many months it spans"),
                    dg.TableColumn("period_start", "timestamp", "its first moment, local time"),
                    dg.TableColumn("period_end", "timestamp", "the next period's first moment"),
                    dg.TableColumn("previous_period", "varchar", "the span just before (环比)"),
                    dg.TableColumn("year_before_period", "varchar", "a year before (同比)"),
                    dg.TableColumn("as_of", "timestamp", "when open work is judged (统计时点)"),
                    dg.TableColumn("district", "varchar", "the district, or the city, by code"),
                    dg.TableColumn("is_city", "boolean", "whether every district's rows count"),
                ]
            )
        },
    )
    def plan_periods(
        context: dg.AssetExecutionContext, config: PlanConfig
    ) -> dg.MaterializeResult[None]:
        asked = parse_as_of(config.as_of) if config.as_of else None
        district, period = parse_partition(folders, context.partition_key)
        if config.requires_rows and not may_hold_rows(folders.lake, period):
            text = _no_rows(period, months_written(folders.lake))
            raise dg.Failure(text, allow_retries=False) from NoRows(text)
        newest = newest_export_time(folders.lake)
        plan = Plan(period, decide_as_of(period, asked, newest, local_now()), district)
        note_begin(folders.of(district.folder), period.key)
        write_plan(plan, folders.lake)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": 1,
                "as_of": plan.as_of.isoformat(sep=" "),
                "newest_export": newest.isoformat(sep=" ") if newest else "no dated export",
            }
        )

    return plan_periods
