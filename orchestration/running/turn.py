"""A warehouse has one writer at a time: each run waits for its turn and says on whom it waits."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.clock import local_now

POLL_SECONDS = 0.5


@contextmanager
def writing_turn(
    warehouse: Path, who: str, say: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the warehouse's writing turn for the block.

    The turn is an advisory lock of the kernel on `<warehouse>/.turn`: it ends with the process that
    holds it, however that ends, so none is ever left behind. `who` is shown to those who wait;
    `say` is told once on whom this run waits.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(warehouse / ".turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        told = False
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told:
                    say(f"waiting for {_holder(descriptor)} to finish")
                    told = True
                time.sleep(POLL_SECONDS)
        holder = {"who": who, "pid": os.getpid(), "since": f"{local_now():%Y-%m-%d %H:%M:%S}"}
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder, ensure_ascii=False).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f"{holder['who']} (process {holder['pid']}, since {holder['since']})"
    except (ValueError, KeyError):
        return "another run"
