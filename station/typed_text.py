"""What people type, as it is kept and as it can be sent."""

import unicodedata
from dataclasses import fields, replace

from offline_store.records import Requester
from station.errors import InputInvalid

LONGEST_TEXT = 500  # as `offline_store/wire.py` has it


def clean_text(text: str) -> str:
    """Vietnamese is stored NFC (TCVN 6909:2001), without stray white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same_key(text: str) -> str:
    """What two texts have in common that say the same: case is none of it, each mark is.

    "Tuân" and "Tuấn" are two people; for finding, where they are one, there is `search_key`.
    """
    return clean_text(text).casefold()


def require_sendable(field: str, text: str) -> None:
    """See now that central will take the text: once a number is signed it is too late.

    Raises:
        InputInvalid: it is too long, or has control characters.
    """
    if len(text) > LONGEST_TEXT or any(unicodedata.category(letter) == "Cc" for letter in text):
        raise InputInvalid(field=field)


def clean_requester(requester: Requester) -> Requester:
    """The same with each of its texts as it is kept."""
    return replace(
        requester,
        **{each.name: clean_text(getattr(requester, each.name)) for each in fields(requester)},
    )


def require_sendable_requester(requester: Requester) -> None:
    """See now that central will take each of its texts.

    Raises:
        InputInvalid: as `require_sendable`, with the field's name.
    """
    for each in fields(requester):
        require_sendable(each.name, getattr(requester, each.name))
