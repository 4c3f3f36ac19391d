"""What is known of a dossier, its papers and its requester, before anybody types it again."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from offline_store.attached_copies import AttachedCopy
from offline_store.copies_wire import figures_of
from offline_store.descriptions import Description
from offline_store.errors import FileDamaged, FileMissing
from offline_store.filled_forms import FilledForm
from offline_store.handling import Handling
from offline_store.records import Dossier, DossierId, Reading, Word
from offline_store.store import Records, Store
from scanners.errors import PictureTruncated
from scanners.pdf_words import pdf_words
from station.hanoi_time import hanoi_day
from station.read_card import first_card
from station.recognition.card_qr import CardData
from station.recognition.errors import MrzUnreadable
from station.recognition.kinds import Kind
from station.recognition.mrz import MRZ_CODE, Mrz, read_mrz
from station.recognition.paper import Field, recognise
from station.typed_text import same_key

log = logging.getLogger(__name__)

_EARLIER = 3  # dossiers of the same person that are looked at, the newest
_LOOKED_THROUGH = 20  # in which they are looked for
_OF_A_COPY = 0.1  # doubt of a word of a copy's text layer: nobody said how well it was read


class FilledBy(StrEnum):
    """Where the value of a form's field comes from."""

    CARD = "card"
    REQUESTER = "requester"
    OWNER = "owner"
    NUMBER = "number"
    PAPER = "paper"
    DESCRIBED = "described"
    COPY = "copy"
    EARLIER = "earlier"
    CATALOGUE = "catalogue"
    DOSSIER = "dossier"
    SETTINGS = "settings"
    TODAY = "today"
    CLERK = "clerk"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper that was read. page: from 1 within it. dossier: code of the earlier one it is from.

    copy: code of the digital copy that it is. Both empty for a paper of the dossier itself. of:
    what all pages of one paper have in common.
    """

    kind: str
    fields: Mapping[str, Field]
    page: int
    dossier: str = ""
    copy: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """An identity card of the requester, by its code and its zone; the page it is on."""

    code: CardData | None
    zone: Mrz | None
    page: int
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it, read once. earlier_forms: with the code of their dossier, the newest first."""

    dossier: Dossier
    handling: Handling
    today: date
    agency: str
    papers: tuple[ReadPaper, ...]
    cards: tuple[ReadCard, ...]
    described: tuple[tuple[str, Description], ...]
    copies: tuple[tuple[str, AttachedCopy], ...]
    earlier_papers: tuple[ReadPaper, ...]
    earlier_forms: tuple[tuple[str, FilledForm], ...]


@dataclass(frozen=True, slots=True)
class Gather:
    """Gather it. Some hundredths of a second for each page that was read."""

    store: Store
    kinds: Sequence[Kind]
    agency: str

    def __call__(self, dossier_id: DossierId, today: date, *, earlier: bool) -> Evidence:
        """What is known. earlier: whether earlier dossiers of the requester are looked at, too.

        Raises:
            NotFound: no such dossier, or it is for no procedure.
        """
        with self.store.snapshot() as records:
            dossier = records.dossiers.get(dossier_id)
            handling = records.handling.get(dossier_id)
            described = tuple(
                (asked.kind, said)
                for document in dossier.documents
                if document.component
                and (asked := handling.procedure.components[document.component - 1])
                and (said := records.descriptions.of(document.id)) is not None
            )
            copies = tuple(
                (handling.procedure.components[copy.position - 1].kind, copy)
                for copy in records.attached.of(dossier_id)
            )
            before = _earlier(records, dossier) if earlier else ()
            codes = {each.id: each.code for each in before}
            forms = records.filled_forms.of_many(list(codes))
        return Evidence(
            dossier=dossier,
            handling=handling,
            today=today,
            agency=self.agency,
            papers=(*self._read(dossier), *self._of_copies(copies)),
            cards=tuple(_cards((dossier,), dossier) + _cards(before, dossier)),
            described=described,
            copies=copies,
            earlier_papers=tuple(paper for each in before for paper in self._read(each, each.code)),
            earlier_forms=tuple((codes[each.dossier_id], each) for each in forms),
        )

    def _read(self, dossier: Dossier, code: str = "") -> Iterator[ReadPaper]:
        for document in dossier.documents:
            for page in document.pages:
                paper = None if page.reading is None else recognise(page.reading, self.kinds)
                if paper is not None:
                    yield ReadPaper(
                        paper.kind.id, paper.fields, page.position, code, of=document.id
                    )

    def _of_copies(self, copies: Iterable[tuple[str, AttachedCopy]]) -> Iterator[ReadPaper]:
        for _, copy in copies:
            try:
                pages = list(pdf_words(self.store.files.read(copy.sha256), copy.code))
            except (FileMissing, FileDamaged, PictureTruncated) as error:
                # It is told where the copy is opened; a form is filled in without it.
                log.warning("a copy's words could not be read: %s", error.code)
                continue
            for number, words in enumerate(pages, start=1):
                reading = Reading(
                    engine="text-layer",
                    words=tuple(
                        Word(word.text, word.box, _OF_A_COPY, line)
                        for line, word in enumerate(words)
                    ),
                )
                paper = recognise(reading, self.kinds)
                if paper is not None:
                    yield ReadPaper(
                        paper.kind.id, paper.fields, number, copy=copy.code, of=copy.code
                    )


def _earlier(records: Records, dossier: Dossier) -> tuple[Dossier, ...]:
    """The newest other dossiers of the same person, who is known by a number alone."""
    number = figures_of(dossier.requester.id_number)
    if not number:
        return ()
    found = records.dossiers.list(text=dossier.requester.id_number, limit=_LOOKED_THROUGH)
    same = [
        each.id
        for each in found
        if each.id != dossier.id
        and each.created_at <= dossier.created_at
        and figures_of(each.requester.id_number) == number
    ]
    return tuple(records.dossiers.get(each) for each in same[:_EARLIER])


def _cards(dossiers: Iterable[Dossier], of: Dossier) -> list[ReadCard]:
    """The requester's cards on pages of these dossiers; other people's are left out.

    Theirs is the one with their number; where they gave none, one whose code has their name. A
    zone has names without marks: it is nobody's without a number.
    """
    number = figures_of(of.requester.id_number)
    name = same_key(of.requester.name)
    found = []
    for each in dossiers:
        for page in (page for document in each.documents for page in document.pages):
            codes = () if page.reading is None else page.reading.codes
            zone = next((_zone(code.text) for code in codes if code.type == MRZ_CODE), None)
            code = first_card(code for code in codes if code.type != MRZ_CODE)
            if code is not None and (
                code.id_number != number if number else same_key(code.name) != name
            ):
                code = None
            if zone is not None and zone.id_number != number:
                zone = None
            if code is not None or zone is not None:
                earlier = "" if each.id == of.id else each.code
                found.append(ReadCard(code, zone, page.position, earlier))
    return found


def _zone(text: str) -> Mrz | None:
    try:
        return read_mrz(text)
    except MrzUnreadable:
        return None


def day_text(at: date) -> str:
    """A day as it is typed."""
    return f"{at.day:02}/{at.month:02}/{at.year:04}"


def signed_on(copy: AttachedCopy) -> str:
    """The day at the counter on which a copy was signed."""
    return day_text(hanoi_day(copy.signed_at))
