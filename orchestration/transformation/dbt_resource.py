"""dagster-dbt's resource without the start-up costs that this project has no use for."""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version as installed_version
from typing import Any, cast

from packaging import version

from orchestration.transformation.dbt_ahead import begin
from orchestration.transformation.light_dagster_dbt import (
    DbtCliInvocation,
    DbtCliResource,
    resource,
)


class InvocationAhead(DbtCliInvocation):
    """Hands its command to the dbt that waits for one, and starts one where none does."""

    @classmethod
    def run(  # type: ignore[override]  # takes what its parent takes
        cls, args: Sequence[str], env: dict[str, str], **settings: Any
    ) -> DbtCliInvocation:
        """Return the running invocation."""
        process = begin(args, env)
        if process is None:
            return super().run(args, env, **settings)
        # it has all of a Popen that the invocation asks for
        return cls(process=cast(Any, process), project=settings.pop("dbt_project"), **settings)


# the resource has no parameter for the class whose `run` starts dbt
vars(resource)["DbtCliInvocation"] = InvocationAhead


class LightDbtCliResource(DbtCliResource):
    """Runs dbt as a subprocess, as its parent does, about six seconds sooner.

    The parent starts `dbt --version` and loads dbt's adapter into this process; the version is
    known from the installed package, and the adapter only serves metadata that we count ourselves.
    """

    @cached_property
    def _cli_version(self) -> version.Version:
        return version.parse(installed_version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Any) -> Any:
        return cast(Any, None)
