"""A practice desk on real parts for tests: soft token with two keys, authority, trust, fonts.

SoftHSM reads its settings once per process: so there is one desk per process, whichever test
asks first, and whoever needs another token creates it there under a label of its own.
"""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from signing.compose import SIGNATURE_LOOKS
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.sign import SigningRules, sign_copy
from signing.tokens import TokenSession, open_token
from signing.typesetting import find_fonts
from signing.values import CopyDraft, PagePicture, PlacedWord, SignedCopy, Statement

PIN = "147258"
AGENCY = "Ủy ban nhân dân phường Thử Nghiệm"
OFFICER = "Trần Văn Mẫu"
LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "TRÍCH LỤC KHAI SINH",
    "Họ, chữ đệm, tên: Nguyễn Thị Thử Nghiệm",
    "Nơi sinh: Trạm y tế xã Mẫu, Thành phố Hà Nội",
)


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """What a desk has: token with the keys `officer` and `agency`, authority, trust folder."""

    folder: Path
    module: Path
    token: str
    authority: PracticeAuthority
    trust: Path

    def open(self) -> AbstractContextManager[TokenSession]:
        """Log in to the desk's token."""
        return open_token(self.module, self.token, Pin(PIN))

    def new_token(self, label: str) -> None:
        """Plug in another token."""
        soft_token.create_token(self.module, label, PIN)

    def new_key(
        self,
        token: str,
        label: str,
        subject: Subject,
        *,
        curve: bool = False,
        validity: tuple[datetime, datetime] | None = None,
    ) -> None:
        """Make a certified key on one of its tokens."""
        soft_token.create_key(
            self.module,
            token,
            PIN,
            label,
            lambda key: self.authority.issue(subject, key, validity=validity),
            curve=curve,
        )

    def rules(self, *timestamp_urls: str, debt_allowed: bool = False) -> SigningRules:
        """How this desk signs."""
        return SigningRules(
            fonts=find_fonts(),
            issuers=(self.trust,),
            timestamp_urls=timestamp_urls,
            timestamp_limit_s=5,
            timestamp_debt_allowed=debt_allowed,
        )

    def sign(
        self, pdf: bytes, rules: SigningRules, keys: tuple[str, str] = ("officer", "agency")
    ) -> SignedCopy:
        """Log in, sign once, log out."""
        with self.open() as session:
            officer, agency = (session.key(label) for label in keys)
            return sign_copy(pdf, officer, agency, SIGNATURE_LOOKS, rules, datetime.now(UTC))


_desks: list[PracticeDesk] = []


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> PracticeDesk:
    """The practice desk of this process."""
    if not _desks:
        _desks.append(make_desk(tmp_path_factory.mktemp("desk")))
    return _desks[0]


def make_desk(folder: Path) -> PracticeDesk:
    """A desk with a soft token, two keys and an authority of its own, in that folder."""
    os.environ.update(soft_token.prepare_folder(folder / "softhsm"))
    authority = PracticeAuthority.create()
    authority.write_trust(folder / "trust")
    made = PracticeDesk(folder, soft_token.library(), "Bàn thực hành", authority, folder / "trust")
    made.new_token(made.token)
    made.new_key(made.token, "officer", Subject(OFFICER, AGENCY))
    made.new_key(made.token, "agency", Subject(AGENCY, AGENCY))
    return made


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> CopyDraft:
    """A one-page copy of a synthetic paper at 100 dpi, with its words."""
    return CopyDraft(
        title="Trích lục khai sinh",
        pages=(draw_page(tmp_path_factory.mktemp("paper") / "page.png"),),
        statement=Statement(
            number=5,
            book="01/2026-SCT/BS",
            certified_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            agency=AGENCY.upper(),
            signer_name=OFFICER,
            signer_title=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        code="H26.1-7K2M-9QXD",
        lookup_url="http://127.0.0.1:8000/tra-cuu/H26.1-7K2M-9QXD",
        watermark="TTPVHCC",
    )


def draw_page(path: Path, lines: tuple[str, ...] = LINES) -> PagePicture:
    """Draw a paper at 100 dpi, A4; the file's suffix decides the kind of picture."""
    picture = Image.new("RGB", (827, 1169), "#fbf8ee")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(find_fonts()[0]), 22)
    words: list[PlacedWord] = []
    for row, line in enumerate(lines):
        x = 90.0
        for word in line.split():
            pen.text((x, 120 + 60 * row), word, font=font, fill="black")
            left, top, right, bottom = pen.textbbox((x, 120 + 60 * row), word, font=font)
            box = (round(left), round(top), round(right - left), round(bottom - top))
            words.append(PlacedWord(word, box))
            x = right + 9
    picture.save(path, dpi=(100, 100))
    return PagePicture(path, 827, 1169, 100, tuple(words))
