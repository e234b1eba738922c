"""A run keeps its connections to a database server, as Dagster's web server does.

By itself each event of a run opens a connection of its own, some 2,500 a period: a third of its
time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    import dagster as dg

_HOLDING: WeakSet[dg.DagsterInstance] = WeakSet()
_NO_STATEMENT_LIMIT = 0
_RECYCLE_SECONDS = 3600
_MAX_OVERFLOW = 20


def hold_connections(instance: dg.DagsterInstance) -> None:
    """Let the storages of an instance hold a connection each; those in files have none to hold."""
    if instance in _HOLDING:
        return
    from sqlalchemy import Pool, event

    _HOLDING.add(instance)
    instance.optimize_for_webserver(_NO_STATEMENT_LIMIT, _RECYCLE_SECONDS, _MAX_OVERFLOW)
    if not event.contains(Pool, "checkout", _require_alive):
        event.listen(Pool, "checkout", _require_alive)


def _require_alive(connection: Any, _record: Any, _proxy: Any) -> None:
    """Let the pool connect anew where the server has ended a connection since its last use."""
    from sqlalchemy.exc import DisconnectionError

    try:
        cursor = connection.cursor()
        cursor.execute("select 1")
        cursor.close()
    except Exception as error:  # each driver has its own
        raise DisconnectionError from error
