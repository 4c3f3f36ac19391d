"""The line to an identity provider by OpenID Connect Core 1.0, with PKCE (RFC 7636).

Tokens live as long as one question takes; none is kept, logged or passed on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidClaimError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from pydantic import ValidationError

from central.errors import IdentificationFailed, IdentificationSettingInvalid
from central.identification_settings import IdentificationSettings, is_private
from offline_store.identification_wire import (
    PATH_IDENTIFIED,
    IdentificationFailure,
    IdentifiedPerson,
)

_DISCOVERY = "/.well-known/openid-configuration"
_CLOCKS_APART_S = 60
# A provider that is slow must not take all threads that central answers desks with.
_MOST_AT_ONCE = 8
_WRONG_CLAIM = {
    "iss": IdentificationFailure.ISSUER_WRONG,
    "nonce": IdentificationFailure.NONCE_WRONG,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What ties an answer to its question: state, nonce, and the verifier of PKCE."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class IdentityProvider:
    """What central asks of it. Any thread may. home: where the secret's file lies.

    Raises:
        IdentificationSettingInvalid: the secret's file cannot be read.
    """

    def __init__(self, settings: IdentificationSettings, home: Path) -> None:
        self._settings = settings
        self._authority = home / settings.authority if settings.authority else None
        self._secret = _read_secret(home, settings)
        self._lock = Lock()
        self._asking = BoundedSemaphore(_MOST_AT_ONCE)
        self._published: dict[str, str] | None = None
        self._keys: KeySet | None = None

    def address(self, proof: Proof) -> str:
        """Where a citizen's browser is sent to.

        Raises:
            IdentificationFailed: the provider does not say where that is, or too many ask it.
        """
        settings = self._settings
        more = {"nonce": proof.nonce, "acr_values": settings.acr_values or None}
        with self._turn(), self._session() as session:
            address, _ = session.create_authorization_url(
                self._place("authorization"),
                state=proof.state,
                code_verifier=proof.verifier,
                **more,
            )
        return str(address)

    def person(self, code: str, proof: Proof) -> IdentifiedPerson:
        """Who it is by the code that a browser brought back.

        Raises:
            IdentificationFailed: the provider does not say, or not so that it can be believed; or
                too many ask it.
        """
        with self._turn(), self._session() as session:
            try:
                token = session.fetch_token(
                    self._place("token"),
                    code=code,
                    code_verifier=proof.verifier,
                    grant_type="authorization_code",
                    allow_redirects=False,
                )
            except OAuthError as error:
                raise _failed(IdentificationFailure.CODE_REFUSED) from error
            except (requests.RequestException, ValueError) as error:
                raise _failed(IdentificationFailure.PROVIDER_AWAY) from error
            claims = self._proven(token, proof)
            if self._settings.from_userinfo:
                claims = self._userinfo(session, str(claims["sub"]))
        return self._read(claims)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One of a few at a time; whoever comes on top is told at once to try again."""
        if not self._asking.acquire(blocking=False):
            raise _failed(IdentificationFailure.PROVIDER_AWAY)
        try:
            yield
        finally:
            self._asking.release()

    def _proven(self, token: dict[str, Any], proof: Proof) -> dict[str, Any]:
        """The claims of an ID token that holds (OpenID Connect Core 3.1.3.7)."""
        settings = self._settings
        text = token.get("id_token")
        if not isinstance(text, str):
            raise _failed(IdentificationFailure.TOKEN_INVALID)
        try:
            decoded = self._decoded(text)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": settings.issuer},
                    "aud": {"essential": True, "value": settings.client_id},
                },
                {
                    "nonce": proof.nonce,
                    "client_id": settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=_CLOCKS_APART_S)
        except (InvalidClaimError, MissingClaimError) as error:
            wrong = _WRONG_CLAIM.get(error.claim, IdentificationFailure.TOKEN_INVALID)
            raise _failed(wrong) from error
        except (JoseError, ValueError) as error:
            raise _failed(IdentificationFailure.TOKEN_INVALID) from error
        if settings.accepted_acr and claims.get("acr") not in settings.accepted_acr:
            raise _failed(IdentificationFailure.LEVEL_LOW)
        return dict(claims)

    def _decoded(self, text: str) -> jwt.Token:
        """The token, its signature verified; keys that are not known yet are asked for once."""
        registry = JWSRegistry(
            algorithms=list(self._settings.algorithms), strict_check_header=False
        )
        try:
            return jwt.decode(text, self._key_set(), registry=registry)
        except InvalidKeyIdError:
            return jwt.decode(text, self._key_set(anew=True), registry=registry)

    def _key_set(self, *, anew: bool = False) -> KeySet:
        with self._lock:
            if self._keys is not None and not anew:
                return self._keys
        try:
            keys = KeySet.import_key_set(self._fetch(self._place("keys")))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _failed(IdentificationFailure.PROVIDER_AWAY) from error
        with self._lock:
            self._keys = keys
        return keys

    def _userinfo(self, session: OAuth2Session, subject: str) -> dict[str, Any]:
        """The claims that are asked for with the token; of nobody else than the token's."""
        try:
            answer = session.get(self._place("userinfo"), allow_redirects=False)
            answer.raise_for_status()
            claims = answer.json()
        except (requests.RequestException, OAuthError, ValueError) as error:
            raise _failed(IdentificationFailure.PROVIDER_AWAY) from error
        if not isinstance(claims, dict) or claims.get("sub") != subject:
            raise _failed(IdentificationFailure.TOKEN_INVALID)
        return claims

    def _read(self, claims: dict[str, Any]) -> IdentifiedPerson:
        said = {ours: str(claims.get(name) or "") for ours, name in self._settings.claims.items()}
        try:
            return IdentifiedPerson(
                name=" ".join(said["name"].split()),
                id_number="".join(said["id_number"].split()),
                birth_date=self._birth_date(said["birth_date"].strip()),
            )
        except ValidationError:
            # Not chained: it would say what was in the fields.
            raise _failed(IdentificationFailure.PERSON_INCOMPLETE) from None

    def _birth_date(self, text: str) -> str:
        """As our forms write it; empty for what is written as no setting says."""
        for form in self._settings.birth_dates:
            try:
                day = datetime.strptime(text, form)
            except ValueError:
                continue
            return f"{day:%Y}" if form == "%Y" else f"{day:%d/%m/%Y}"
        return ""

    def _place(self, name: str) -> str:
        """An address of the provider's: of the settings, or as it publishes it."""
        own = str(getattr(self._settings, name))
        if own:
            return own
        with self._lock:
            published = self._published
        if published is None:
            said = self._fetch(self._settings.issuer.rstrip("/") + _DISCOVERY)
            # OpenID Connect Discovery 4.3: it must be of the issuer that was asked.
            if said.get("issuer") != self._settings.issuer:
                raise _failed(IdentificationFailure.ISSUER_WRONG)
            published = {
                "authorization": str(said.get("authorization_endpoint", "")),
                "token": str(said.get("token_endpoint", "")),
                "keys": str(said.get("jwks_uri", "")),
                "userinfo": str(said.get("userinfo_endpoint", "")),
            }
            with self._lock:
                self._published = published
        place = published[name]
        # Code, secret and tokens go there: what is published is held to what settings are held to.
        if not place or not is_private(place):
            raise _failed(IdentificationFailure.PROVIDER_AWAY)
        return place

    def _fetch(self, address: str) -> dict[str, Any]:
        try:
            with self._session() as session:
                answer = session.request("GET", address, withhold_token=True, allow_redirects=False)
                answer.raise_for_status()
                said = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise _failed(IdentificationFailure.PROVIDER_AWAY) from error
        if not isinstance(said, dict):
            raise _failed(IdentificationFailure.PROVIDER_AWAY)
        return said

    def _session(self) -> OAuth2Session:
        settings = self._settings
        session = OAuth2Session(
            settings.client_id,
            self._secret or None,
            token_endpoint_auth_method=settings.token_login,
            scope=settings.scope,
            redirect_uri=settings.public_url.rstrip("/") + PATH_IDENTIFIED,
            code_challenge_method="S256",
            default_timeout=settings.answer_limit_s,
        )
        if self._authority is not None:
            session.verify = str(self._authority)
        return session


def _read_secret(home: Path, settings: IdentificationSettings) -> str:
    if not settings.secret_file:
        return ""
    try:
        lines = (home / settings.secret_file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise IdentificationSettingInvalid(key="secret_file") from error
    return lines[0].strip() if lines else ""


def _failed(reason: IdentificationFailure) -> IdentificationFailed:
    return IdentificationFailed(reason=reason.value)
