"""How this central has citizens identified: every word of the provider's is a setting.

What VNeID's addresses, claims and levels are called is practice of others' code, not a published
specification: it is written into `identification.toml` in central's home.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from central.errors import IdentificationSettingInvalid
from central.settings_file import read_settings_file

FILE_NAME = "identification.toml"

# A token that anybody can sign proves nothing: neither `none`, nor a secret that both sides have.
_ALGORITHMS = {
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
}
_TOKEN_LOGINS = {"client_secret_basic", "client_secret_post", "none"}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_CLAIMS = {"name": "HoVaTen", "id_number": "SoDinhDanh", "birth_date": "NgayThangNamSinh"}


@dataclass(frozen=True, slots=True)
class IdentificationSettings:
    """issuer, client_id, public_url: without all of them nobody is identified.

    source: as clerks and citizens call the provider. public_url: central's own address, as phones
    reach it. secret_file: below central's home, its first line; token_login: how the secret is
    shown, by OpenID Connect's name. authorization, token, keys, userinfo: the provider's addresses,
    where it does not publish them itself. authority: a PEM file of who vouches for its server.
    acr_values: the level that is asked for; accepted_acr: those that are enough, none: any.
    algorithms: by which it may sign. from_userinfo: the claims are asked for with the token, not
    in it. claims: by our name, the provider's. birth_dates: how it writes dates (strptime).
    same_browser: what comes back must come from the browser that opened the address. lives_s: how
    long a citizen has. answer_limit_s: how long the provider has for one answer.
    """

    source: str = "VNeID"
    issuer: str = ""
    client_id: str = ""
    secret_file: str = ""
    token_login: str = "client_secret_basic"
    public_url: str = ""
    authorization: str = ""
    token: str = ""
    keys: str = ""
    userinfo: str = ""
    authority: str = ""
    scope: str = "openid"
    acr_values: str = ""
    accepted_acr: tuple[str, ...] = ()
    algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")
    from_userinfo: bool = False
    claims: Mapping[str, str] = field(default_factory=lambda: dict(_CLAIMS))
    birth_dates: tuple[str, ...] = ("%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%Y")
    same_browser: bool = True
    lives_s: int = 300
    answer_limit_s: int = 15

    @property
    def offered(self) -> bool:
        """Whether citizens can be identified here."""
        return bool(self.issuer and self.client_id and self.public_url)


def read_identification_settings(folder: Path) -> IdentificationSettings:
    """The settings in a central's home; without a file nobody is identified.

    Raises:
        IdentificationSettingInvalid: no TOML, an unknown key, or a value that cannot be. Facts:
            key.
    """
    settings = read_settings_file(
        folder / FILE_NAME,
        IdentificationSettings(),
        lambda key: IdentificationSettingInvalid(key=key),
        merged=("claims",),
    )
    for key, well in (
        ("issuer", is_private(settings.issuer)),
        ("public_url", is_private(settings.public_url)),
        *((key, is_private(getattr(settings, key))) for key in _ADDRESSES),
        ("token_login", settings.token_login in _TOKEN_LOGINS),
        ("algorithms", bool(settings.algorithms) and set(settings.algorithms) <= _ALGORITHMS),
        ("claims", settings.claims.keys() == _CLAIMS.keys()),
        ("lives_s", 30 <= settings.lives_s <= 3600),
        ("answer_limit_s", 1 <= settings.answer_limit_s <= 120),
    ):
        if not well:
            raise IdentificationSettingInvalid(key=key)
    return settings


_ADDRESSES = ("authorization", "token", "keys", "userinfo")


def is_private(address: str) -> bool:
    """Whether nobody on the way can read it: TLS, or the machine itself."""
    if not address:
        return True
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
