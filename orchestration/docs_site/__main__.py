"""`make docs`: build the site into `docs/site/` from the warehouse that the environment names."""

from __future__ import annotations

import sys

from orchestration.docs_site.build import SITE, build_site
from orchestration.errors import TongbaoError
from orchestration.running.instance import quiet_environment
from orchestration.settings import Folders


def main() -> int:
    """Build the site and say where it is."""
    quiet_environment()
    try:
        build_site(Folders.resolve(), SITE, lambda text: print(f"· {text}", file=sys.stderr))
    except TongbaoError as error:
        print(f"docs: {error}", file=sys.stderr)
        return error.exit_code
    print(SITE / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
