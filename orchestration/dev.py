"""`make dev`: the Dagster UI over the same folders and history as the command line's runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from orchestration.automation.automatic import AUTOMATION, OFF
from orchestration.permissions import keep_private, readable_folder
from orchestration.running.instance import dagster_home, quiet_environment
from orchestration.settings import Folders


def main() -> None:
    """Become `dagster dev`, bound to this machine alone."""
    quiet_environment()
    # who looks at the UI starts what runs; a served installation starts by itself
    os.environ.setdefault(AUTOMATION, OFF)
    keep_private()
    readable_folder(Folders.resolve().warehouse)
    os.environ["DAGSTER_HOME"] = str(dagster_home(Folders.resolve()))
    dagster = Path(sys.executable).parent / "dagster"
    arguments = ["dev", "--host", "127.0.0.1", "--module-name", "orchestration.definitions"]
    os.execv(dagster, [str(dagster), *arguments, *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    main()
