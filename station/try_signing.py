"""A test signature with both keys of this desk: over a blank page, judged, and thrown away."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PIL import Image

from offline_store.store import Store
from signing.pin import Pin
from signing.values import CopyDraft, PagePicture, PdfA, Statement, Token, Verdict
from signing.verification import verify_pdf
from station.copy_signing import CopySigning
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import Settings
from station.trust import trusted_places

TRIED = "signature-tried"
"""Stands on the trail, with the verdict; its subject is `desk`."""

_MARK = "BẢN THỬ"
_DPI, _SIZE = 100, (583, 827)  # A5


@dataclass(frozen=True, slots=True)
class TrialSignature:
    """What came of it. level: as reached; owed: what could not be had, such as `timestamp`."""

    verdict: Verdict
    level: str
    owed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrySigning:
    """Signs what a copy would be, without number and book: the register is not touched.

    It bears BẢN THỬ on every page, and nothing of it is kept.
    """

    home: Path
    store: Store
    settings: Settings
    signing: CopySigning
    clerk: str
    now: Clock

    def tokens(self) -> tuple[Token, ...]:
        """The tokens to unlock, by the names under which their PINs are given.

        Raises:
            SettingMissing, TokenError: none is set, or it is not there.
        """
        self.signing.require_fit(self.now())
        found = self.signing.find_needed()
        return tuple(replace(token, label=name) for name, token in found.items() if token)

    def __call__(self, pins: Mapping[str, Pin]) -> TrialSignature:
        """Sign with both keys, and judge the result by this desk's trust.

        pins: by token; each is tried exactly once.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not certify.
            TokenError, CertificateRefused, TimestampMissing, CopyRefused: no signature was made.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CERTIFY)
        at = self.now()
        with (
            tempfile.TemporaryDirectory(prefix="tramso-trial-") as folder,
            self.signing.unlock(pins, at) as sign,
        ):
            signed = sign(self._draft(Path(folder) / "blank.png", at), at)
        report = verify_pdf(signed.pdf, trusted_places(self.home, self.settings))
        with self.store.transaction() as records:
            records.audit.append(
                self.now(), self.clerk, TRIED, "desk", verdict=report.verdict, level=signed.level
            )
        return TrialSignature(report.verdict, signed.level, tuple(signed.debts))

    def _draft(self, picture: Path, at: datetime) -> CopyDraft:
        Image.new("L", _SIZE, 255).save(picture)
        copy = self.settings.copy
        return CopyDraft(
            title=_MARK,
            pages=(PagePicture(picture, *_SIZE, _DPI),),
            statement=Statement(
                number=0,
                book=_MARK,
                certified_at=at,
                agency=self.settings.agency.name or _MARK,
                signer_name=self.settings.officer.name or _MARK,
                signer_title=self.settings.officer.title,
            ),
            code=_MARK,
            lookup_url=_MARK,
            watermark=_MARK,
            pdfa=PdfA(copy.pdfa),
            looks=copy.looks(),
            training=True,
        )
