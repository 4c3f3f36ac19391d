"""A catalogue of procedures in a file: JSON, a spreadsheet, or as central signed it."""

import json
import re
from pathlib import Path

from pydantic import ValidationError

from offline_store.procedure_wire import MAX_CATALOGUE_BYTES, Catalogue
from station.catalogue_sheet import sheet_document
from station.errors import CatalogueInvalid

# A compact JWS (RFC 7515): three parts of base64url.
_SIGNED = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\s*\Z")
_ZIP = b"PK\x03\x04"


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        CatalogueInvalid: it has more bytes than any catalogue. OSError: it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_CATALOGUE_BYTES + 1)
    if len(content) > MAX_CATALOGUE_BYTES:
        raise CatalogueInvalid(place=path.name, reason="too-large")
    return content


def is_signed(content: bytes) -> bool:
    """Whether the bytes look like what central signed."""
    return _SIGNED.match(content) is not None


def catalogue_of(content: bytes) -> Catalogue:
    """The catalogue that JSON or a spreadsheet (XLSX) says.

    Raises:
        CatalogueInvalid: it is neither, or not as a catalogue must be. Facts: place, reason.
    """
    if content.startswith(_ZIP):
        return _checked(sheet_document(content))
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CatalogueInvalid(place="1", reason="not-json") from error
    return _checked(said)


def invalid(error: ValidationError) -> CatalogueInvalid:
    """Where the first thing lies that is wrong, counted from 1 as people count, and what it is."""
    first = error.errors(include_url=False, include_input=False)[0]
    parts = [str(part + 1) if isinstance(part, int) else part for part in first["loc"]]
    named = first.get("ctx", {}).get("code")
    place = ".".join([*parts, named] if named else parts) or "1"
    return CatalogueInvalid(place=place, reason=first["type"].replace("_", "-"))


def _checked(said: object) -> Catalogue:
    try:
        # By way of JSON: there a day is a text and a list is a list.
        return Catalogue.model_validate_json(json.dumps(said))
    except ValidationError as error:
        raise invalid(error) from error
