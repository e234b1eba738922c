"""The command line: a call is parsed and carried out, and what is wrong becomes a line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from orchestration.cli.commands import command
from orchestration.cli.parser import parser
from orchestration.environment import leave_out_others, require_settings
from orchestration.errors import MISPLACED, BadCall, TongbaoError
from orchestration.permissions import keep_private
from orchestration.printable import never_fail_on_encoding, warn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors for people become one line each."""
    options = parser().parse_args(arguments)
    try:
        require_settings()
        return command(options.command)(options)
    except TongbaoError as error:
        warn(*(f"tongbao: {line}" for line in str(error).splitlines()), *error.details)
        return error.exit_code
    except MISPLACED as error:
        warn(f"tongbao: {error.filename} is not what it should be: {error.strerror}")
        return BadCall.exit_code
    except BrokenPipeError:
        # whoever reads has read enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        warn(f"tongbao: {error.filename or options.command}: {error.strerror}")
        return TongbaoError.exit_code
    except KeyboardInterrupt:
        warn("tongbao: interrupted; nothing new was published")
        return 130
    except Exception as error:
        # a part of a database that rots shows only where it is read
        if type(error).__module__.partition(".")[0] not in {"duckdb", "_duckdb"}:
            raise
        told = str(error).splitlines()[0]
        warn(
            f"tongbao: a database of the warehouse cannot be read ({told}):"
            " `tongbao doctor` says what is damaged, and the way out"
        )
        return TongbaoError.exit_code


def entry() -> None:
    """Be the console script."""
    # what imports make lives to the end: looking it through for garbage takes a second of a run
    gc.set_threshold(100_000, 50, 50)
    keep_private()
    leave_out_others()
    never_fail_on_encoding()
    sys.exit(main())
