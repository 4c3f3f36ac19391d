"""Stack: many two-page copies under one login, beside bare pyHanko and beside the token alone."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.functions import sign_pdf
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, alone, in_turn
from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.compose_ahead import compose_ahead
from signing.judgement import judge_pdf
from signing.page_pictures import picture_bytes
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.sign import SigningRules, sign_copy
from signing.token_key import TokenKey
from signing.tokens import open_token
from signing.typesetting import find_fonts
from signing.values import CopyDraft, PagePicture, Statement
from station.demo.papers import draw_papers
from station.demo.sheet import DPI

_COPIES = 12
_RAW = 200
_LABEL, _PIN = "Bàn đo", "147258"
_KEYS = ("officer", "agency")


@dataclass(frozen=True, slots=True)
class _Desk:
    """A practice token with its keys open, the rules, and a two-page draft ready to be composed."""

    module: Path
    keys: tuple[TokenKey, TokenKey]
    rules: SigningRules
    draft: CopyDraft

    def ours(self) -> float:
        """From checked pages to B-T, the next copies composed while one is signed."""
        drafts = (
            replace(self.draft, statement=replace(self.draft.statement, number=number))
            for number in range(1, _COPIES + 1)
        )
        with Stopwatch() as watch:
            for _, composed in compose_ahead(drafts, self.rules.fonts):
                now = datetime.now(UTC)
                sign_copy(composed.result(), *self.keys, SIGNATURE_LOOKS, self.rules, now)
        return watch.seconds

    def peer(self, pdf: bytes) -> float:
        """The same signatures by pyHanko alone on a PDF that is there, in one session."""
        stamper = RequestsHTTPTimeStamper(self.rules.timestamp_urls[0])  # type: ignore[no-untyped-call]
        criteria = TokenCriteria(label=_LABEL)
        with open_pkcs11_session(
            str(self.module), token_criteria=criteria, user_pin=_PIN
        ) as session:
            signers = [PKCS11Signer(session, cert_label=key, key_label=key) for key in _KEYS]
            with Stopwatch() as watch:
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
        with Stopwatch() as watch:
            for _ in range(_RAW):
                self.keys[0].sign_on_token(b"data")
        return watch.seconds


def measure(runs: int) -> tuple[Row, ...]:
    """Copies a second of a stack; signatures a second; seconds of one verification."""
    with _practice_desk() as (desk, trust):
        composed = compose_copy(desk.draft, desk.rules.fonts)
        now = datetime.now(UTC)
        signed = sign_copy(composed, *desk.keys, SIGNATURE_LOOKS, desk.rules, now).pdf

        def verify() -> float:
            with Stopwatch() as watch:
                judge_pdf(signed, (trust,))
            return watch.seconds

        raw = alone(desk.raw, runs)
        return (
            in_turn(desk.ours, lambda: desk.peer(composed), runs).rate_row(
                f"{_COPIES} two-page copies, one login: compose, sign twice, time-stamp, check",
                _COPIES,
                "copies",
                "pyHanko's sign_pdf, twice, on a ready PDF, in one session",
                "the sides were encoded when they were compared; both wait for one stamp server",
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
def _practice_desk() -> Iterator[tuple[_Desk, Path]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tramso-bench-")))
        os.environ.update(soft_token.prepare_folder(folder / "token"))
        module = soft_token.library()
        authority = PracticeAuthority.create()
        trust = folder / "trust"
        authority.write_trust(trust)
        soft_token.create_token(module, _LABEL, _PIN)
        for key in _KEYS:
            soft_token.create_key(
                module, _LABEL, _PIN, key, lambda public: authority.issue(Subject("Đo"), public)
            )
        url = stack.enter_context(timestamp_server(TimestampIdentity.create(authority)))
        session = stack.enter_context(open_token(module, _LABEL, Pin(_PIN)))
        rules = SigningRules(fonts=find_fonts(), issuers=(trust,), timestamp_urls=(url,))
        officer, agency = (session.key(key) for key in _KEYS)
        yield _Desk(module, (officer, agency), rules, _draft(folder)), trust


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
