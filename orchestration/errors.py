"""The ways a run can end badly, each with the exit code that tells the caller which."""


class TongbaoError(Exception):
    """Base of all errors that are shown to a person as one clear line, never as a traceback."""

    exit_code = 1

    def __init__(self, message: str = "", *details: str) -> None:
        super().__init__(message)
        self.details = details
        """Further lines, such as the words of a program that was called."""


class DataRefused(TongbaoError):
    """The data was refused: a blocking check failed or a total does not reconcile (exit 1)."""

    exit_code = 1


class Sealed(DataRefused):
    """The period is sealed, and what was built would change it (exit 1)."""


class BadCall(TongbaoError):
    """The call itself is wrong: an unknown period, a missing or empty folder (exit 2)."""

    exit_code = 2


class NotPublished(BadCall):
    """The period that is asked for is not in the warehouse (exit 2, where nothing else is done)."""


class NoRows(DataRefused):
    """No export holds a row of the period, or none is left (exit 1)."""


MISPLACED = (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError)
"""What the system raises where a folder of the call is not what it should be (exit 2)."""
