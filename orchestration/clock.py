"""The time by which everything is reckoned: local civil time, kept naive."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL_TIME = ZoneInfo("Asia/Shanghai")
"""All times of the product are local civil time; they are kept naive."""


def local_now() -> datetime:
    """Return the present moment as naive local time, to the second."""
    return datetime.now(LOCAL_TIME).replace(tzinfo=None, microsecond=0)
