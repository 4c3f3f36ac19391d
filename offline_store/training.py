"""Whether a store is one to train at. It is marked once, while it is new, and for good.

What a store to train at refuses, its database refuses as well (migration 0024).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, select

from offline_store.errors import TrainingOnly
from offline_store.moments import Moment
from offline_store.tables import metadata

training = Table(
    "training",
    metadata,
    Column("only", Integer, primary_key=True, nullable=False, autoincrement=False),
    Column("begun_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Training:
    """The mark within one transaction."""

    connection: Connection

    @property
    def here(self) -> bool:
        """Whether this store is one to train at."""
        return self.connection.execute(select(training.c.only)).first() is not None

    def begin(self, at: datetime) -> None:
        """Mark a new store; one that is marked stays as it is.

        Raises:
            RecordRefused: real work was done here, or the desk has a place at central.
        """
        if not self.here:
            self.connection.execute(training.insert().values(only=1, begun_at=at))

    def refuse(self) -> None:
        """See that this is no store to train at: what follows would leave it.

        Raises:
            TrainingOnly: it is one.
        """
        if self.here:
            raise TrainingOnly
