"""Forms that were filled in for citizens: each field with its value and where that comes from."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Table, Text, func, select

from offline_store.moments import Moment
from offline_store.records import DossierId
from offline_store.tables import metadata

filled_form = Table(
    "filled_form",
    metadata,
    Column("dossier_id", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("since", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sample", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)

FieldValue = str | int | float | bool
"""As JSON has it; a day as YYYY-MM-DD (RFC 3339)."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field as it was filled in. title: what the form called it. by: where the value is from.

    kind, page: of the paper on which it was read; page from 1, 0 for none. dossier: code of the
    earlier one that it is from. copy: code of the digital copy that it is from. All empty where the
    value comes from elsewhere.
    """

    name: str
    title: str
    value: FieldValue
    by: str
    kind: str = ""
    page: int = 0
    dossier: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as somebody filled it in; empty fields are left out.

    form, since: which one, by its id and the day from which on it is used. revision: how often it
    was filled in for this dossier, from 1; what it said before stays. sample: it is nobody's form.
    """

    dossier_id: DossierId
    form: str
    revision: int
    since: date
    title: str
    sample: bool
    fields: tuple[FilledField, ...]
    at: datetime
    who: str

    def field(self, name: str) -> FilledField | None:
        """The field of that name; None where it was left empty."""
        return next((each for each in self.fields if each.name == name), None)


@dataclass(frozen=True, slots=True)
class FilledForms:
    """Filled forms within one transaction."""

    connection: Connection

    def next_revision(self, dossier_id: DossierId, form: str) -> int:
        """The revision that the form bears when it is filled in for that dossier anew."""
        asked = select(func.max(filled_form.c.revision)).where(
            filled_form.c.dossier_id == dossier_id, filled_form.c.form == form
        )
        return (self.connection.scalar(asked) or 0) + 1

    def add(self, filled: FilledForm) -> None:
        """Keep a filled form.

        Raises:
            RecordRefused: its revision is there, or its dossier is for no procedure.
        """
        self.connection.execute(
            filled_form.insert().values(
                dossier_id=filled.dossier_id,
                form=filled.form,
                revision=filled.revision,
                since=filled.since.isoformat(),
                title=filled.title,
                sample=int(filled.sample),
                fields=json.dumps([asdict(each) for each in filled.fields], ensure_ascii=False),
                at=filled.at,
                who=filled.who,
            )
        )

    def of(self, dossier_id: DossierId) -> tuple[FilledForm, ...]:
        """The forms of a dossier as they were filled in last, by id."""
        return self.of_many([dossier_id])

    def of_many(self, dossiers: Collection[DossierId]) -> tuple[FilledForm, ...]:
        """The same of several dossiers, the newest dossier first."""
        last = (
            select(
                filled_form.c.dossier_id,
                filled_form.c.form,
                func.max(filled_form.c.revision).label("revision"),
            )
            .where(filled_form.c.dossier_id.in_(dossiers))
            .group_by(filled_form.c.dossier_id, filled_form.c.form)
            .subquery()
        )
        rows = self.connection.execute(
            select(filled_form)
            .join(
                last,
                (last.c.dossier_id == filled_form.c.dossier_id)
                & (last.c.form == filled_form.c.form)
                & (last.c.revision == filled_form.c.revision),
            )
            # Ids rise with time (UUIDv7).
            .order_by(filled_form.c.dossier_id.desc(), filled_form.c.form)
        )
        return tuple(_filled(row) for row in rows)


def _filled(row: Row[Any]) -> FilledForm:
    return FilledForm(
        dossier_id=DossierId(row.dossier_id),
        form=row.form,
        revision=row.revision,
        since=date.fromisoformat(row.since),
        title=row.title,
        sample=bool(row.sample),
        fields=tuple(FilledField(**each) for each in json.loads(row.fields)),
        at=row.at,
        who=row.who,
    )
