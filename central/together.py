"""Several callers' writes in one transaction: what makes one durable makes all of them so."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from sqlalchemy import Connection

from central.database import Database

Answer = TypeVar("Answer")


class Together:
    """Writes what many threads ask for at the same moment, in the order in which they asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: list[_Write] = []
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Its answer, once what it wrote is durable.

        Raises whatever `work` does; then nothing of it is written, and all of the others is. Where
        the transaction as a whole fails, everybody hears of it.
        """
        (answer,) = self.write_all([work])
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def write_all(
        self, works: Sequence[Callable[[Connection], Answer]]
    ) -> list[Answer | BaseException]:
        """The answer of each, or what it raised, once all that was written is durable."""
        mine = [_Write(work) for work in works]
        with self._lock:
            self._asked += mine
        with self._turn:
            # Whoever had the turn before may have written these as well.
            with self._lock:
                batch, self._asked = self._asked, []
            if batch:
                self._write(batch)
        return [cast("Answer", each.answer) if each.error is None else each.error for each in mine]

    def _write(self, batch: "list[_Write]") -> None:
        try:
            with self._database.transaction() as connection:
                for each in batch:
                    each.do(connection)
        except BaseException as error:  # noqa: BLE001 - raised again by each that asked
            for each in batch:
                each.error = error


class _Write:
    """One caller's part."""

    def __init__(self, work: Callable[[Connection], object]) -> None:
        self._work = work
        self.answer: object = None
        self.error: BaseException | None = None

    def do(self, connection: Connection) -> None:
        """Write it, or nothing of it."""
        try:
            with connection.begin_nested():
                self.answer = self._work(connection)
        except Exception as error:  # noqa: BLE001 - raised again by who asked
            self.error = error
