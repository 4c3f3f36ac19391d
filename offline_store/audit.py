"""The chained trail: who did what to what, each line bound to the one before it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from offline_store.errors import Fact
from offline_store.json_columns import canonical
from offline_store.moments import moment_text
from offline_store.records import AuditLine
from offline_store.tables import audit

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Audit:
    """The trail within one transaction. The database refuses to change or delete a line.

    The chain shows a line changed, dropped or put in between. Lines cut off the end it cannot
    show by itself: central is told its head (`offline_store/trail_head.py`).
    """

    connection: Connection

    def append(self, at: datetime, who: str, act: str, subject: str, **facts: Fact) -> AuditLine:
        """Add a line: `act` is a stable code, `subject` an id, facts hold no personal data."""
        last = self.head()
        sequence, before = (last.sequence + 1, last.hash) if last is not None else (1, _START)
        text = canonical(facts)
        line = AuditLine(
            sequence,
            at,
            who,
            act,
            subject,
            text,
            _hash(sequence, at, who, act, subject, text, before),
        )
        self.connection.execute(
            audit.insert().values(
                sequence=sequence,
                at=at,
                who=who,
                act=act,
                subject=subject,
                facts=text,
                hash=line.hash,
            )
        )
        return line

    def head(self) -> AuditLine | None:
        """The last line, whose hash stands for the whole trail; None where there is none yet."""
        row = self.connection.execute(
            select(audit).order_by(audit.c.sequence.desc()).limit(1)
        ).one_or_none()
        return None if row is None else AuditLine(**row._mapping)

    def has(self, sequence: int, line_hash: str) -> bool:
        """Whether there is a line of that number with that hash."""
        found = select(audit.c.sequence).where(
            audit.c.sequence == sequence, audit.c.hash == line_hash
        )
        return self.connection.execute(found).first() is not None

    def lines(self) -> tuple[AuditLine, ...]:
        """The whole trail, oldest first."""
        rows = self.connection.execute(select(audit).order_by(audit.c.sequence))
        return tuple(AuditLine(**row._mapping) for row in rows)

    def last(self, act: str, subject: str) -> AuditLine | None:
        """The latest line of that act on that subject, if there is one."""
        row = self.connection.execute(
            select(audit)
            .where(audit.c.act == act, audit.c.subject == subject)
            .order_by(audit.c.sequence.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else AuditLine(**row._mapping)

    def standing(
        self, act: str, ended_by: str, subject: str | None = None
    ) -> tuple[AuditLine, ...]:
        """Of each subject, or of one, the latest line of `act` unless one of `ended_by` follows."""
        either = select(func.max(audit.c.sequence)).where(audit.c.act.in_((act, ended_by)))
        if subject is not None:
            either = either.where(audit.c.subject == subject)
        rows = self.connection.execute(
            select(audit)
            .where(audit.c.act == act, audit.c.sequence.in_(either.group_by(audit.c.subject)))
            .order_by(audit.c.sequence)
        )
        return tuple(AuditLine(**row._mapping) for row in rows)

    def verify(self) -> int | None:
        """The first sequence number at which the chain is broken; None where it holds."""
        before = _START
        expected = 1
        for line in self.lines():
            stated = _hash(
                line.sequence, line.at, line.who, line.act, line.subject, line.facts, before
            )
            if line.sequence != expected or line.hash != stated:
                return expected
            before = line.hash
            expected += 1
        return None


def _hash(
    sequence: int, at: datetime, who: str, act: str, subject: str, facts: str, before: str
) -> str:
    text = canonical([sequence, moment_text(at), who, act, subject, facts, before])
    return hashlib.sha256(text.encode()).hexdigest()
