"""Usage statistics off in every program of this environment, however it is started.

`python -m orchestration.quiet` (part of set-up) writes a line that each interpreter of the
environment reads as it starts: `dbt`, `dagster dev` or a notebook send nothing either.
"""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

from orchestration.running.instance import quiet_environment

NAME = "tongbao_quiet.pth"


def switches() -> dict[str, str]:
    """Return the environment variables that switch off what the packages would send."""
    before = dict(os.environ)
    os.environ.clear()
    try:
        quiet_environment()
        return dict(os.environ)
    finally:
        os.environ.clear()
        os.environ.update(before)


def main() -> None:
    """Write the line into this environment's packages."""
    line = f"import os; os.environ.update({switches()!r})\n"
    (Path(sysconfig.get_path("purelib")) / NAME).write_text(line, encoding="utf-8")


if __name__ == "__main__":
    main()
