"""The tables of lots as queries name them. Constraints and triggers are in the migrations."""

from sqlalchemy import Column, ColumnElement, Integer, Table, Text, select

from offline_store.moments import Moment
from offline_store.tables import metadata


def _text(name: str, *, key: bool = False) -> "Column[str]":
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> "Column[int]":
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


lot = Table(
    "lot",
    metadata,
    _text("id", key=True),
    _text("code"),
    _text("name"),
    _text("procedure"),
    _text("catalogue_version"),
    _number("component"),
    _text("operator"),
    Column("opened_at", Moment, nullable=False),
    _text("level"),
    _text("aql"),
    _text("state"),
    _number("round"),
)

lot_dossier = Table(
    "lot_dossier",
    metadata,
    _text("dossier_id", key=True),
    _text("lot_id"),
    _number("number"),
    Column("added_at", Moment, nullable=False),
    _text("who"),
)

lot_done = Table(
    "lot_done",
    metadata,
    _text("dossier_id", key=True),
    _number("round", key=True),
    Column("at", Moment, nullable=False),
    _text("who"),
)

lot_change = Table(
    "lot_change",
    metadata,
    _text("lot_id", key=True),
    _number("sequence", key=True),
    _text("state"),
    _number("round"),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("reason"),
)

lot_sample = Table(
    "lot_sample",
    metadata,
    _text("lot_id", key=True),
    _number("round", key=True),
    _number("size"),
    _text("severity"),
    _text("letter"),
    _number("count"),
    _number("accept"),
    _number("refuse"),
    _text("seed"),
    Column("drawn_at", Moment, nullable=False),
    _text("who"),
)

lot_sampled = Table(
    "lot_sampled",
    metadata,
    _text("lot_id", key=True),
    _number("round", key=True),
    _number("place", key=True),
    _text("dossier_id"),
)

lot_verdict = Table(
    "lot_verdict",
    metadata,
    _number("sequence", key=True),
    _text("lot_id"),
    _number("round"),
    _text("dossier_id"),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("errors"),
)

keying = Table(
    "keying",
    metadata,
    _text("document_id", key=True),
    _text("field", key=True),
    _text("first"),
    _text("first_who"),
    _text("second"),
    _text("who"),
    Column("at", Moment, nullable=False),
    Column("decided", Text),
    Column("decided_who", Text),
    Column("decided_at", Moment),
)


def of_no_lot(dossier_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether somebody waits for a dossier at the counter."""
    return dossier_id.not_in(select(lot_dossier.c.dossier_id))
