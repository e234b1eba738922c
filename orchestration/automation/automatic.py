"""Whether schedules and sensors start runs by themselves: where a daemon serves, not on a desk."""

from __future__ import annotations

import os

import dagster as dg

AUTOMATION = "TONGBAO_AUTOMATION"
OFF = "off"


def is_automatic() -> bool:
    """Whether they start with the daemon; with `TONGBAO_AUTOMATION=off` someone starts each."""
    return os.environ.get(AUTOMATION, "").strip().lower() != OFF


def sensor_status() -> dg.DefaultSensorStatus:
    """Return how a sensor begins."""
    status = dg.DefaultSensorStatus
    return status.RUNNING if is_automatic() else status.STOPPED
