"""Where each command is; its module is imported when it is called, and heavy packages by it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

_MODULES = {
    "publishing": ("run", "refresh", "sample"),
    "reading": ("status", "reconcile", "audit", "trace", "diff", "verify", "charts"),
    "keeping": ("seal", "unseal", "doctor", "prune"),
    "offices": ("office",),
}


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return what a command does: it takes the parsed call and returns the exit code."""
    (module,) = (module for module, names in _MODULES.items() if name in names)
    found: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"orchestration.cli.{module}"), name
    )
    return found
