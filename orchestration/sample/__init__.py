"""Sample exports: invented rows that reproduce the bulletin of 2023Q2 figure for figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.periods import Period

SAMPLE_QUARTER = "2023Q2"
"""The one quarter whose printed figures the sample is built from."""


def require_sample(quarter: Period) -> None:
    """Raise BadCall where there is no sample for the quarter."""
    if quarter.key != SAMPLE_QUARTER:
        raise BadCall(f"there is no sample for {quarter}: it exists for {SAMPLE_QUARTER} only")


def write_sample(
    quarter_key: str, office: Path, raw: Path, progress: Callable[[str], None] | None = None
) -> list[Path]:
    """Write an office's sample exports into the raw folder and return their paths, all of them.

    The bytes are the same on every call and machine; a file that already holds them is left alone,
    and nothing else in the folder is touched. Raises BadCall where the office has no sample, or
    where its facts are not as they must be.
    """
    require_sample(Period.parse(quarter_key))
    from orchestration.sample.exports import write_all
    from orchestration.sample.facts import FACTS, facts_of

    with facts_of(office):
        try:
            return write_all(raw, progress or (lambda text: None))
        except (LookupError, ValueError) as error:
            # each file is sound by itself: their counts leave no room for each other
            text = f"the sample's facts in {office / FACTS} do not fit together"
            raise BadCall(f"{text}: {type(error).__name__} {error}") from error
