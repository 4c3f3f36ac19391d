"""What was read so far of the card that one citizen handed over, in whatever ways."""

from dataclasses import dataclass

from station.check_card import CardCheck, Mismatch, Seen, hold_together
from station.chip.passive_authentication import Original, Verdict
from station.chip.portrait import Portrait
from station.read_chip import ChipReading
from station.recognition.card_qr import CardData
from station.recognition.mrz import Mrz


@dataclass(slots=True)
class CardInHand:
    """code: by barcode reader, camera or picture; check: of its pictures; earlier: dossiers.

    turn: another one with each card, so that what was begun for one is not told of the next.
    """

    code: CardData | None = None
    check: CardCheck | None = None
    chip: ChipReading | None = None
    earlier: tuple[Seen, ...] = ()
    turn: int = 0

    def take_code(self, card: CardData) -> None:
        """A code was read; of another number than before, another card is in hand."""
        self._only(card.id_number)
        self.code = card

    def take_check(self, check: CardCheck) -> None:
        """Its pictures were held against each other; the same holds for their number."""
        said = check.code or check.zone
        if said is not None and said.id_number:
            self._only(said.id_number)
        self.check = check

    def take_chip(self, chip: ChipReading, earlier: tuple[Seen, ...]) -> None:
        """A chip was read; of another number than the code's, that is for the clerk to see."""
        self.chip, self.earlier = chip, earlier

    def proven_photo(self, number: str) -> Portrait | None:
        """The chip's portrait, where it is this person's, signed, and the chip is no copy we know.

        An unproven one would be held against its bearer's own face.
        """
        chip = self.chip
        if chip is None or chip.zone.id_number != number or 2 not in chip.proof.groups:
            return None
        if chip.proof.verdict is not Verdict.PROVEN or chip.proof.chip is Original.REFUSED:
            return None
        return chip.portrait

    def forget_chip(self) -> None:
        """What its chip said, and what earlier dossiers say beside it."""
        self.chip, self.earlier = None, ()

    def forget(self) -> None:
        """It is another citizen's turn."""
        self.turn += 1
        self.code = self.check = self.chip = None
        self.earlier = ()

    def zone_of(self, number: str) -> Mrz | None:
        """The lines at its back, where they are of this number and were read."""
        zone = None if self.check is None else self.check.zone
        return zone if zone is not None and number in ("", zone.id_number) else None

    def sex_of(self, number: str) -> str:
        """As the card of this number says it; empty where none was read."""
        for each in (self.code, self.chip and self.chip.zone):
            if each and each.id_number == number:
                return each.sex
        return ""

    def _only(self, number: str) -> None:
        said = (
            self.code,
            self.chip and self.chip.zone,
            self.check and self.check.code,
            self.check and self.check.zone,
        )
        if {each.id_number for each in said if each and each.id_number} - {number}:
            self.forget()

    def mismatches(self) -> tuple[Mismatch, ...]:
        """What does not agree of all of it."""
        return hold_together(self.code, self.check, self.chip, self.earlier)
