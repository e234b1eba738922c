"""How dbt nodes appear in Dagster: keys as dbt schemas, groups as folders, one owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from orchestration.partitions import by_district
from orchestration.people import OWNERS
from orchestration.transformation.light_dagster_dbt import DagsterDbtTranslator


class FolderTranslator(DagsterDbtTranslator):
    """Names the group of a node after its folder, so that the UI shows the flow."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the folder of the node: seeds, staging, intermediate, marts or publication."""
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
        return by_district
