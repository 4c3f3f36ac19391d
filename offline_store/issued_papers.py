"""Papers that were issued to citizens of dossiers for a procedure: what each says, for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType

from sqlalchemy import Column, Connection, Integer, Row, Table, Text, func, select

from offline_store.errors import NotFound
from offline_store.moments import Moment
from offline_store.records import DossierId
from offline_store.tables import metadata

PaperId = NewType("PaperId", str)

issued_paper = Table(
    "issued_paper",
    metadata,
    Column("id", Text, primary_key=True),
    Column("dossier_id", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("template", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper. form: which of the seven. count: among those of that form in its dossier, from 1.

    template: name of the file by which it was composed. content: what that file was given.
    """

    id: PaperId
    dossier_id: DossierId
    form: str
    count: int
    template: str
    content: Mapping[str, object]
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class IssuedPapers:
    """Issued papers within one transaction."""

    connection: Connection

    def next_count(self, dossier_id: DossierId, form: str) -> int:
        """The count that the next paper of that form in that dossier bears."""
        asked = select(func.max(issued_paper.c.count)).where(
            issued_paper.c.dossier_id == dossier_id, issued_paper.c.form == form
        )
        return (self.connection.scalar(asked) or 0) + 1

    def add(self, paper: IssuedPaper) -> None:
        """Keep a paper.

        Raises:
            RecordRefused: its count was given before, or its dossier is for no procedure.
        """
        self.connection.execute(
            issued_paper.insert().values(
                id=paper.id,
                dossier_id=paper.dossier_id,
                form=paper.form,
                count=paper.count,
                template=paper.template,
                content=json.dumps(paper.content, ensure_ascii=False),
                at=paper.at,
                who=paper.who,
            )
        )

    def get(self, paper_id: PaperId) -> IssuedPaper:
        """One paper.

        Raises:
            NotFound: there is none with that id.
        """
        asked = select(issued_paper).where(issued_paper.c.id == paper_id)
        row = self.connection.execute(asked).one_or_none()
        if row is None:
            raise NotFound(kind="issued paper", id=paper_id)
        return _paper(row)

    def of(self, dossier_id: DossierId) -> tuple[IssuedPaper, ...]:
        """The papers of a dossier, oldest first."""
        rows = self.connection.execute(
            select(issued_paper)
            .where(issued_paper.c.dossier_id == dossier_id)
            .order_by(issued_paper.c.at, issued_paper.c.id)
        )
        return tuple(_paper(row) for row in rows)


def _paper(row: Row[Any]) -> IssuedPaper:
    return IssuedPaper(
        id=PaperId(row.id),
        dossier_id=DossierId(row.dossier_id),
        form=row.form,
        count=row._mapping["count"],  # `row.count` is the tuple's own
        template=row.template,
        content=json.loads(row.content),
        at=row.at,
        who=row.who,
    )
