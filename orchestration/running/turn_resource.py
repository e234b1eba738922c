"""The writing turn as a Dagster resource: held from a run's first step to its last."""

from collections.abc import Iterator

import dagster as dg

from orchestration.running.connections import hold_connections
from orchestration.running.progress import Progress
from orchestration.running.turn import writing_turn
from orchestration.settings import Folders
from orchestration.transformation.build_database import let_go

TURN = "writing_turn"
"""The resource key that every step that writes requires."""


def build_turn_resource(folders: Folders, progress: Progress) -> dg.ResourceDefinition:
    """Return the resource: entering it waits until no other run writes the same warehouse."""

    @dg.resource(description="One writer at a time; a waiting run says on whom it waits.")
    def turn(context: dg.InitResourceContext) -> Iterator[None]:
        def say(text: str) -> None:
            progress.say(text)
            if context.log:
                context.log.info(text)

        run = context.run
        period = run.tags.get("dagster/partition", "a period") if run else "a period"
        who = f"the run of {period}" + (f" (Dagster run {run.run_id})" if run else "")
        if context.instance:
            # a run that Dagster started, whose instance is Dagster's own
            hold_connections(context.instance)
        with writing_turn(folders.warehouse, who, say):
            try:
                yield None
            finally:
                let_go()

    return turn
