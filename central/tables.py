"""The tables as queries name them. Constraints are in the migrations."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()

# Moments are ISO 8601 texts in UTC. Secrets are kept as their SHA-256 alone.

agency = Table(
    "agency",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_sha256", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("used_at", Text),
)

station = Table(
    "station",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("credential_sha256", Text, nullable=False),
    Column("enrolled_at", Text, nullable=False),
)

# Of a desk that enrolled over TLS: its credential alone is worth nothing.
station_certificate = Table(
    "station_certificate",
    metadata,
    Column("station", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
)

# What a desk had before it enrolled again: no key any more, but it proves who asks for a place.
former_place = Table(
    "former_place",
    metadata,
    Column("credential_sha256", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("certificate_sha256", Text),
    Column("enrolled_at", Text, nullable=False),
)

revocation = Table(
    "revocation",
    metadata,
    Column("station", Text, primary_key=True),
    Column("at", Text, nullable=False),
)

block = Table(
    "block",
    metadata,
    Column("id", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("book", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("leased_at", Text, nullable=False),
    Column("leased_last", Integer, nullable=False),  # `last` is less once the rest came back
    Column("expires_at", Text),
    Column("returned_at", Text),
)

# What came back of blocks, to be leased again before new numbers are.
free_numbers = Table(
    "free_numbers",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("book", Text, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

# Numbers up to here are taken as leased: a central from a backup has forgotten by whom.
number_floor = Table(
    "number_floor",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("book", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("restored_at", Text),
)

# Desks that have not said yet, since a backup came back, up to where they have numbers.
awaited = Table("awaited", metadata, Column("station", Text, primary_key=True))

# What a desk said the last line of its trail is.
trail_head = Table(
    "trail_head",
    metadata,
    Column("station", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("told_at", Text, nullable=False),
)

# Taken in and receipted: waits for its verdict (reason is null), or does not stand.
held = Table(
    "held",
    metadata,
    Column("item", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("book", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("copy_sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),  # JSON; of one that waits: why it is undecided
    Column("judged_at", Text),
)

# Papers of procedures' dossiers. One waits for its verdict, does not stand (reason), or stands (1).
paper = Table(
    "paper",
    metadata,
    Column("item", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("dossier", Text, nullable=False),
    Column("component", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", Text, nullable=False),  # the submission's own JSON, in one spelling
    Column("received_at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),  # JSON; as that of `held`
    Column("judged_at", Text),
    Column("stands", Integer, nullable=False),
)

# What a later version of the same copy took the place of.
earlier_version = Table(
    "earlier_version",
    metadata,
    Column("item", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("copy_sha256", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
)

# place: stands; beside: told by a desk that did not know what stood; earlier: what stood before.
dossier_version = Table(
    "dossier_version",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("dossier", Text, primary_key=True),
    Column("etag", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("told_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("place", Text, nullable=False),
)

# Each time somebody asked for a copy at the look-up page.
fetching = Table(
    "fetching",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("given", Integer, nullable=False),  # 1: the copy was given
)

# Who may sign in at an agency's desks. roles: separated by spaces.
account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Integer, nullable=False),  # 1: may not sign in any more
    Column("changed_at", Text, nullable=False),
)

# Catalogues of procedures, each as signed; of an agency's the last holds.
catalogue = Table(
    "catalogue",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("issued_at", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("signed", Text, nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("item", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("body", Text, nullable=False),  # the submission's own JSON, in one spelling
    Column("book", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("signed_at", Text, nullable=False),
    Column("copy_sha256", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
)

# For whom: the digits of the requester's ID number, where there is one.
citizen_copy = Table(
    "citizen_copy",
    metadata,
    Column("item", Text, primary_key=True),
    Column("citizen", Text, nullable=False),
)

# Each time a desk asked which copies a citizen has. Of the citizen it holds nothing.
copies_asked = Table(
    "copies_asked",
    metadata,
    Column("id", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("dossier_code", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("found", Integer, nullable=False),
)
