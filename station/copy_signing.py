"""The two keys of this desk, from settings: which tokens they need, and what they sign."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography.x509 import Certificate

from signing.certificates import chain_of, load_certificates, refuse_unfit
from signing.compose import compose_copy
from signing.errors import (
    CertificateRefused,
    KeyMissing,
    SigningError,
    TimestampMissing,
    TokenAmbiguous,
)
from signing.pin import Pin
from signing.revocation import RevocationCache
from signing.sign import SigningRules, pay_debts, sign_copy
from signing.timestamps import FirstAnswering, ask_time
from signing.token_key import TokenKey
from signing.token_libraries import known_libraries
from signing.token_spare import prepare_worker
from signing.token_watch import TokenWatch
from signing.tokens import find_tokens, open_token, read_certificate
from signing.trust import Trust, load_trust
from signing.typesetting import find_fonts
from signing.values import CopyDraft, KeyOnToken, Level, Revocation, SignedCopy, Token
from station.errors import InputMissing, SettingInvalid, SettingMissing
from station.settings import SigningSettings


class Role(StrEnum):
    """Whose key it is."""

    OFFICER = "officer"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class KeyLook:
    """What can be known of a key without a PIN.

    ends_at: when its certificate ends; None where the token shows it to nobody without the PIN, or
    there is a problem. pinned: whether the settings name this very certificate. revocation: what
    the data kept here says; revocation_of: when the oldest piece of that data was issued.
    """

    role: Role
    label: str
    pinned: bool
    ends_at: datetime | None = None
    revocation: Revocation = Revocation.UNKNOWN
    revocation_of: datetime | None = None
    problem: SigningError | None = None


SignDraft = Callable[[CopyDraft, datetime], SignedCopy]
PayOne = Callable[[bytes, Collection[str]], SignedCopy]


def find_tokens_of(settings: SigningSettings) -> tuple[Token, ...]:
    """The tokens that answer through the libraries of the settings, else through known ones.

    Raises:
        TokenLibraryMissing: the settings name a library that cannot be loaded.
    """
    return find_tokens(libraries_of(settings))


def libraries_of(settings: SigningSettings) -> tuple[Path, ...]:
    """The libraries of the settings; where they name none, the known ones of this system."""
    named = [settings.officer_module, settings.agency_module, settings.clerk_module]
    return tuple(dict.fromkeys(Path(name) for name in named if name)) or known_libraries()


@dataclass(frozen=True, slots=True)
class CopySigning:
    """Officer's and agency's keys; they may lie on one token or on two.

    trust: certificates of the authorities. revocations: where their lists and answers are kept.
    """

    settings: SigningSettings
    trust: Path
    revocations: Path

    def tokens_needed(self) -> tuple[str, ...]:
        """Names of the tokens to unlock, in the order in which their PINs are asked.

        A token's name is its label, with its serial where the other one has the same.

        Raises:
            SettingMissing: no token is set for the officer. TokenAmbiguous: two tokens are needed
            that have the same label, and not both serials are set.
        """
        return tuple(_named(self.keys()))

    def find_needed(self) -> dict[str, Token | None]:
        """The tokens to unlock by their names, as they answer now; None for one that does not.

        Raises:
            SettingMissing, TokenAmbiguous: as `tokens_needed`; or two that answer bear the label.
            TokenLibraryMissing: the settings name a library that cannot be loaded.
        """
        needed = _named(self.keys())
        here = self.find()
        found: dict[str, Token | None] = {}
        for name, key in needed.items():
            fitting = [
                token
                for token in here
                if token.label == key.token and key.serial in ("", token.serial)
            ]
            if len(fitting) > 1:
                raise TokenAmbiguous(token=key.token)
            found[name] = fitting[0] if fitting else None
        return found

    def find(self) -> tuple[Token, ...]:
        """The tokens that answer now, with what they say of their PINs.

        Raises:
            TokenLibraryMissing: the settings name a library that cannot be loaded.
        """
        return find_tokens_of(self.settings)

    def watch(self) -> TokenWatch:
        """Begin to watch which tokens are plugged in; close it when done."""
        return TokenWatch(libraries_of(self.settings))

    def require_fit(self, when: datetime) -> None:
        """Refuse, while nobody has typed a PIN, what could not be signed with at that time.

        A certificate that its token shows to nobody without a PIN is looked at by `unlock`.

        Raises:
            SettingMissing, SettingInvalid: the settings name no keys, or no level.
            TokenError: a token is not there, or two bear its label.
            CertificateRefused: expired, not the pinned one, …
            TimestampMissing: no time-stamp may be owed, and no server is set.
            CopyRefused: this machine has no fonts to compose a copy with.
        """
        self._require_rules()
        for look in self.look(when):
            if look.problem is not None:
                raise look.problem

    def require_fit_of(self, key: KeyOnToken, fingerprint: str | None, when: datetime) -> None:
        """The same for one key, such as a scanning clerk's own. fingerprint: of the pinned one.

        Raises:
            SettingInvalid, TokenError, CertificateRefused, TimestampMissing, CopyRefused: as above.
        """
        self._require_rules()
        try:
            certificate = read_certificate(key)
        except KeyMissing:
            return  # the token shows it to nobody without a PIN: it is looked at after the log-in
        refuse_unfit(certificate, key.label, when, fingerprint)
        self._refuse_revoked(certificate, key.label, load_certificates((self.trust,)), when)

    def _require_rules(self) -> None:
        rules = self.rules()
        # Whoever asks this will log in soon.
        prepare_worker()
        stamps_wanted = rules.level is not Level.B_B and not rules.timestamp_debt_allowed
        if stamps_wanted and not rules.timestamp_urls:
            raise TimestampMissing()

    def look(self, when: datetime) -> tuple[KeyLook, ...]:
        """What can be known of the officer's and the agency's key without a PIN and a network.

        Raises:
            SettingMissing: the settings name no token. CertificateRefused: reason `unreadable`,
            of a file in the trust folder.
        """
        trusted = load_certificates((self.trust,))
        keys, pinned = self.keys(), self._pinned()
        return tuple(
            self._look(role, key, fingerprint, trusted, when)
            for role, key, fingerprint in zip(Role, keys, pinned, strict=True)
        )

    def ask_time(self, limit_s: float) -> datetime | None:
        """The time by the first time-stamp server that answers; None where none does.

        limit_s: seconds for each of them.
        """
        return ask_time(FirstAnswering(self.settings.timestamp_servers, limit_s, self._trust()))

    @contextmanager
    def unlock(self, pins: Mapping[str, Pin], when: datetime) -> Iterator[SignDraft]:
        """Log in to each token once and give a function that composes and signs a copy.

        What `require_fit` refuses is refused before any PIN is tried; both certificates and what
        is kept of their revocation are looked at again, as the keys of the session have them,
        before the function is given.

        Args:
            pins: by the names that `tokens_needed` gives.
            when: aware; the time of signing.

        Raises:
            InputMissing: no PIN for one of the tokens. TokenError: a token said no.
            CertificateRefused, TimestampMissing, CopyRefused: as `require_fit`.
        """
        self.require_fit(when)
        officer, agency = self.keys()
        needed = _named((officer, agency))
        if any(name not in pins for name in needed):
            raise InputMissing(field="pin")
        with ExitStack() as stack:
            sessions = {}
            for name, key in needed.items():
                pin = pins[name]
                opened = open_token(
                    key.module,
                    key.token,
                    pin,
                    serial=key.serial,
                    final_try_allowed=pin.may_lock,
                )
                sessions[_token_of(key)] = stack.enter_context(opened)
            officer_pinned, agency_pinned = self._pinned()
            officer_key = sessions[_token_of(officer)].key(officer.label, officer_pinned)
            agency_key = sessions[_token_of(agency)].key(agency.label, agency_pinned)
            for opened_key in (officer_key, agency_key):
                self.refuse_revoked(opened_key, when)
            rules = self.rules()

            def sign(draft: CopyDraft, when: datetime) -> SignedCopy:
                pdf = compose_copy(draft, rules.fonts)
                return sign_copy(pdf, officer_key, agency_key, draft.looks, rules, when)

            yield sign

    def payer(self) -> PayOne:
        """A function that gets what a signed copy lacks of its level or owes; no token is needed.

        A revocation server that fails is not asked again for the next copy; what is no signed copy
        raises CopyRefused.

        Raises:
            SettingInvalid: the level of the settings is none.
        """
        rules = self.rules()
        return lambda pdf, owed: pay_debts(pdf, rules, owed)

    def rules(self) -> SigningRules:
        """What holds for everything that this desk signs.

        Raises:
            SettingInvalid: the level of the settings is none. CopyRefused: no fonts.
        """
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
            timestamp_wait_s=float(given.timestamp_wait_s),
            level=level,
            revocations=RevocationCache(self.revocations, float(given.revocation_limit_s)),
        )

    def _look(
        self,
        role: Role,
        key: KeyOnToken,
        fingerprint: str | None,
        trusted: tuple[Certificate, ...],
        when: datetime,
    ) -> KeyLook:
        look = KeyLook(role, key.label, fingerprint is not None)
        try:
            certificate = read_certificate(key)
            refuse_unfit(certificate, key.label, when, fingerprint)
            revocation, of = self._refuse_revoked(certificate, key.label, trusted, when)
        except KeyMissing:
            return look
        except SigningError as error:
            return replace(look, problem=error)
        ends_at = certificate.not_valid_after_utc
        return replace(look, ends_at=ends_at, revocation=revocation, revocation_of=of)

    def refuse_revoked(self, key: TokenKey, when: datetime) -> None:
        """Refuse a key that is unlocked and may not sign at that time; no network is used.

        Raises:
            CertificateRefused: expired, not the pinned one, revoked by what is kept here, …
        """
        refuse_unfit(key.certificate, key.label, when, key.fingerprint)
        pool = (*key.issuers, *load_certificates((self.trust,)))
        self._refuse_revoked(key.certificate, key.label, pool, when)

    def _refuse_revoked(
        self,
        certificate: Certificate,
        label: str,
        pool: tuple[Certificate, ...],
        when: datetime,
    ) -> tuple[Revocation, datetime | None]:
        """What the data kept here says of a certificate, and of when it is; no network is used.

        Raises:
            CertificateRefused: reason `revoked`.
        """
        chain = (certificate, *chain_of(certificate, pool))
        kept = RevocationCache(self.revocations, fetching=False)
        revocation, of = kept.state(chain, when)
        if revocation is Revocation.REVOKED:
            raise CertificateRefused(reason="revoked", certificate=label)
        return revocation, of

    def _trust(self) -> Trust:
        return load_trust((self.trust,) if self.trust.exists() else ())

    def _pinned(self) -> tuple[str | None, str | None]:
        """Fingerprints of the only certificates that may sign here, where the settings say so."""
        given = self.settings
        return given.officer_certificate or None, given.agency_certificate or None

    def keys(self) -> tuple[KeyOnToken, KeyOnToken]:
        """The officer's and the agency's.

        Raises:
            SettingMissing: no token is set for the officer.
        """
        given = self.settings
        for key, value in (
            ("signing.officer_module", given.officer_module),
            ("signing.officer_token", given.officer_token),
        ):
            if not value:
                raise SettingMissing(key=key)
        officer = KeyOnToken(
            Path(given.officer_module),
            given.officer_token,
            given.officer_key,
            given.officer_serial,
        )
        agency = KeyOnToken(
            Path(given.agency_module or given.officer_module),
            given.agency_token or given.officer_token,
            given.agency_key,
            given.agency_serial,
        )
        if not agency.serial and (agency.module, agency.token) == (officer.module, officer.token):
            agency = replace(agency, serial=officer.serial)
        return officer, agency


def _token_of(key: KeyOnToken) -> tuple[Path, str, str]:
    return key.module, key.token, key.serial


def _named(keys: Sequence[KeyOnToken]) -> dict[str, KeyOnToken]:
    """One key for each token, by the name under which the token's PIN is asked and given."""
    tokens = tuple({_token_of(key): key for key in keys}.values())
    labels = [key.token for key in tokens]
    for key in tokens:
        if not key.serial and labels.count(key.token) > 1:
            raise TokenAmbiguous(token=key.token)
    names = token_names([(key.token, key.serial) for key in tokens])
    return dict(zip(names, tokens, strict=True))


def token_names(tokens: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Names for tokens of which label and serial are given: the label, if no other has it."""
    labels = [label for label, _ in tokens]
    return tuple(
        label if labels.count(label) == 1 else f"{label} ({serial})" for label, serial in tokens
    )
