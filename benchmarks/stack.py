"""Stack: many two-page copies under one login, beside bare pyHanko and beside the token alone."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
from PIL import Image
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.functions import sign_pdf
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from benchmarks.counter import ComparedPaper
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, alone, in_turn
from offline_store.records import NumberBlock, Reading
from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.judgement import judge_pdf
from signing.page_pictures import picture_bytes
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.tokens import open_token
from signing.typesetting import find_fonts
from signing.values import CopyDraft, PagePicture, Statement
from station.bootstrap import Desk, open_desk
from station.demo.papers import draw_papers
from station.demo.sheet import DPI
from station.settings import (
    AgencySettings,
    CopySettings,
    OfficerSettings,
    Settings,
    SigningSettings,
    StoreSettings,
)
from station.sign_stack import StackState

_COPIES = 12
_RAW = 200
_NUMBERS = 9_000
_LABEL, _PIN = "Bàn đo", "147258"
_KEYS = ("officer", "agency")


@dataclass(frozen=True, slots=True)
class _Counter:
    """A desk whose keys lie on a practice token, and a two-page paper compared at it."""

    desk: Desk
    paper: ComparedPaper
    module: Path

    def ours(self) -> float:
        """From checked pages to signed, stamped, registered and queued, log-in included."""
        documents = [self.paper.dossier() for _ in range(_COPIES)]
        with Stopwatch() as watch:
            copies = self.desk.sign_stack(documents, {_LABEL: Pin(_PIN)})
        if any(copy.state is not StackState.SIGNED for copy in copies):
            raise RuntimeError("a copy of the stack was not signed")
        return watch.seconds

    def peer(self, pdf: bytes) -> float:
        """The same signatures by pyHanko alone on a PDF that is there, in one session."""
        stamper = RequestsHTTPTimeStamper(  # type: ignore[no-untyped-call]
            self.desk.settings.signing.timestamp_servers[0]
        )
        criteria = TokenCriteria(label=_LABEL)
        with (
            Stopwatch() as watch,
            open_pkcs11_session(
                str(self.module), token_criteria=criteria, user_pin=_PIN
            ) as session,
        ):
            signers = [PKCS11Signer(session, cert_label=key, key_label=key) for key in _KEYS]
            for _ in range(_COPIES):
                signed = pdf
                for signer, look in zip(signers, SIGNATURE_LOOKS, strict=True):
                    metadata = PdfSignatureMetadata(
                        field_name=look.field,
                        md_algorithm="sha256",
                        subfilter=SigSeedSubFilter.PADES,
                    )
                    signed = sign_pdf(
                        IncrementalPdfFileWriter(io.BytesIO(signed)),
                        metadata,
                        signer,
                        timestamper=stamper,
                        new_field_spec=SigFieldSpec(look.field, on_page=-1, box=look.box),
                    ).getvalue()
        return watch.seconds

    def raw(self) -> float:
        """The token's own rate, through its worker."""
        with open_token(self.module, _LABEL, Pin(_PIN)) as session:
            key = session.key(_KEYS[0])
            with Stopwatch() as watch:
                for _ in range(_RAW):
                    key.sign_on_token(b"data")
        return watch.seconds


def measure(runs: int) -> tuple[Row, ...]:
    """Copies a second of a stack; signatures a second; seconds of one verification."""
    with _practice_counter() as (counter, draft, trust):
        composed = compose_copy(draft, find_fonts())
        (copy,) = counter.desk.sign_stack([counter.paper.dossier()], {_LABEL: Pin(_PIN)})
        signed = counter.desk.hand_over.pdf(copy.document_id)

        def verify() -> float:
            with Stopwatch() as watch:
                judge_pdf(signed, (trust,))
            return watch.seconds

        raw = alone(counter.raw, runs)
        return (
            in_turn(counter.ours, lambda: counter.peer(composed), runs).rate_row(
                f"{_COPIES} two-page copies, one login: number, compose, sign twice, time-stamp, "
                "check, keep, register",
                _COPIES,
                "copies",
                "pyHanko's sign_pdf, twice, on a ready PDF, in one session",
                "the sides were encoded when they were compared; one stamp server for both",
            ),
            Row(
                "the token alone: C_Sign through its worker",
                "signatures/s",
                True,
                Spread.of(tuple(_RAW / seconds for seconds in raw)),
            ),
            Row(
                "verification of a two-page copy, trust folder read before",
                "s",
                False,
                Spread.of(alone(verify, runs)),
                note=f"{len(signed) / 1024:.0f} KiB; B-T, two signatures",
            ),
        )


@contextmanager
def _practice_counter() -> Iterator[tuple[_Counter, CopyDraft, Path]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tramso-bench-")))
        os.environ.update(soft_token.prepare_folder(folder / "token"))
        module = soft_token.library()
        authority = PracticeAuthority.create()
        trust = folder / "trust"
        authority.write_trust(trust)
        # The library in this process may hold another benchmark's tokens.
        pkcs11.lib(str(module)).reinitialize()
        soft_token.create_token(module, _LABEL, _PIN)
        for key in _KEYS:
            soft_token.create_key(
                module, _LABEL, _PIN, key, lambda public: authority.issue(Subject("Đo"), public)
            )
        url = stack.enter_context(timestamp_server(TimestampIdentity.create(authority)))
        draft = _draft(folder)
        settings = Settings(
            agency=AgencySettings(draft.statement.agency, "H26.99.1"),
            officer=OfficerSettings(draft.statement.signer_name, draft.statement.signer_title),
            copy=CopySettings(lookup_url="http://127.0.0.1/tra-cuu/{code}"),
            signing=SigningSettings(
                officer_module=str(module),
                officer_token=_LABEL,
                timestamp_servers=(url,),
                trust_folder=str(trust),
            ),
            store=StoreSettings(keyring=False),
        )
        desk = stack.enter_context(closing(open_desk(folder / "desk", settings=settings)))
        now = desk.now()
        with desk.store.transaction() as records:
            book = desk.certify.book(now)
            records.register.add_block(NumberBlock("bench", book, 1, _NUMBERS, now))
        sides = tuple(side.path for side in draft.pages)
        paper = ComparedPaper(desk, sides, (Reading("none", ()),) * len(sides))
        yield _Counter(desk, paper, module), draft, trust


def _draft(folder: Path) -> CopyDraft:
    sides = []
    for number, path in enumerate(draw_papers(folder / "papers").diploma, start=1):
        with Image.open(path) as picture:
            side = PagePicture(path, picture.width, picture.height, DPI)
        # As the station does while a side is being compared.
        picture_bytes(side, number)
        sides.append(side)
    return CopyDraft(
        title="Bằng và bảng điểm",
        pages=tuple(sides),
        statement=Statement(
            number=1,
            book="01/2026-SCT/BS",
            certified_at=datetime.now(UTC),
            agency="UBND PHƯỜNG ĐO",
            signer_name="Trần Văn Đo",
            signer_title=("CHỦ TỊCH",),
        ),
        code="H26.1-7K2M-9QXD",
        lookup_url="http://127.0.0.1/tra-cuu/H26.1-7K2M-9QXD",
        watermark="TTPVHCC",
    )
