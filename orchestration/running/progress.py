"""How a run tells how far it is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from orchestration.printable import printable, warn

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """Told of each stage as it starts and of the single steps in it."""

    def stage(self, title: str, steps: int | None = None) -> None:
        """Start a stage; `steps` is how many steps are expected, if known."""

    def step(self, text: str) -> None:
        """Finish one step of the present stage."""

    def say(self, text: str) -> None:
        """Tell something that a person should read."""


class Silent:
    """Tells nothing: Dagster's own events are what the UI shows."""

    def stage(self, title: str, steps: int | None = None) -> None:
        """Tell nothing."""

    def step(self, text: str) -> None:
        """Tell nothing."""

    def say(self, text: str) -> None:
        """Tell nothing."""


class PlainLines:
    """A line a stage on standard error, for logs and pipes."""

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def stage(self, title: str, steps: int | None = None) -> None:
        """Print the stage's title."""
        warn(f"· {title}")

    def step(self, text: str) -> None:
        """Steps are too many for a log."""

    def say(self, text: str) -> None:
        """Print the text."""
        warn(f"  {text}")


class TerminalBar:
    """A progress bar on standard error."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bar: RichProgress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[detail]}", style="dim"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._task: int | None = None

    def __enter__(self) -> TerminalBar:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._finish()
        self._bar.stop()

    def stage(self, title: str, steps: int | None = None) -> None:
        """Finish the stage before and start a bar of its own for this one."""
        self._finish()
        self._task = int(self._bar.add_task(title, total=steps, detail=""))

    def step(self, text: str) -> None:
        """Advance the present bar by one."""
        if self._task is not None:
            self._bar.update(_task(self._task), advance=1, detail=printable(text))

    def say(self, text: str) -> None:
        """Print the text above the bars."""
        self._bar.console.print(printable(text), markup=False, highlight=False)

    def _finish(self) -> None:
        if self._task is not None:
            task = self._bar.tasks[self._task]
            total = task.total if task.total is not None else max(task.completed, 1)
            self._bar.update(_task(self._task), total=total, completed=total, detail="")


def _task(number: int) -> TaskID:
    from rich.progress import TaskID as RichTaskID

    return RichTaskID(number)


def progress_for_stderr() -> PlainLines | TerminalBar:
    """Return a bar where standard error is a terminal, plain lines elsewhere."""
    return TerminalBar() if sys.stderr.isatty() else PlainLines()
