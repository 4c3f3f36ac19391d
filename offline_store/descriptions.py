"""How digitised papers are described, and the running numbers of their codes."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from offline_store.records import DocumentId
from offline_store.tables import description, digitisation_counter


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a digitised paper (TT 01/2023/TT-VPCP Điều 9); empty where nothing is.

    type_code: of the type of paper. owner_id: number of the person or organisation whose it is.
    summary: what it says, in short. valid_until: dd/mm/yyyy, or `unlimited`. scope: where it holds.
    number, issued_on (dd/mm/yyyy), issuer, signer: as printed on it. running: among those of the
    same owner and type here, from 1. code: by which it is known (Điều 10).
    """

    document_id: DocumentId
    type_code: str
    owner_id: str
    name: str
    summary: str
    valid_until: str
    scope: str
    number: str
    issued_on: str
    issuer: str
    signer: str
    running: int
    code: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Descriptions within one transaction."""

    connection: Connection

    def of(self, document_id: DocumentId) -> Description | None:
        """The description of a document; None where it has none."""
        row = self.connection.execute(
            select(description).where(description.c.document_id == document_id)
        ).one_or_none()
        return None if row is None else Description(**row._mapping)

    def many(self, documents: Collection[DocumentId]) -> dict[DocumentId, Description]:
        """The descriptions of those of the documents that have one."""
        rows = self.connection.execute(
            select(description).where(description.c.document_id.in_(documents))
        )
        found = (Description(**row._mapping) for row in rows)
        return {each.document_id: each for each in found}

    def keep(self, new: Description) -> None:
        """Keep a description in place of the one before.

        Raises:
            RecordRefused: there is no such document.
        """
        values = asdict(new)
        self.connection.execute(
            insert(description)
            .values(**values)
            .on_conflict_do_update(index_elements=[description.c.document_id], set_=values)
        )

    def next_number(self, owner_id: str, type_code: str) -> int:
        """The next running number of an owner's papers of a type; none is given twice."""
        counter = digitisation_counter
        asked = select(counter.c.last).where(
            counter.c.owner_id == owner_id, counter.c.type_code == type_code
        )
        last = (self.connection.scalar(asked) or 0) + 1
        self.connection.execute(
            insert(counter)
            .values(owner_id=owner_id, type_code=type_code, last=last)
            .on_conflict_do_update(
                index_elements=[counter.c.owner_id, counter.c.type_code], set_={"last": last}
            )
        )
        return last
