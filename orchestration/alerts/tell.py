"""Tells the channels what is new, and again what still stands after a week."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from orchestration.alerts.channels import IN_ALL_SECONDS, VARIABLES, channels, within
from orchestration.alerts.problems import Problem, problems, run_name
from orchestration.clock import local_now
from orchestration.periods import Period
from orchestration.running.outcome import RunOutcome
from orchestration.settings import Folders
from orchestration.state import read_state, write_state

TITLE = "通报"
REMIND_AFTER = timedelta(days=7)


def tell(
    folders: Folders,
    runs: Mapping[Period, RunOutcome],
    warn: Callable[[str], None],
    others: Sequence[Problem] = (),
) -> int:
    """Tell every channel what is new after some runs and return how many problems that were.

    `others` are problems that are of no period's run.

    A problem counts as told when one channel took it. A missing or broken channel is a warning:
    it never changes how a run ends.
    """
    found, told, now = [*others, *problems(folders, runs, warn)], _told(folders), local_now()
    new = [each for each in found if now - told.get(_key(each), datetime.min) > REMIND_AFTER]
    still = {_key(each) for each in found}
    spoken_of = {run_name(folders, period) for period in runs}
    keep = {key: at for key, at in told.items() if key in still or _is_of_another(key, spoken_of)}
    if new and _send(new, warn):
        keep |= {_key(each): now for each in new}
    if keep != told:
        try:
            write_state(_path(folders), {key: at.isoformat() for key, at in keep.items()})
        except OSError as error:
            warn(f"what was told could not be noted, and is told again: {error}")
    return len(new)


def _is_of_another(key: str, spoken_of: set[str]) -> bool:
    """Whether a problem is that of a run that these runs say nothing of."""
    run = json.loads(key)[0]
    return run is not None and run not in spoken_of


def _send(new: Sequence[Problem], warn: Callable[[str], None]) -> bool:
    ready = channels()
    if not ready:
        warn(f"nobody is told: none of {', '.join(VARIABLES)} is set")
    text = "\n\n".join(_markdown(problem) for problem in new)
    # the name of a file may hold whatever a file system takes
    title = " ".join(f"{TITLE}: {new[0].what}{' …' if len(new) > 1 else ''}".split())
    took = False
    for variable, send in ready.items():
        try:
            within(IN_ALL_SECONDS, partial(send, title, text))
            took = True
        except (OSError, ValueError) as error:
            warn(f"{variable}: nobody was told: {error}")
    return took


def _markdown(problem: Problem) -> str:
    return f"**{problem.what}**\n> {problem.reason}\n\n下一步 next: {problem.next_step}"


_KEY_PARTS = 3


def _key(problem: Problem) -> str:
    return json.dumps([problem.period, problem.what, problem.reason], ensure_ascii=False)


def _path(folders: Folders) -> Path:
    return folders.of("").records / "told.json"


def _told(folders: Folders) -> dict[str, datetime]:
    kept = read_state(_path(folders))
    try:
        told = {str(key): datetime.fromisoformat(at) for key, at in dict(kept or {}).items()}
        return {key: at for key, at in told.items() if len(json.loads(key)) == _KEY_PARTS}
    except (TypeError, ValueError):
        # what cannot be read was not told: twice is better than never
        return {}
