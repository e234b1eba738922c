"""Dagster's SQLite event log with one open connection a database instead of one an event.

A run of this project writes some 600 events; opening, setting up and closing a connection for each
takes longer than writing it. Everything else is the parent's: same files, same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event

BUSY_TIMEOUT_SECONDS = 60


class HeldSqliteEventLogStorage(SqliteEventLogStorage):
    """Keeps the engine of each database, and with it the connection, until it is disposed of."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._partitions: set[tuple[str, str]] = set()
        self._tables: set[str] = set()
        super().__init__(base_dir, inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engines.get(shard)
            if engine is None:
                engine = self._engines[shard] = _engine(self.conn_string_for_shard(shard))
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def has_table(self, table_name: str) -> bool:
        """Return whether a table is there; the parent opens the database to know, each time."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def has_dynamic_partition(self, partitions_def_name: str, partition_key: str) -> bool:
        """Return whether a partition is there; a run asks this of its own one 400 times."""
        partition = partitions_def_name, partition_key
        if partition in self._partitions:
            return True
        is_there = super().has_dynamic_partition(partitions_def_name, partition_key)
        if is_there:
            self._partitions.add(partition)
        return is_there

    def delete_dynamic_partition(self, partitions_def_name: str, partition_key: str) -> None:
        """Remove a partition."""
        self._partitions.clear()
        super().delete_dynamic_partition(partitions_def_name, partition_key)

    def dispose(self) -> None:
        """Close every connection."""
        super().dispose()
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()


def _engine(address: str) -> Engine:
    engine = create_engine(address, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})

    @event.listens_for(engine, "connect")
    def _without_a_sync_a_commit(connection: Any, _: Any) -> None:
        # the write-ahead log stays whole at a kill; at a power cut the newest events may be lost
        connection.execute("pragma synchronous = normal")

    return engine


class HeldSqliteStorage(DagsterSqliteStorage):
    """Dagster's SQLite storage with the event log above."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = HeldSqliteEventLogStorage(
            str(Path(base_dir) / "history" / "runs")
        )

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData, config_value: Any
    ) -> HeldSqliteStorage:
        """Return the storage over `base_dir`."""
        return cls.from_local(inst_data=inst_data, **config_value)
