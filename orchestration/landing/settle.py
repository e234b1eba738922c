"""Which files stand still: one that is still being copied is not landed half."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.landing.hashes import Signature, signature

SETTLE, SETTLE_MAX = "TONGBAO_SETTLE", "TONGBAO_SETTLE_MAX"
_POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Settling:
    """For how many seconds a file must stand still, and how long a landing waits for that."""

    still: float = 2.0
    longest: float = 60.0

    @classmethod
    def resolve(cls) -> Settling:
        """Take both from the environment; raises BadCall where one is no number of seconds."""
        return cls(_seconds(SETTLE, cls.still), _seconds(SETTLE_MAX, cls.longest))

    def is_recent(self, seen: Signature, now: float) -> bool:
        """Whether a file was written just now; a clock that is a little ahead counts as now.

        A time further ahead than the longest wait is one of another time zone, not of just now.
        """
        age = now - seen[1] / 1e9
        return -self.longest <= age < self.still


def settled(
    paths: Iterable[Path], settling: Settling, say: Callable[[str], None] = lambda _: None
) -> dict[Path, Signature]:
    """Wait until the files that were written just now stand still; return how each that does looks.

    All are waited for together, and only those: older files cost a look. A file stands still once
    its size and times have been the same for `settling.still` seconds.
    """
    started = time.monotonic()
    looks = {path: look for path in paths if (look := _look(path)) is not None}
    now = time.time()
    since = {
        path: started
        for path, look in looks.items()
        if settling.still and settling.is_recent(look, now)
    }
    if since:
        say(f"waiting until files written just now stand still: {len(since)}")
    while since and time.monotonic() - started < settling.longest:
        time.sleep(min(_POLL_SECONDS, settling.still))
        now = time.monotonic()
        for path in list(since):
            look, before = _look(path), looks[path]
            if look is None:
                del since[path], looks[path]  # landing says why it cannot be read
            elif look != before:
                looks[path], since[path] = look, now
            elif now - since[path] >= settling.still:
                del since[path]
    return {path: look for path, look in looks.items() if path not in since}


def _look(path: Path) -> Signature | None:
    try:
        return signature(path.stat())
    except OSError:
        return None


def _seconds(variable: str, default: float) -> float:
    text = os.environ.get(variable, "").strip()
    if not text:
        return default
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise BadCall(f"{variable} is {text!r}: write seconds, such as {default:g}")
    return seconds
