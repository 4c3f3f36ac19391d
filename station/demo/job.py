"""The main job on the demo desk, by the same use cases that the window calls."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from offline_store.records import Document, OutboxState, Requester
from scanners.errors import DeviceNotFound
from scanners.values import Mode, ScanOptions, Source
from signing.pin import Pin
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk
from station.demo.desk import PIN
from station.demo.papers import DemoPapers
from station.read_card import requester_of
from station.recognition.text import text_of
from station.trust import trust_folder
from station.written import (
    register_document,
    register_text,
    verification_document,
    verification_lines,
)

Say = Callable[[str], None]

# In the order in which the papers lie in the demo's scanner.
TITLES = ("Trích lục khai sinh", "Bằng tốt nghiệp đại học và bảng điểm")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the job left, and whether each copy is valid and acknowledged by central."""

    files: tuple[Path, ...]
    well: bool


@dataclass(frozen=True, slots=True)
class MainJob:
    """Both demo papers, from the scanner to central's receipt; what they leave goes to `out`.

    It stops where a clerk would stop: with the error of the product that stopped it.
    """

    desk: Desk
    papers: DemoPapers
    out: Path
    say: Say

    def __call__(self) -> Outcome:
        """Do the job."""
        device = next(iter(self.desk.scanner.find_devices()), None)
        if device is None:
            raise DeviceNotFound(device="sane")
        self.say(f"scanner: {device.name} ({device.id})")
        requester = requester_of(self.desk.read_card(self.papers.card))
        self.say("requester: read from the card's QR code")
        documents = [self._certify(device.id, requester, title) for title in TITLES]
        report = self.desk.synchronise()
        self.say(f"sync: {report.accepted} accepted, {report.refused} refused")
        outcomes = [self._leave(document) for document in documents]
        files = tuple(path for outcome in outcomes for path in outcome.files)
        return Outcome(files, all(outcome.well for outcome in outcomes))

    def _certify(self, device: str, requester: Requester, title: str) -> Document:
        desk = self.desk
        dossier = desk.receive(requester, title)
        document = dossier.documents[0]
        options = ScanOptions(source=Source.FEEDER, dpi=300, mode=Mode.COLOR)
        capture = desk.capture(document.id, device, options, lambda page: None, Event())
        if capture.stopped is not None:
            raise capture.stopped
        pages = desk.read(document.id, lambda page_id, reading: None)
        words = sum(len(page.reading.words) for page in pages if page.reading)
        self.say(f"{dossier.code}: {len(pages)} pages scanned, {words} words read")
        for page in pages:
            # A person compares at a counter; here nobody looks, and the papers are drawn.
            desk.compare.mark(page.id)
        pins = {token: Pin(PIN) for token in desk.signing.tokens_needed()}
        copy = desk.certify(document.id, pins)
        self.say(f"{dossier.code}: number {copy.number:02d} {copy.book}, level {copy.level}")
        with desk.store.snapshot() as records:
            return records.dossiers.document(document.id)

    def _leave(self, document: Document) -> Outcome:
        copy = document.copy
        assert copy is not None
        left = [self.desk.hand_over.save(document.id, self.out)]
        name = left[0].stem
        report = verify_pdf(left[0], (trust_folder(self.desk.home, self.desk.settings),))
        self.say(f"{name}: {report.verdict}")
        with self.desk.store.snapshot() as records:
            item = records.dossiers.document(document.id).outbox
            line = records.register.line_of(document.id)
        assert line is not None
        texts = {
            "verification.json": _json(verification_document(report)),
            "verification.txt": "\n".join(verification_lines(report)),
            "register.json": _json(register_document(line)),
            "register.txt": register_text(line),
            "text.txt": "\n\n".join(text_of(p.reading) for p in document.pages if p.reading),
        }
        receipt = item.receipt if item and item.state is OutboxState.ACCEPTED else None
        if receipt is not None:
            texts["receipt.jws"] = receipt
            texts["receipt.json"] = _json(_claims(receipt))
        for suffix, text in texts.items():
            path = self.out / f"{name}.{suffix}"
            path.write_text(text + "\n", "utf-8")
            left.append(path)
        valid = report.verdict is Verdict.TOTAL_PASSED
        stands = item is not None and item.stands
        return Outcome(tuple(left), valid and receipt is not None and stands)


def _claims(receipt: str) -> object:
    """What a receipt says, for reading; sync checked its signature before it was accepted."""
    payload = receipt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
