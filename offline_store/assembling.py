"""Whole dossiers out of rows: one query a table, however many dossiers are asked for."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from offline_store import tables
from offline_store.json_columns import (
    codes_from,
    debts_from,
    fields_from,
    spots_from,
    warnings_from,
    words_from,
)
from offline_store.outbox import outbox_item
from offline_store.records import (
    CertifiedCopy,
    Document,
    DocumentId,
    Dossier,
    DossierId,
    Page,
    PageId,
    Reading,
    Requester,
)
from offline_store.signed_papers import signed_paper
from offline_store.training import Training

Key = TypeVar("Key", bound=Hashable)
Line = Row[Any]


def dossiers_of(
    connection: Connection, rows: Sequence[Line], *, with_readings: bool
) -> tuple[Dossier, ...]:
    """Dossiers, in the order of their rows, with all that belongs to them."""
    belongs = and_(
        tables.document.c.dossier_id.in_([row.id for row in rows]),
        tables.document.c.dissolved == 0,
    )
    documents = _grouped(
        (document.dossier_id, document)
        for document in documents_where(connection, belongs, with_readings=with_readings)
    )
    return tuple(dossier_from(row, tuple(documents[row.id])) for row in rows)


def dossier_from(row: Line, documents: tuple[Document, ...] = ()) -> Dossier:
    """A dossier of its row, with these documents."""
    return Dossier(
        id=DossierId(row.id),
        code=row.code,
        requester=Requester(
            name=row.name,
            id_number=row.id_number,
            birth_date=row.birth_date,
            address=row.address,
            phone=row.phone,
            email=row.email,
        ),
        created_at=row.created_at,
        documents=documents,
    )


def documents_where(
    connection: Connection, condition: ColumnElement[bool], *, with_readings: bool
) -> tuple[Document, ...]:
    """Documents that meet a condition on the document table, in their order.

    Their positions are counted among those of their dossier that are not dissolved.
    """
    beside = tables.document.alias()
    place = (
        select(func.count())
        .where(
            beside.c.dossier_id == tables.document.c.dossier_id,
            beside.c.dissolved == 0,
            beside.c.position < tables.document.c.position,
        )
        .scalar_subquery()
    )
    asked = select(tables.document, place.label("before")).where(condition)
    rows = connection.execute(asked.order_by(tables.document.c.position)).all()
    ids = [row.id for row in rows]
    pages = _grouped(
        (page.document_id, page)
        for page in pages_where(
            connection, tables.page.c.document_id.in_(ids), with_readings=with_readings
        )
    )
    copies = connection.execute(
        select(tables.certified_copy).where(tables.certified_copy.c.document_id.in_(ids))
    )
    copy_of = {row.document_id: _copy(row) for row in copies}
    items = connection.execute(
        select(tables.outbox)
        .where(tables.outbox.c.document_id.in_(ids))
        .order_by(tables.outbox.c.created_at, tables.outbox.c.id)
    )
    item_of = {row.document_id: outbox_item(row) for row in items}
    gone = connection.execute(select(tables.purged).where(tables.purged.c.document_id.in_(ids)))
    held = connection.execute(
        select(tables.component.c.document_id, tables.component.c.position).where(
            tables.component.c.document_id.in_(ids)
        )
    )
    component_of = {row.document_id: row.position for row in held}
    for_procedures = set(
        connection.scalars(
            select(tables.handling.c.dossier_id).where(
                tables.handling.c.dossier_id.in_({row.dossier_id for row in rows})
            )
        )
    )
    purged_at = {row.document_id: row.at for row in gone}
    signed = set(
        connection.scalars(
            select(signed_paper.c.document_id).where(signed_paper.c.document_id.in_(ids))
        )
    )
    training = Training(connection).here
    return tuple(
        Document(
            id=DocumentId(row.id),
            dossier_id=DossierId(row.dossier_id),
            position=row.before + 1,
            title=row.title,
            copies=row.copies,
            pages=tuple(pages[row.id]),
            copy=copy_of.get(row.id),
            outbox=item_of.get(row.id),
            handed_over_at=row.handed_over_at,
            purged_at=purged_at.get(row.id),
            dissolved=bool(row.dissolved),
            component=component_of.get(row.id, 0 if row.dossier_id in for_procedures else None),
            training=training,
            signed=row.id in signed,
        )
        for row in rows
    )


def pages_where(
    connection: Connection, condition: ColumnElement[bool], *, with_readings: bool
) -> tuple[Page, ...]:
    """Pages that meet a condition on the page table, in their order."""
    asked = select(tables.page).where(condition)
    rows = connection.execute(asked.order_by(tables.page.c.position)).all()
    readings: dict[str, Reading] = {}
    if with_readings:
        found = connection.execute(
            select(tables.reading).where(tables.reading.c.page_id.in_([row.id for row in rows]))
        )
        readings = {row.page_id: _reading(row) for row in found}
    return tuple(
        Page(
            id=PageId(row.id),
            document_id=DocumentId(row.document_id),
            position=row.position,
            sha256=row.sha256,
            width=row.width,
            height=row.height,
            dpi=row.dpi,
            kept_at=row.kept_at,
            warnings=warnings_from(row.warnings),
            compared_at=row.compared_at,
            compared_by=row.compared_by,
            reading=readings.get(row.id),
            thumbnail=row.thumbnail,
        )
        for row in rows
    )


def _reading(row: Line) -> Reading:
    return Reading(
        engine=row.engine,
        words=words_from(row.words),
        codes=codes_from(row.codes),
        rotation=row.rotation,
        warnings=warnings_from(row.warnings),
        kind_said=row.kind_said,
        fields_said=fields_from(row.fields_said),
        spots=spots_from(row.spots),
    )


def _copy(row: Line) -> CertifiedCopy:
    return CertifiedCopy(
        document_id=DocumentId(row.document_id),
        book=row.book,
        number=row.number,
        code=row.code,
        sha256=row.sha256,
        level=row.level,
        signed_at=row.signed_at,
        debts=debts_from(row.debts),
    )


Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> defaultdict[Key, list[Value]]:
    groups: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
