"""Sign a file that is no certified copy: what a clerk scanned, or a copy of a document (sao y).

TT 01/2023/TT-VPCP, Điều 8: who scans signs top left, with name and time. NĐ 30/2020, Phụ lục I:
the agency signs a copy in electronic form top right on its first page, without a picture, with the
form of the copy, the agency's name and the time. Neither has a number in the register.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from offline_store.store import Store
from signing.certificates import common_name
from signing.errors import TokenAmbiguous
from signing.pin import Pin
from signing.sign_file import Corner, sign_file
from signing.tokens import open_token
from signing.values import KeyOnToken, SignedCopy, Token
from station.copy_signing import CopySigning
from station.errors import InputMissing, SettingInvalid, SettingMissing
from station.hanoi_time import HANOI, Clock
from station.people import Act, require
from station.settings import Settings


class FileAct(StrEnum):
    """As what a file is signed."""

    SCAN = "scan"
    SAO_Y = "sao-y"


_FIELDS: Mapping[FileAct, str] = {FileAct.SCAN: "ScanClerk", FileAct.SAO_Y: "SaoY"}
_WHO: Mapping[FileAct, Act] = {FileAct.SCAN: Act.PAGES, FileAct.SAO_Y: Act.CERTIFY}


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signed PDF, and who signed it by the certificate."""

    copy: SignedCopy
    signer: str


SignPdf = Callable[[bytes, datetime], SignedFile]
"""Signs one PDF as of a moment, with a key that is unlocked."""


@dataclass(frozen=True, slots=True)
class SignFile:
    """Sign one PDF with the key of the act, where and in the words that the settings give."""

    store: Store
    signing: CopySigning
    settings: Settings
    clerk: str
    now: Clock

    def token_needed(self, act: FileAct) -> str:
        """The label of the token whose PIN is asked.

        Raises:
            SettingMissing: none is set.
        """
        return self._key(act).token

    def find_needed(self, act: FileAct) -> Token | None:
        """That token, as it answers now; None where it does not.

        Raises:
            SettingMissing: none is set. TokenAmbiguous: two that answer bear the label.
            TokenLibraryMissing: the settings name a library that cannot be loaded.
        """
        wanted = self._key(act)
        fitting = [
            token
            for token in self.signing.find()
            if token.label == wanted.token and wanted.serial in ("", token.serial)
        ]
        if len(fitting) > 1:
            raise TokenAmbiguous(token=wanted.token)
        return fitting[0] if fitting else None

    def require_fit(self, act: FileAct) -> None:
        """Refuse, while nobody has typed a PIN, what could not be signed with now.

        Raises:
            SettingMissing, SettingInvalid: the settings name no key, place or words.
            TokenError, CertificateRefused, TimestampMissing, CopyRefused: as `CopySigning`.
        """
        self._corner(act)
        self.signing.require_fit_of(self._key(act), self._pinned(act), self.now())

    def __call__(self, pdf: bytes, act: FileAct, pins: Mapping[str, Pin]) -> SignedCopy:
        """Sign it; on the audit trail.

        Raises:
            RoleMissing: whoever sits there may not. InputMissing: no PIN is given.
            SettingMissing, SettingInvalid: the settings name no key, place or words.
            CertificateRefused, TokenError, TimestampMissing, CopyRefused: as `sign_file`.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, _WHO[act])
        at = self.now()
        with self.unlock(act, pins, at) as sign:
            signed = sign(pdf, at).copy
        with self.store.transaction() as records:
            records.audit.append(
                at,
                self.clerk,
                "file-signed",
                act.value,
                sha256=hashlib.sha256(signed.pdf).hexdigest(),
                level=signed.level,
            )
        return signed

    @contextmanager
    def unlock(self, act: FileAct, pins: Mapping[str, Pin], when: datetime) -> Iterator[SignPdf]:
        """Log in once and give a function that signs one PDF; any thread may call it.

        Raises:
            InputMissing: no PIN is given. SettingMissing, SettingInvalid: as a call would.
            CertificateRefused, TokenError, TimestampMissing, CopyRefused: as `sign_file`.
        """
        wanted, corner, rules = self._key(act), self._corner(act), self.signing.rules()
        pin = pins.get(wanted.token)
        if pin is None:
            raise InputMissing(field="pin")
        opened = open_token(
            wanted.module,
            wanted.token,
            pin,
            serial=wanted.serial,
            final_try_allowed=pin.may_lock,
        )
        with opened as session:
            key = session.key(wanted.label, self._pinned(act))
            self.signing.refuse_revoked(key, when)
            signer = common_name(key.certificate)

            def sign(pdf: bytes, at: datetime) -> SignedFile:
                lines = self._lines(act, signer, at)
                return SignedFile(
                    sign_file(pdf, key, _FIELDS[act], corner, lines, rules, at), signer
                )

            yield sign

    def _pinned(self, act: FileAct) -> str | None:
        given = self.settings.signing
        pinned = given.clerk_certificate if act is FileAct.SCAN else given.agency_certificate
        return pinned or None

    def _key(self, act: FileAct) -> KeyOnToken:
        officer, agency = self.signing.keys()
        if act is FileAct.SAO_Y:
            return agency
        given = self.settings.signing
        if not given.clerk_token:
            return KeyOnToken(officer.module, officer.token, given.clerk_key, officer.serial)
        return KeyOnToken(
            Path(given.clerk_module or given.officer_module),
            given.clerk_token,
            given.clerk_key,
            given.clerk_serial,
        )

    def _corner(self, act: FileAct) -> Corner:
        acts = self.settings.acts
        text = acts.scan_box if act is FileAct.SCAN else acts.sao_y_box
        aside, below, width, height = (int(part) for part in text.split())
        return Corner(act is FileAct.SAO_Y, aside, below, width, height)

    def _lines(self, act: FileAct, signer: str, at: datetime) -> list[str]:
        acts, local = self.settings.acts, at.astimezone(HANOI)
        name = "acts.scan_text" if act is FileAct.SCAN else "acts.sao_y_text"
        text = acts.scan_text if act is FileAct.SCAN else acts.sao_y_text
        if act is FileAct.SAO_Y and not self.settings.agency.name:
            raise SettingMissing(key="agency.name")
        try:
            filled = text.format(
                signer=signer,
                agency=self.settings.agency.name,
                time=f"{local:%d-%m-%Y %H:%M:%S} +07:00",
                iso=local.isoformat(timespec="seconds"),
            )
        except (LookupError, ValueError) as error:
            raise SettingInvalid(
                key=name, expected="{signer}, {agency}, {time} or {iso}"
            ) from error
        return filled.splitlines()
