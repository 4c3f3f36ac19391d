"""The catalogue of procedures that this desk works by: one at a time, whole."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, Select, delete, select

from offline_store.procedure_wire import Catalogue, Procedure
from offline_store.search_key import search_key
from offline_store.tables import catalogue, procedure

_BEGINNING, _END = date.min.isoformat(), date.max.isoformat()


class Origin(StrEnum):
    """Where a catalogue came from: central, a file, or with the program."""

    CENTRAL = "central"
    FILE = "file"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class KeptCatalogue:
    """What is known of the catalogue as a whole.

    issued_at: when central signed it; None where it came unsigned. taken_at, taken_by: when it
    replaced the one before here, and by whom.
    """

    name: str
    version: str
    issued_on: date
    sample: bool
    origin: Origin
    issued_at: datetime | None
    taken_at: datetime
    taken_by: str
    procedures: int


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The catalogue within one transaction."""

    connection: Connection

    def keep(
        self,
        new: Catalogue,
        origin: Origin,
        *,
        issued_at: datetime | None,
        taken_at: datetime,
        taken_by: str,
    ) -> None:
        """Keep a catalogue instead of the one before; dossiers keep what they were received by."""
        self.connection.execute(delete(procedure))
        self.connection.execute(delete(catalogue))
        self.connection.execute(
            catalogue.insert().values(
                only=1,
                name=new.name,
                version=new.version(),
                issued_on=new.issued_on.isoformat(),
                sample=int(new.sample),
                origin=origin.value,
                issued_at=issued_at,
                taken_at=taken_at,
                taken_by=taken_by,
                procedures=len(new.procedures),
            )
        )
        self.connection.execute(
            procedure.insert(),
            [
                {
                    "place": place,
                    "code": each.code,
                    "from_day": each.from_day.isoformat() if each.from_day else _BEGINNING,
                    "until_day": each.until_day.isoformat() if each.until_day else _END,
                    "name_key": search_key(each.name),
                    "search": search_key(each.code, each.name, each.field),
                    "body": each.model_dump_json(),
                }
                for place, each in enumerate(new.procedures, start=1)
            ],
        )

    def kept(self) -> KeptCatalogue | None:
        """What is known of the catalogue; None where this desk has none."""
        row = self.connection.execute(select(catalogue)).one_or_none()
        if row is None:
            return None
        return KeptCatalogue(
            name=row.name,
            version=row.version,
            issued_on=date.fromisoformat(row.issued_on),
            sample=bool(row.sample),
            origin=Origin(row.origin),
            issued_at=row.issued_at,
            taken_at=row.taken_at,
            taken_by=row.taken_by,
            procedures=row.procedures,
        )

    def find(self, text: str, day: date, limit: int) -> tuple[Procedure, ...]:
        """Procedures in force on that day that hold each word of the text, whatever its marks.

        Those whose code begins with the text come first, then those whose name does, then by code.
        An empty text finds all.
        """
        key = search_key(text)
        asked = self._in_force(day)
        for word in key.split():
            asked = asked.where(procedure.c.search.contains(word, autoescape=True))
        asked = asked.order_by(
            procedure.c.code.startswith(key, autoescape=True).desc(),
            procedure.c.name_key.startswith(key, autoescape=True).desc(),
            procedure.c.code,
        )
        found = self.connection.execute(asked.limit(limit))
        return tuple(Procedure.model_validate_json(row.body) for row in found)

    def of(self, code: str, day: date) -> Procedure | None:
        """The procedure of that code as it is in force on that day; None where there is none."""
        asked = self._in_force(day).where(procedure.c.code == code)
        row = self.connection.execute(asked).one_or_none()
        return None if row is None else Procedure.model_validate_json(row.body)

    def codes(self) -> tuple[str, ...]:
        """Every code, also of procedures that are in force on other days alone."""
        return tuple(self.connection.scalars(select(procedure.c.code).distinct()))

    def whole(self) -> Catalogue | None:
        """The catalogue as it was taken; None where this desk has none."""
        kept = self.kept()
        if kept is None:
            return None
        asked = select(procedure.c.body).order_by(procedure.c.place)
        return Catalogue(
            format="tramso-procedures-1",
            name=kept.name,
            issued_on=kept.issued_on,
            sample=kept.sample,
            procedures=tuple(
                Procedure.model_validate_json(row.body) for row in self.connection.execute(asked)
            ),
        )

    def _in_force(self, day: date) -> Select[tuple[str]]:
        on = day.isoformat()
        return select(procedure.c.body).where(
            procedure.c.from_day <= on, procedure.c.until_day >= on
        )
