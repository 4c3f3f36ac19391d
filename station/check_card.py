"""Check card: what a card says in several places, and what was said at this desk before.

The code, the machine-readable zone, the printed words and the chip of one card are held against
each other, and against earlier dossiers of the same number. Only what does not agree is told, each
place with its picture; what is right is for the clerk to see. Requester and a paper's holder may be
two people: papers are held against the requester elsewhere (`paper_checks`), as a hint.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2

from offline_store.records import Code, Requester
from offline_store.search_key import search_key
from offline_store.store import Store
from station.people import NOBODY, Act, require
from station.read_card import picture_dpi
from station.read_chip import ChipReading
from station.recognition.card_qr import CardData, read_card_qr
from station.recognition.errors import CardUnreadable
from station.recognition.kinds import Kind
from station.recognition.mrz import MRZ_CODE, Mrz, read_mrz
from station.recognition.paper import recognise
from station.recognition.paper_checks import same_birth
from station.recognition.picture import Pixels, open_picture
from station.recognition.pool import ReadingPool
from station.recognition.tesseract import Box

_CARD = "identity-card"
_FIELDS = ("number", "name", "birth_date", "sex", "valid_until")
_MARGIN = 12  # pixels shown around a place
_SHOWN_WIDE = 560  # pixels at most
_EARLIER = 50  # dossiers that are looked at
_CUT_FROM = 26  # letters: from here on the zone's line may have cut a name short


class Source(StrEnum):
    """Where something stands."""

    CODE = "code"
    ZONE = "zone"
    PRINTED = "printed"
    CHIP = "chip"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A value in one place. picture: file and box in its pixels; seen: a small JPEG of the place.

    dossier: the code of the earlier dossier that has it, else empty.
    """

    source: Source
    value: str
    picture: Path | None = None
    box: Box | None = None
    seen: bytes = b""
    dossier: str = ""


Seen = tuple[str, Sighting]  # with its field


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A field that is not the same in all places.

    field: `number`, `name`, `birth_date`, `sex` or `valid_until`.
    """

    field: str
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class CardCheck:
    """What a card's pictures say, and what of it does not agree."""

    code: CardData | None
    zone: Mrz | None
    printed: Mapping[str, str]
    mismatches: tuple[Mismatch, ...]
    sightings: tuple[Seen, ...] = ()

    @property
    def requester(self) -> Requester | None:
        """Who it is by the zone, for a card whose code cannot be read; None without one.

        The name is the printed one where the zone's letters are the same; else it stays empty: the
        zone has no marks, and a name is not guessed.
        """
        if self.zone is None or not self.zone.id_number:
            return None
        printed = self.printed.get("name", "")
        same = search_key(printed) == search_key(self.zone.name)
        return Requester(printed if same else "", self.zone.id_number, self.zone.birth_date)


@dataclass(frozen=True, slots=True)
class CheckCard:
    """Pictures of a card's sides in, mismatches out. Takes seconds: the words are read, too.

    store: whose earlier dossiers are looked at; None: nobody's.
    """

    reader: ReadingPool
    kinds: Sequence[Kind]
    store: Store | None = None
    clerk: str = NOBODY

    def __call__(self, *pictures: Path) -> CardCheck:
        """Read the pictures side by side; nothing of them is kept.

        Raises:
            CardUnreadable: none of them has anything of a card's.
            ReadingError: a file is no picture, or Tesseract is not there.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        jobs = [self.reader.read(picture, picture_dpi(picture)) for picture in pictures]
        readings = [job.result() for job in jobs]
        found = _Found()
        for picture, reading in zip(pictures, readings, strict=True):
            pixels = open_picture(picture)
            for each in reading.codes:
                found.take_code(each, picture, pixels)
            paper = recognise(reading, self.kinds)
            if paper is not None and paper.kind.id == _CARD:
                for name, field in paper.fields.items():
                    found.take_printed(name, field.value, picture, field.box, pixels)
        if found.code is None and found.zone is None and not found.printed:
            raise CardUnreadable()
        known = found.code or found.zone
        if known is not None:
            found.sightings += self.earlier(known.id_number)
        seen = tuple(found.sightings)
        return CardCheck(found.code, found.zone, found.printed, mismatches(seen), seen)

    def earlier(self, number: str) -> list[Seen]:
        """What earlier dossiers of a number say.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
        """
        if self.store is None or not number:
            return []
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            dossiers = records.dossiers.list(text=number, limit=_EARLIER)
        return [
            (name, Sighting(Source.EARLIER, value, dossier=dossier.code))
            for dossier in dossiers
            if dossier.requester.id_number == number
            for name, value in (
                ("name", dossier.requester.name),
                ("birth_date", dossier.requester.birth_date),
            )
            if value
        ]


def hold_together(
    code: CardData | None,
    check: CardCheck | None,
    chip: ChipReading | None,
    earlier: Sequence[Seen] = (),
) -> tuple[Mismatch, ...]:
    """What does not agree of a card that was read in several ways, one after the other.

    code: as a barcode reader or camera had it; check: of its pictures; earlier: dossiers of the
    chip's number.
    """
    seen = [] if check is None else list(check.sightings)
    if code is not None and (check is None or check.code is None):
        seen = [*_plain(Source.CODE, _of_code(code)), *seen]
    if chip is not None:
        seen += _plain(Source.CHIP, _of_zone(chip.zone))
        name = "" if chip.details is None else chip.details.get("name")
        seen += _plain(Source.CHIP, {"name": name})
    if check is None:
        seen += earlier
    return mismatches(seen)


def mismatches(sightings: Sequence[Seen]) -> tuple[Mismatch, ...]:
    """The fields whose sightings do not all agree, in the order of a card; alike ones told once."""
    told = []
    for name in _FIELDS:
        of_field = [sighting for field, sighting in sightings if field == name]
        if any(not _agree(name, of_field[0].value, other.value) for other in of_field[1:]):
            once = {(sight.source, search_key(sight.value)): sight for sight in reversed(of_field)}
            told.append(Mismatch(name, tuple(reversed(once.values()))))
    return tuple(told)


def _agree(field: str, one: str, other: str) -> bool:
    """Marks and case do not matter; a date may be known by its year, a long name be cut short."""
    one, other = search_key(one), search_key(other)
    if field == "birth_date":
        return same_birth(one, other)
    if field == "name" and len(min(one, other, key=len)) >= _CUT_FROM:
        return one.startswith(other) or other.startswith(one)
    return one == other


class _Found:
    """What was found so far."""

    def __init__(self) -> None:
        self.code: CardData | None = None
        self.zone: Mrz | None = None
        self.printed: dict[str, str] = {}
        self.sightings: list[Seen] = []

    def take_code(self, code: Code, picture: Path, pixels: Pixels) -> None:
        """A QR code or a zone; a second one of a kind is another card's, and is left out."""
        if code.type == MRZ_CODE and self.zone is None:
            self.zone = read_mrz(code.text)
            self._add(Source.ZONE, _of_zone(self.zone), picture, code.box, pixels)
        elif code.type != MRZ_CODE and self.code is None:
            try:
                self.code = read_card_qr(code.text)
            except CardUnreadable:
                return
            self._add(Source.CODE, _of_code(self.code), picture, code.box, pixels)

    def take_printed(
        self, name: str, value: str, picture: Path, box: Box | None, pixels: Pixels
    ) -> None:
        """A field that was read."""
        self.printed.setdefault(name, value)
        if name in _FIELDS and value:
            self._add(Source.PRINTED, {name: value}, picture, box, pixels)

    def _add(
        self,
        source: Source,
        values: Mapping[str, str],
        picture: Path,
        box: Box | None,
        pixels: Pixels,
    ) -> None:
        seen = b"" if box is None else _cut(pixels, box)
        self.sightings += [
            (name, Sighting(source, value, picture, box, seen))
            for name, value in values.items()
            if value
        ]


def _plain(source: Source, values: Mapping[str, str]) -> list[Seen]:
    return [(name, Sighting(source, value)) for name, value in values.items() if value]


def _of_code(card: CardData) -> dict[str, str]:
    return {
        "number": card.id_number,
        "name": card.name,
        "birth_date": card.birth_date,
        "sex": card.sex,
    }


def _of_zone(zone: Mrz) -> dict[str, str]:
    return {
        "number": zone.id_number,
        "name": zone.name,
        "birth_date": zone.birth_date,
        "sex": zone.sex,
        "valid_until": zone.valid_until,
    }


def _cut(pixels: Pixels, box: Box) -> bytes:
    """The place with a little around it, as a small JPEG."""
    x, y, width, height = box
    top, left = max(0, y - _MARGIN), max(0, x - _MARGIN)
    cut = pixels[top : y + height + _MARGIN, left : x + width + _MARGIN]
    if not cut.size:
        return b""
    if cut.shape[1] > _SHOWN_WIDE:
        scale = _SHOWN_WIDE / cut.shape[1]
        cut = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    _, packed = cv2.imencode(".jpg", cv2.cvtColor(cut, cv2.COLOR_RGB2BGR))
    return packed.tobytes()
