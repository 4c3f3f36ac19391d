"""The tables as queries name them. Constraints and triggers are in the migrations."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from offline_store.moments import Moment

metadata = MetaData()


def _text(name: str, *, key: bool = False) -> "Column[str]":
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> "Column[int]":
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


dossier = Table(
    "dossier",
    metadata,
    _text("id", key=True),
    _text("code"),
    _text("name"),
    _text("id_number"),
    _text("birth_date"),
    _text("address"),
    _text("phone"),
    _text("email"),
    Column("created_at", Moment, nullable=False),
    _text("search"),
)

document = Table(
    "document",
    metadata,
    _text("id", key=True),
    _text("dossier_id"),
    _number("position"),
    _text("title"),
    _number("copies"),
    Column("handed_over_at", Moment),
    _number("dissolved"),
)

page = Table(
    "page",
    metadata,
    _text("id", key=True),
    _text("document_id"),
    _number("position"),
    _text("sha256"),
    _number("width"),
    _number("height"),
    _number("dpi"),
    Column("kept_at", Moment, nullable=False),
    _text("warnings"),
    Column("compared_at", Moment),
    Column("compared_by", Text),
    Column("thumbnail", Text),
)

reading = Table(
    "reading",
    metadata,
    _text("page_id", key=True),
    _text("engine"),
    _number("rotation"),
    _text("words"),
    _text("codes"),
    _text("warnings"),
    Column("kind_said", Text),
    _text("fields_said"),
    _text("spots"),
)

correction = Table(
    "correction",
    metadata,
    _number("sequence", key=True),
    _text("document_id"),
    _text("page_id"),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("what"),
    _text("place"),
    _text("read_as"),
    Column("before", Text),
    _text("text"),
    _number("undone"),
)

reading_tally = Table(
    "reading_tally",
    metadata,
    _text("page_id", key=True),
    Column("at", Moment, nullable=False),
    _number("words"),
    _number("wrong"),
    _number("digits"),
    _number("digits_wrong"),
    _number("doubtful"),
    _number("doubtful_wrong"),
)

page_edit = Table(
    "page_edit",
    metadata,
    _text("document_id", key=True),
    _number("sequence", key=True),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("act"),
    _text("facts"),
    _text("before"),
    _text("after"),
    _number("undone"),
    _text("together"),
)

certified_copy = Table(
    "certified_copy",
    metadata,
    _text("document_id", key=True),
    _text("book"),
    _number("number"),
    _text("code"),
    _text("sha256"),
    _text("level"),
    Column("signed_at", Moment, nullable=False),
    _text("debts"),
)

code_block = Table(
    "code_block",
    metadata,
    _text("id", key=True),
    _text("series"),
    _number("first"),
    _number("last"),
    _number("used"),
)

wanted_code_block = Table("wanted_code_block", metadata, _text("series", key=True), _text("id"))

code_counter = Table("code_counter", metadata, _text("day", key=True), _number("last"))

book = Table(
    "book",
    metadata,
    _text("name", key=True),
    Column("closed_at", Moment),
    Column("total", Integer),
)

number_block = Table(
    "number_block",
    metadata,
    _text("id", key=True),
    _text("book"),
    _number("first"),
    _number("last"),
    Column("leased_at", Moment, nullable=False),
    Column("expires_at", Moment),
)

retired_block = Table(
    "retired_block", metadata, _text("id", key=True), Column("at", Moment, nullable=False)
)

returned_block = Table(
    "returned_block", metadata, _text("id", key=True), _number("first"), Column("told_at", Moment)
)

wanted_block = Table("wanted_block", metadata, _text("book", key=True), _text("id"))

register_line = Table(
    "register_line",
    metadata,
    _text("book", key=True),
    _number("number", key=True),
    _text("state"),
    _text("document_id"),
    Column("reserved_at", Moment, nullable=False),
    _text("requester_name"),
    _text("document_title"),
    _text("signer_name"),
    _text("signer_title"),
    _number("copies"),
    _number("fee_vnd"),
    _text("note"),
    Column("signed_at", Moment),
    _text("reason"),
)

outbox = Table(
    "outbox",
    metadata,
    _text("id", key=True),
    _text("document_id"),
    _text("sha256"),
    _text("level"),
    _text("state"),
    Column("created_at", Moment, nullable=False),
    _number("attempts"),
    Column("next_attempt_at", Moment),
    Column("error", Text),
    Column("receipt", Text),
    Column("verdict", Text),
)

audit = Table(
    "audit",
    metadata,
    _number("sequence", key=True),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("act"),
    _text("subject"),
    _text("facts"),
    _text("hash"),
)

mail = Table(
    "mail",
    metadata,
    _text("id", key=True),
    Column("document_id", Text),
    Column("paper_id", Text),
    _text("recipient"),
    _text("state"),
    Column("created_at", Moment, nullable=False),
    _number("attempts"),
    Column("next_attempt_at", Moment),
    Column("error", Text),
    Column("sent_at", Moment),
)

mail_login = Table("mail_login", metadata, _number("only", key=True), _text("password"))

purged = Table(
    "purged", metadata, _text("document_id", key=True), Column("at", Moment, nullable=False)
)

dossier_elsewhere = Table(
    "dossier_elsewhere",
    metadata,
    _text("dossier_id", key=True),
    _text("told"),
    _text("known"),
    _text("telling"),
    _text("theirs"),
)

enrolment = Table(
    "enrolment",
    metadata,
    _number("only", key=True),
    _text("central_url"),
    _text("station"),
    _text("agency"),
    _text("credential"),
    _text("receipt_key"),
    _text("authority"),
    _text("certificate"),
    _text("key"),
)

# Who may sign in, as central sent it. latest_at: the latest time that this desk's clock showed.
account = Table(
    "account",
    metadata,
    _text("id", key=True),
    _text("login"),
    _text("name"),
    _text("roles"),
    _text("password_hash"),
    _number("disabled"),
)

account_list = Table(
    "account_list",
    metadata,
    _number("only", key=True),
    _text("version"),
    Column("heard_at", Moment, nullable=False),
    Column("latest_at", Moment, nullable=False),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    _text("account_id", key=True),
    _number("wrong"),
    Column("last_at", Moment, nullable=False),
)

# How a dossier for a procedure is handled. procedure: as it was then, JSON.
handling = Table(
    "handling",
    metadata,
    _text("dossier_id", key=True),
    _text("procedure"),
    _text("catalogue_version"),
    _number("channel"),
    _text("owner_name"),
    _text("owner_id_number"),
    _number("owner_kind"),
    _text("owner_relation"),
    _text("receiving_unit"),
    _text("resolving_unit"),
    _text("queue_number"),
)

component = Table(
    "component",
    metadata,
    _text("dossier_id", key=True),
    _number("position", key=True),
    _text("standing"),
    _text("why"),
    Column("document_id", Text),
    Column("at", Moment, nullable=False),
    _text("who"),
)

state_change = Table(
    "state_change",
    metadata,
    _text("dossier_id", key=True),
    _number("sequence", key=True),
    _text("axis"),
    _text("state"),
    Column("at", Moment, nullable=False),
    _text("who"),
    _text("reason"),
)

# How a digitised paper is described. running: among those of the same owner and type here.
description = Table(
    "description",
    metadata,
    _text("document_id", key=True),
    _text("type_code"),
    _text("owner_id"),
    _text("name"),
    _text("summary"),
    _text("valid_until"),
    _text("scope"),
    _text("number"),
    _text("issued_on"),
    _text("issuer"),
    _text("signer"),
    _number("running"),
    _text("code"),
    Column("at", Moment, nullable=False),
    _text("who"),
)

digitisation_counter = Table(
    "digitisation_counter",
    metadata,
    _text("owner_id", key=True),
    _text("type_code", key=True),
    _number("last"),
)

# The catalogue of procedures. Days are ISO texts; of an open end the first or last there is.
catalogue = Table(
    "catalogue",
    metadata,
    _number("only", key=True),
    _text("name"),
    _text("version"),
    _text("issued_on"),
    _number("sample"),
    _text("origin"),
    Column("issued_at", Moment),
    Column("taken_at", Moment, nullable=False),
    _text("taken_by"),
    _number("procedures"),
)

procedure = Table(
    "procedure",
    metadata,
    _number("place", key=True),
    *map(_text, ("code", "from_day", "until_day", "name_key", "search", "body")),
)
