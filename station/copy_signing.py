"""The two keys of this desk, from settings: which tokens they need, and what they sign."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from signing.certificates import refuse_unfit
from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.errors import KeyMissing, TimestampMissing
from signing.pin import Pin
from signing.revocation import RevocationCache
from signing.sign import SigningRules, pay_debts, sign_copy
from signing.token_libraries import known_libraries
from signing.tokens import find_tokens, open_token, read_certificate
from signing.trust import load_trust
from signing.typesetting import find_fonts
from signing.values import CopyDraft, KeyOnToken, Level, SignedCopy, Token
from station.errors import InputMissing, SettingInvalid, SettingMissing
from station.settings import SigningSettings

SignDraft = Callable[[CopyDraft, datetime], SignedCopy]


def find_tokens_of(settings: SigningSettings) -> tuple[Token, ...]:
    """The tokens that answer through the libraries of the settings, else through known ones.

    Raises:
        TokenLibraryMissing: the settings name a library that cannot be loaded.
    """
    named = [settings.officer_module, settings.agency_module]
    modules = tuple(dict.fromkeys(Path(name) for name in named if name))
    return find_tokens(modules) if modules else find_tokens(known_libraries())


@dataclass(frozen=True, slots=True)
class CopySigning:
    """Officer's and agency's keys; they may lie on one token or on two.

    trust: certificates of the authorities. revocations: where their lists and answers are kept.
    """

    settings: SigningSettings
    trust: Path
    revocations: Path

    def tokens_needed(self) -> tuple[str, ...]:
        """Labels of the tokens to unlock, in the order in which their PINs are asked.

        Raises:
            SettingMissing: no token is set for the officer.
        """
        return tuple(dict.fromkeys(key.token for key in self._keys()))

    def find(self) -> tuple[Token, ...]:
        """The tokens that answer now, with what they say of their PINs.

        Raises:
            TokenLibraryMissing: the settings name a library that cannot be loaded.
        """
        return find_tokens_of(self.settings)

    def require_fit(self, when: datetime) -> None:
        """Refuse, while nobody has typed a PIN, what could not be signed with at that time.

        A certificate that its token shows to nobody without a PIN is looked at by `unlock`.

        Raises:
            SettingMissing, SettingInvalid: the settings name no keys, or no level.
            TokenError: a token is not there. CertificateRefused: expired, not the pinned one, …
            TimestampMissing: no time-stamp may be owed, and no server is set.
            CopyRefused: this machine has no fonts to compose a copy with.
        """
        rules = self._rules()
        load_trust(rules.issuers)
        for key, fingerprint in zip(self._keys(), self._pinned(), strict=True):
            try:
                certificate = read_certificate(key)
            except KeyMissing:
                continue
            refuse_unfit(certificate, key.label, when, fingerprint)
        stamps_wanted = rules.level is not Level.B_B and not rules.timestamp_debt_allowed
        if stamps_wanted and not rules.timestamp_urls:
            raise TimestampMissing()

    @contextmanager
    def unlock(self, pins: Mapping[str, Pin], when: datetime) -> Iterator[SignDraft]:
        """Log in to each token once and give a function that composes and signs a copy.

        What `require_fit` refuses is refused before any PIN is tried; both certificates are
        looked at again, as the keys of the session have them, before the function is given.

        Raises:
            InputMissing: no PIN for one of the tokens. TokenError: a token said no.
            CertificateRefused, TimestampMissing, CopyRefused: as `require_fit`.
        """
        self.require_fit(when)
        officer, agency = self._keys()
        with ExitStack() as stack:
            sessions = {}
            for key in (officer, agency):
                if key.token not in sessions:
                    if key.token not in pins:
                        raise InputMissing(field="pin")
                    pin = pins[key.token]
                    opened = open_token(key.module, key.token, pin, final_try_allowed=pin.may_lock)
                    sessions[key.token] = stack.enter_context(opened)
            officer_pinned, agency_pinned = self._pinned()
            officer_key = sessions[officer.token].key(officer.label, officer_pinned)
            agency_key = sessions[agency.token].key(agency.label, agency_pinned)
            for opened_key in (officer_key, agency_key):
                refuse_unfit(opened_key.certificate, opened_key.label, when, opened_key.fingerprint)
            rules = self._rules()

            def sign(draft: CopyDraft, when: datetime) -> SignedCopy:
                pdf = compose_copy(draft, rules.fonts)
                return sign_copy(pdf, officer_key, agency_key, SIGNATURE_LOOKS, rules, when)

            yield sign

    def pay_debts(self, pdf: bytes) -> SignedCopy:
        """Get what a signed copy still lacks of its level; no token is needed.

        Raises:
            SettingInvalid: the level of the settings is none. CopyRefused: it is no signed copy.
        """
        return pay_debts(pdf, self._rules())

    def _rules(self) -> SigningRules:
        given = self.settings
        try:
            level = Level(given.level)
        except ValueError as error:
            raise SettingInvalid(key="signing.level", expected=", ".join(Level)) from error
        return SigningRules(
            fonts=find_fonts(),
            issuers=(self.trust,),
            timestamp_urls=given.timestamp_servers,
            timestamp_limit_s=float(given.timestamp_limit_s),
            timestamp_debt_allowed=given.timestamp_debt_allowed,
            level=level,
            revocations=RevocationCache(self.revocations, float(given.revocation_limit_s)),
        )

    def _pinned(self) -> tuple[str | None, str | None]:
        """Fingerprints of the only certificates that may sign here, where the settings say so."""
        given = self.settings
        return given.officer_certificate or None, given.agency_certificate or None

    def _keys(self) -> tuple[KeyOnToken, KeyOnToken]:
        given = self.settings
        for key, value in (
            ("signing.officer_module", given.officer_module),
            ("signing.officer_token", given.officer_token),
        ):
            if not value:
                raise SettingMissing(key=key)
        officer = KeyOnToken(Path(given.officer_module), given.officer_token, given.officer_key)
        agency = KeyOnToken(
            Path(given.agency_module or given.officer_module),
            given.agency_token or given.officer_token,
            given.agency_key,
        )
        return officer, agency
