"""One transaction: runs statements, and keeps it usable after a statement that was refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection, Executable, Row

from app.repositories.ports import Noted

Values = Mapping[str, Any]


class Work:
    """What the repositories of a unit of work share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect.name
        # What this unit changed so far: a dictionary for its keys, which are each once and in order.
        self.noted: dict[Noted, None] = {}

    def run(self, statement: Executable, values: Values | Sequence[Values]) -> int:
        """How many rows it concerned."""
        return self._connection.execute(statement, values).rowcount

    def first(self, statement: Executable, values: Values | None = None) -> Row[Any] | None:
        return self._connection.execute(statement, values).first()

    def all(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        return self._connection.execute(statement, values).all()

    def each(self, statement: Executable, values: Values) -> Iterator[Row[Any]]:
        """Row by row, so that a long answer is never in memory as a whole."""
        yield from self._connection.execute(statement, values, execution_options={"yield_per": 1_000})

    def guarded(self) -> AbstractContextManager[Any]:
        """Around what the database may refuse: PostgreSQL would refuse all that comes after it, too."""
        return self._connection.begin_nested() if self.dialect == "postgresql" else nullcontext()
