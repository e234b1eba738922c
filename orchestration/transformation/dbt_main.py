"""dbt as this project runs it: the command line of dbt over a project that is parsed already.

dbt's own partial parse gives up whenever the profile names another file, as it does for each
warehouse; the manifest does not depend on the profile, so it is handed over whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

PARSED = "partial_parse.msgpack"


def main() -> None:
    """Run dbt with this process's arguments; exit codes are dbt's (0 done, 1 failed, 2 broken)."""
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    from orchestration.transformation.project import manifest_path

    parsed = Path(manifest_path()).with_name(PARSED)
    manifest = Manifest.from_msgpack(parsed.read_bytes())
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    result = dbtRunner(manifest=manifest).invoke(sys.argv[1:])
    if result.exception is not None:
        print(result.exception, file=sys.stderr)
        sys.exit(2)
    sys.exit(0 if result.success else 1)


if __name__ == "__main__":
    main()
