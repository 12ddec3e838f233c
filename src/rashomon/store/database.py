"""The open database: one connection, reading by pages, writing in transactions or batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from rashomon.store.connection import guarded, writing

_PAGE = 500
_BATCH_BYTES = 8 * 2**20
_BATCH_S = 2.0

Operation = Callable[[Connection], None]


class Database:
    """What the tables of a workspace are read and written through. ``path`` is named in every error."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._batch: _Batch | None = None

    def close(self) -> None:
        """Write what a batch still holds and close the connection; closing twice is fine."""
        if not self._connection.closed:
            try:
                self.flush()
            finally:
                self._connection.close()

    def rows(self, query: Select[Any], *, flush: bool = True) -> Sequence[Row[Any]]:
        """Every row of ``query``. With ``flush``, what a batch holds is written first, so that it is seen."""
        if flush:
            self.flush()
        with guarded(self.path):
            return self._connection.execute(query).all()

    def row(self, query: Select[Any], *, flush: bool = True) -> Row[Any] | None:
        """The first row of ``query``, if any."""
        if flush:
            self.flush()
        with guarded(self.path):
            return self._connection.execute(query).first()

    def keys(self, column: Column[str], *where: Any) -> Iterator[str]:
        """The values of a unique text ``column`` in order, streamed.

        Page by page: memory stays bounded, no read transaction stays open, and writing may go on in between.
        """
        query, last = select(column).where(*where).order_by(column).limit(_PAGE), ""
        while page := self.rows(query.where(column > last)):
            yield from (row[0] for row in page)
            last = page[-1][0]

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """The bare connection, everything written, for reading."""
        self.flush()
        with guarded(self.path):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The connection with the write lock, for what has to be read and written in one."""
        self.flush()
        with guarded(self.path), writing(self._connection):
            yield self._connection

    def write(self, operation: Operation, *, size: int, key: str | None = None) -> None:
        """Run ``operation`` in a transaction: now, or with the batch. ``size`` in bytes, roughly; ``key`` for ``queued``."""
        if self._batch is None:
            self._run([operation])
            return
        self._batch.add(operation, size, key)
        if self._batch.full:
            self.flush()

    def queued(self, key: str) -> bool:
        """Whether the batch holds something under ``key`` that is not written yet."""
        return self._batch is not None and key in self._batch.keys

    def flush(self) -> None:
        """Write what the batch holds, in one transaction."""
        if self._batch is not None and self._batch.operations:
            operations = self._batch.operations
            self._batch.clear()
            self._run(operations)

    @contextmanager
    def batch(self, size: int) -> Iterator[None]:
        """Collect writes and run them together; an inner batch is part of the outer one."""
        if self._batch is not None:
            yield
            return
        self._batch = _Batch(size)
        try:
            yield
        finally:
            try:
                self.flush()
            finally:
                self._batch = None

    def _run(self, operations: Sequence[Operation]) -> None:
        with guarded(self.path), writing(self._connection):
            for operation in operations:
                operation(self._connection)


class _Batch:
    """Writes that wait. The lock is not held meanwhile, so somebody who reads slowly keeps nobody waiting."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.clear()

    def clear(self) -> None:
        self.operations: list[Operation] = []
        self.keys: set[str] = set()
        self._bytes = 0
        self._since = time.monotonic()

    def add(self, operation: Operation, size: int, key: str | None) -> None:
        if not self.operations:
            self._since = time.monotonic()
        self.operations.append(operation)
        self._bytes += size
        if key is not None:
            self.keys.add(key)

    @property
    def full(self) -> bool:
        old = time.monotonic() - self._since > _BATCH_S
        return len(self.operations) >= self._size or self._bytes >= _BATCH_BYTES or old
