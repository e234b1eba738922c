"""How dbt nodes appear in Dagster: keys as dbt schemas, groups as folders, one owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from orchestration.people import OWNERS
from orchestration.transformation.light_dagster_dbt import (
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
)


class FolderTranslator(DagsterDbtTranslator):
    """Names the group of a node after its folder, so that the UI shows the flow."""

    def __init__(self, partitions: dg.PartitionsDefinition[str]) -> None:
        # the tables of the office are landed as one asset
        super().__init__(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))
        self._partitions = partitions

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the folder of the node: seeds, office, staging, intermediate and so on."""
        if dbt_resource_props["resource_type"] == "source":
            return None
        return str(dbt_resource_props["config"].get("schema") or "seeds")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        """Return the data desk."""
        return OWNERS

    def get_partitions_def(
        self, dbt_resource_props: Mapping[str, Any]
    ) -> dg.PartitionsDefinition[str] | None:
        """Return the partitions: every table is built for the one of the run."""
        return self._partitions
