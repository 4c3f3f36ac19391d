"""Papers of procedures' dossiers as their clerk signed them (TT 01/2023/TT-VPCP Điều 8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, Text, select, update

from offline_store.json_columns import debts_from, debts_text
from offline_store.lot_tables import of_no_lot
from offline_store.moments import Moment
from offline_store.records import Debt, DocumentId, DossierId
from offline_store.tables import description, document, metadata

signed_paper = Table(
    "signed_paper",
    metadata,
    Column("document_id", Text, primary_key=True, nullable=False),
    Column("code", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("signer", Text, nullable=False),
    Column("debts", Text, nullable=False),
    Column("who", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A paper as a file with the signature of who scanned it.

    code: by which the digitised paper is known (Điều 10), as it was when it was signed. sha256: of
    the file's latest version. signer: by the certificate. who: the clerk's login.
    """

    document_id: DocumentId
    code: str
    sha256: str
    level: str
    signed_at: datetime
    signer: str
    who: str
    debts: tuple[Debt, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedPapers:
    """Signed papers within one transaction. None is ever signed again, or goes."""

    connection: Connection

    def of(self, document_id: DocumentId) -> SignedPaper | None:
        """The signed file of a document; None where it has none."""
        row = self.connection.execute(
            select(signed_paper).where(signed_paper.c.document_id == document_id)
        ).one_or_none()
        return None if row is None else _paper(row)

    def among(self, documents: Collection[DocumentId]) -> frozenset[DocumentId]:
        """Those of the documents that are signed so."""
        asked = select(signed_paper.c.document_id).where(signed_paper.c.document_id.in_(documents))
        return frozenset(DocumentId(each) for each in self.connection.scalars(asked))

    def keep(self, new: SignedPaper) -> None:
        """Keep that a document was signed.

        Raises:
            RecordRefused: it was signed before, or there is no such document.
        """
        self.connection.execute(
            signed_paper.insert().values(
                document_id=new.document_id,
                code=new.code,
                sha256=new.sha256,
                level=new.level,
                signed_at=new.signed_at,
                signer=new.signer,
                debts=debts_text(new.debts),
                who=new.who,
            )
        )

    def replace(self, stronger: SignedPaper) -> None:
        """Let a later version take the place of the one before; what was signed stays."""
        self.connection.execute(
            update(signed_paper)
            .where(signed_paper.c.document_id == stronger.document_id)
            .values(sha256=stronger.sha256, level=stronger.level, debts=debts_text(stronger.debts))
        )

    def unsigned(self, who: str) -> tuple[DossierId, ...]:
        """Dossiers with a paper that somebody described and nobody signed; none of lots, by age."""
        asked = (
            select(document.c.dossier_id)
            .join(description, description.c.document_id == document.c.id)
            .where(
                description.c.who == who,
                document.c.dissolved == 0,
                document.c.id.not_in(select(signed_paper.c.document_id)),
                of_no_lot(document.c.dossier_id),
            )
            .distinct()
            # Ids rise with time (UUIDv7).
            .order_by(document.c.dossier_id)
        )
        return tuple(DossierId(each) for each in self.connection.scalars(asked))

    def owing(self) -> tuple[SignedPaper, ...]:
        """Those that owe something, in the order of signing."""
        rows = self.connection.execute(
            select(signed_paper)
            .where(signed_paper.c.debts != debts_text(()))
            .order_by(signed_paper.c.signed_at, signed_paper.c.document_id)
        )
        return tuple(_paper(row) for row in rows)


def _paper(row: Row[Any]) -> SignedPaper:
    return SignedPaper(
        DocumentId(row.document_id),
        row.code,
        row.sha256,
        row.level,
        row.signed_at,
        row.signer,
        row.who,
        debts_from(row.debts),
    )
