"""Read card: the requester's data from the QR code of an identity card."""

from dataclasses import dataclass
from pathlib import Path

from offline_store.records import Requester
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
        for code in find_codes(picture):
            try:
                return read_card_qr(code.text)
            except CardUnreadable:
                continue
        raise CardUnreadable()


def requester_of(card: CardData) -> Requester:
    """The card's owner as who asks at the counter."""
    return Requester(
        name=card.name,
        id_number=card.id_number,
        birth_date=card.birth_date,
        address=card.address,
    )
