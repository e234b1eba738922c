"""Why a workbook cannot be read."""


class BookError(Exception):
    """The workbook cannot be read; the message says why and what to do, and quotes no cell."""


def damaged() -> BookError:
    """Return the error for whatever breaks a part or the archive."""
    return BookError(
        "the workbook is damaged, cut off or locked: open it in Excel and save it again"
    )
