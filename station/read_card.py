"""Read card: the requester's data from the QR code of an identity card."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from offline_store.records import Code, Requester
from scanners.picture_files import page_size
from station.recognition.card_qr import CardData, read_card_qr
from station.recognition.codes import find_codes
from station.recognition.errors import CardUnreadable


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A picture of a card in, what its code says out; the citizen's data is never typed twice."""

    def __call__(self, picture: Path) -> CardData:
        """Read the first code on the picture that is a card's.

        Raises:
            CardUnreadable: there is none. ReadingError: the file is no picture.
        """
        card = first_card(find_codes(picture))
        if card is None:
            raise CardUnreadable()
        return card


def first_card(codes: Iterable[Code]) -> CardData | None:
    """What the first code says that is a card's; None where none is."""
    for code in codes:
        try:
            return read_card_qr(code.text)
        except CardUnreadable:
            continue
    return None


def picture_dpi(picture: Path) -> int:
    """What a JPEG or PNG says of its resolution; 300 where it says nothing."""
    with picture.open("rb") as file:
        try:
            return page_size(file)[2]
        except (OSError, SyntaxError, ValueError):  # as Pillow says it of other files
            return 300


def requester_of(card: CardData) -> Requester:
    """The card's owner as who asks at the counter."""
    return Requester(
        name=card.name,
        id_number=card.id_number,
        birth_date=card.birth_date,
        address=card.address,
    )
