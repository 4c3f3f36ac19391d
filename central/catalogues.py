"""Catalogues of procedures: published here for an agency, signed once, taken by its desks."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Column, Connection, select

from central.at_a_home import writing_at
from central.errors import AgencyUnknown, CatalogueRefused
from central.receipts import signed
from central.tables import agency, catalogue
from offline_store.procedure_wire import CATALOGUE_TYPE, Catalogue, SignedCatalogue


def publish(folder: Path, agency_code: str, content: bytes) -> SignedCatalogue:
    """Sign a catalogue (JSON) for an agency's desks; from now on it holds for them.

    Raises:
        CentralMissing: no central was made at that folder. AgencyUnknown: it has no desk here.
        CatalogueRefused: it is not as a catalogue must be. Facts: place, reason.
    """
    new = _read(content)
    with writing_at(folder) as (connection, key):
        known = connection.execute(select(agency).where(agency.c.code == agency_code)).first()
        if known is None:
            raise AgencyUnknown
        said = SignedCatalogue(
            agency=agency_code,
            issued_at=_next(connection, agency_code),
            version=new.version(),
            catalogue=new,
        )
        connection.execute(
            catalogue.insert().values(
                agency=agency_code,
                issued_at=_text(said.issued_at),
                version=said.version,
                signed=signed(said, CATALOGUE_TYPE, key),
            )
        )
    return said


def published(folder: Path, agency_code: str) -> str | None:
    """The catalogue that holds for an agency, as signed; None where there is none.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    with writing_at(folder) as (connection, _):
        return newest(connection, agency_code)


def newest(connection: Connection, agency_code: str) -> str | None:
    """The same, within one transaction."""
    return _last(connection, agency_code, catalogue.c.signed)


def newest_version(connection: Connection, agency_code: str) -> str | None:
    """The version of the same."""
    return _last(connection, agency_code, catalogue.c.version)


def _last(connection: Connection, agency_code: str, column: Column[str]) -> str | None:
    """A column of the catalogue that an agency got last."""
    asked = select(column).where(catalogue.c.agency == agency_code)
    return connection.scalar(asked.order_by(catalogue.c.issued_at.desc()).limit(1))


def _read(content: bytes) -> Catalogue:
    try:
        return Catalogue.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        parts = [str(part + 1) if isinstance(part, int) else part for part in first["loc"]]
        raise CatalogueRefused(
            place=".".join(parts) or "1", reason=first["type"].replace("_", "-")
        ) from None


def _next(connection: Connection, agency_code: str) -> datetime:
    """Now; or, where this clock was put back, just after the last one: desks take none before."""
    now = datetime.now(UTC)
    last = _last(connection, agency_code, catalogue.c.issued_at)
    if last is None or datetime.fromisoformat(last) < now:
        return now
    return datetime.fromisoformat(last) + datetime.resolution


def _text(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
