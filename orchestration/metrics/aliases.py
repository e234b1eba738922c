"""How people write members of dimensions, beside the names that figures have them under."""

from __future__ import annotations

from orchestration.roster import roster


def aliases(district: str = "") -> dict[str, dict[str, str]]:
    """Return, by dimension, each further spelling with the name that it means.

    `district` is the folder of one that is not the default.
    """
    return {"unit": roster(district)}
