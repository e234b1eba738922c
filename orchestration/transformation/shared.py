"""The tables that a run may build on: known by the program and the landing that they are of.

Staging, the rows and what became of them, and the rows that stand do not depend on the plan. A run
of one more district over the same landing builds what hangs on the plan, and nothing else. A run
over a newer landing types the rows of the contents that came since, and builds the rest anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.landing.hash_key import HASH_KEY
from orchestration.landing.office import landed_office
from orchestration.office.read import load_office
from orchestration.publication.journal import hash_of
from orchestration.running.records import lake_digest, landed_digest, program_digest, raw_digest
from orchestration.settings import Folders
from orchestration.state import read_state, write_state
from orchestration.transformation.engine import Engine

if TYPE_CHECKING:
    import dagster as dg

PLAN = ("plan", "periods")
"""The asset that everything which is of one district and period hangs on."""


def note_shared(folders: Folders, engine: Engine = Engine.DUCKDB) -> None:
    """Note of which landing and program the build database's shared tables are, and who built."""
    write_state(_path(folders), {**_at_hand(folders), "engine": engine})


def typed_stand(folders: Folders) -> bool:
    """Whether the rows typed in the build database are what typing them anew would come to.

    They are of whatever contents the landing then knew: the next build adds those of the others.
    """
    is_built = folders.build_database.is_file() and (folders.lake / HASH_KEY).is_file()
    return is_built and _is_noted(folders, {**_typed_by(folders), "engine": Engine.DUCKDB})


def forget_shared(folders: Folders) -> None:
    """Let the next run build them anew."""
    _path(folders).unlink(missing_ok=True)


def shared_stand(folders: Folders) -> bool:
    """Whether the shared tables are those that a whole build over the lake would come to."""
    is_built = folders.build_database.is_file() and (folders.lake / "files.parquet").is_file()
    return is_built and _is_noted(folders, _at_hand(folders))


def shared_are_new(folders: Folders) -> bool:
    """Whether they are also those of the raw folder and the office as they are now."""
    return (
        shared_stand(folders)
        and landed_digest(folders.lake) == raw_digest(folders.raw)
        and _landed_office(folders) == load_office(folders.office).digest
    )


def _is_noted(folders: Folders, facts: Mapping[str, str]) -> bool:
    noted = read_state(_path(folders))
    return isinstance(noted, dict) and noted.items() >= facts.items()


def _at_hand(folders: Folders) -> dict[str, str]:
    landed = {"landed": lake_digest(folders.lake), "office": _landed_office(folders)}
    return {**_typed_by(folders), **landed}


def _typed_by(folders: Folders) -> dict[str, str]:
    return {"program": program_digest(), "hash_key": hash_of(folders.lake / HASH_KEY)}


def _landed_office(folders: Folders) -> str:
    office = landed_office(folders.lake)
    return office.digest if office else ""


def _path(folders: Folders) -> Path:
    return folders.of("").records / "shared.json"


def hanging_on_plan(definitions: dg.Definitions) -> set[dg.AssetKey]:
    """Return the plan and every asset below it: what is of one district and period."""
    import dagster as dg

    below = dg.AssetSelection.assets(dg.AssetKey(PLAN)).downstream()
    return set(below.resolve(definitions.resolve_asset_graph()))
