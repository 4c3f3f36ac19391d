"""The look-up page behind the QR of a copy: what is registered, and nothing about a person."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from central.fetching import Fetched
from central.pages import Page
from central.tables import agency, earlier_version, submission
from offline_store.wire import PATH_LOOKUP

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_PAGE = Page.of("lookup.html")

SECURITY_HEADERS = _PAGE.headers


@dataclass(frozen=True, slots=True)
class RegisteredCopy:
    """What anyone who holds a copy may see of it.

    sha256s: of its latest version and of those before, which citizens may have been given.
    """

    code: str
    number: int
    book: str
    title: str
    agency: str
    signer: str
    signed_at: datetime
    sha256s: tuple[str, ...]

    @property
    def printed_number(self) -> str:
        """The number as the register prints it: two digits at least (NĐ 23/2015 Điều 13)."""
        return f"{self.number:02d}"

    @property
    def printed_time(self) -> str:
        """When it was signed, in Vietnam's time."""
        return self.signed_at.astimezone(_ZONE).strftime("%d/%m/%Y %H:%M:%S +07:00")


def find_copy(connection: Connection, code: str) -> RegisteredCopy | None:
    """The registered copy with that identity code."""
    row = connection.execute(
        select(submission, agency.c.name.label("agency_name"))
        .join(agency, agency.c.code == submission.c.agency)
        .where(submission.c.code == code)
    ).one_or_none()
    if row is None:
        return None
    earlier = connection.execute(
        select(earlier_version.c.copy_sha256).where(earlier_version.c.code == code)
    )
    return RegisteredCopy(
        code=row.code,
        number=row.number,
        book=row.book,
        title=row.title,
        agency=row.agency_name,
        signer=row.signer,
        signed_at=datetime.fromisoformat(row.signed_at),
        sha256s=(row.copy_sha256, *(each.copy_sha256 for each in earlier)),
    )


def lookup_page(
    copy: RegisteredCopy | None,
    same_file: bool | None = None,
    fetched: Fetched | None = None,
) -> str:
    """The page as HTML.

    same_file: whether a file given is the registered one. fetched: why the copy was not given.
    None: nobody asked.
    """
    if copy is None:
        return _PAGE.render(copy=None)
    fetch_path = f"{PATH_LOOKUP}/{copy.code}/copy"
    return _PAGE.render(copy=copy, same_file=same_file, fetched=fetched, fetch_path=fetch_path)
