"""What breaks a refresh outside the run of a period is told as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from orchestration.alerts.problems import refresh_problem
from orchestration.alerts.tell import tell
from orchestration.errors import MISPLACED, TongbaoError
from orchestration.running.crash import crash_outcome
from orchestration.settings import Folders


@contextmanager
def telling(folders: Folders, warn: Callable[[str], None]) -> Iterator[None]:
    """Tell of what breaks the block, and let it break: as an error for people, whatever it was."""
    try:
        yield
    except TongbaoError as error:
        tell(folders, {}, warn, [refresh_problem(folders, str(error))])
        raise
    except Exception as error:
        reason = crash_outcome(folders, error, folders.run_log).problems[0]
        tell(folders, {}, warn, [refresh_problem(folders, reason)])
        if isinstance(error, MISPLACED):
            raise
        raise TongbaoError(f"the refresh failed: {reason}: see {folders.run_log}") from error
