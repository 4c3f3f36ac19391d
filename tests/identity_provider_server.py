"""A real OpenID provider on loopback (idpyoidc), with one client and one citizen who says yes."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from idpyoidc.server import Server  # type: ignore[import-untyped]
from idpyoidc.server.configure import OPConfiguration  # type: ignore[import-untyped]

CLIENT = "tramso-central"
SECRET = "a secret of thirty-two letters, or more"
CITIZEN = {
    "sub": "citizen",
    "HoVaTen": "Nguyễn Văn An",
    "SoDinhDanh": "001099000123",
    "NgayThangNamSinh": "15/04/1999",
    "LoaiTaiKhoan": "1",
}
CLAIMS = ("HoVaTen", "SoDinhDanh", "NgayThangNamSinh", "LoaiTaiKhoan")
LEVEL = "LoA2"


@dataclass(slots=True)
class Provider:
    """It while it serves. asked: the queries of what came to its authorisation endpoint."""

    issuer: str
    server: Any
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    @property
    def client(self) -> dict[str, Any]:
        """What it knows of its client."""
        known: dict[str, Any] = self.server.context.cdb[CLIENT]
        return known

    @contextmanager
    def signs_by(self, algorithm: str) -> Iterator[None]:
        """Sign by another algorithm while the block runs; `none`: not at all."""
        before = self.client["id_token_signed_response_alg"]
        self.client["id_token_signed_response_alg"] = algorithm
        yield
        self.client["id_token_signed_response_alg"] = before

    @contextmanager
    def codes_live(self, seconds: int) -> Iterator[None]:
        """Give codes that are good for so long; below zero: over when they are given."""
        rules = self.server.context.authz.grant_config["usage_rules"]["authorization_code"]
        before, rules["expires_in"] = rules["expires_in"], seconds
        yield
        rules["expires_in"] = before

    @contextmanager
    def says(self, **claims: str) -> Iterator[None]:
        """Say something else of its citizen."""
        known = self.server.context.userinfo.db["citizen"]
        before = dict(known)
        known.update(claims)
        yield
        known.update(before)


@contextmanager
def identity_provider(folder: Path, redirect_uri: str) -> Iterator[Provider]:
    """Serve while the block runs. folder: of its own. redirect_uri: of the client."""
    folder.mkdir(exist_ok=True)
    provider = Provider("", None)

    class Handler(BaseHTTPRequestHandler):
        """The endpoints, each as the library has it."""

        def do_GET(self) -> None:
            """Discovery, keys, authorisation, user info."""
            parts = urlsplit(self.path)
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._answer(*_run(provider.server, "provider_config", {}))
                case "/jwks.json":
                    keys = provider.server.keyjar.export_jwks()
                    self._answer(200, json.dumps(keys), [("Content-Type", "application/json")])
                case "/authorization":
                    query = parse_qs(parts.query)
                    provider.asked.append(query)
                    asked = {name: values[0] for name, values in query.items()}
                    self._answer(*_run(provider.server, "authorization", asked))
                case "/userinfo":
                    seen = {"headers": {"authorization": self.headers.get("Authorization", "")}}
                    self._answer(*_run(provider.server, "userinfo", {}, seen))
                case _:
                    self._answer(404, "", [])

        def do_POST(self) -> None:
            """The token endpoint."""
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            seen = {"headers": {"authorization": self.headers.get("Authorization", "")}}
            self._answer(*_run(provider.server, "token", asked, seen))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def _answer(self, status: int, body: str, headers: list[tuple[str, str]]) -> None:
            self.send_response(status)
            content = body.encode()
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        provider.issuer = f"http://127.0.0.1:{listener.server_address[1]}"
        provider.server = _server(folder, provider.issuer, redirect_uri)
        thread = threading.Thread(target=listener.serve_forever, name="identity-provider")
        thread.start()
        try:
            yield provider
        finally:
            listener.shutdown()
            thread.join()


def _run(
    server: Any, name: str, asked: dict[str, str], seen: dict[str, Any] | None = None
) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, body and headers of what an endpoint answers."""
    endpoint = server.get_endpoint(name)
    parsed = endpoint.parse_request(asked, http_info=seen)
    done = parsed if "error" in parsed else endpoint.process_request(parsed, http_info=seen)
    if "error" in done:
        told = {key: str(done[key]) for key in ("error", "error_description") if key in done}
        return 400, json.dumps(told), [("Content-Type", "application/json")]
    if "redirect_location" in done:
        return 302, "", [("Location", done["redirect_location"])]
    answer = endpoint.do_response(request=parsed, **done)
    if endpoint.response_placement == "url":
        return 302, "", [("Location", answer["response"])]
    return 200, answer["response"], [("Content-Type", "application/json")]


def _server(folder: Path, issuer: str, redirect_uri: str) -> Any:
    minting = ["access_token", "id_token"]
    code_rules = {"supports_minting": minting, "max_usage": 1, "expires_in": 60}
    claims = {name: None for name in CLAIMS}
    configuration = {
        "issuer": issuer,
        "httpc_params": {"verify": False, "timeout": 4},
        "key_conf": {
            "key_defs": [
                {"type": "RSA", "use": ["sig"]},
                {"type": "EC", "crv": "P-256", "use": ["sig"]},
            ],
            "uri_path": "jwks.json",
        },
        "preference": {
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "none"],
            "subject_types_supported": ["public"],
        },
        "token_handler_args": {
            "code": {"kwargs": {"lifetime": 600}},
            "token": {
                "class": "idpyoidc.server.token.jwt_token.JWTToken",
                "kwargs": {"lifetime": 600, "aud": [issuer]},
            },
            "id_token": {
                "class": "idpyoidc.server.token.id_token.IDToken",
                "kwargs": {"base_claims": claims},
            },
        },
        "authz": {
            "class": "idpyoidc.server.authz.AuthzHandling",
            "kwargs": {
                "grant_config": {
                    "usage_rules": {
                        "authorization_code": code_rules,
                        "access_token": {"expires_in": 600},
                    },
                    "expires_in": 600,
                }
            },
        },
        "endpoint": {
            "provider_config": {
                "path": ".well-known/openid-configuration",
                "class": "idpyoidc.server.oidc.provider_config.ProviderConfiguration",
                "kwargs": {"client_authn_method": None},
            },
            "authorization": {
                "path": "authorization",
                "class": "idpyoidc.server.oidc.authorization.Authorization",
                "kwargs": {
                    "client_authn_method": None,
                    "response_types_supported": ["code"],
                    "response_modes_supported": ["query"],
                },
            },
            "token": {
                "path": "token",
                "class": "idpyoidc.server.oidc.token.Token",
                "kwargs": {"client_authn_method": ["client_secret_basic", "client_secret_post"]},
            },
            "userinfo": {
                "path": "userinfo",
                "class": "idpyoidc.server.oidc.userinfo.UserInfo",
                "kwargs": {"base_claims": claims},
            },
        },
        "userinfo": {
            "class": "idpyoidc.server.user_info.UserInfo",
            "kwargs": {"db": {"citizen": dict(CITIZEN)}},
        },
        "authentication": {
            "anon": {
                "acr": LEVEL,
                "class": "idpyoidc.server.user_authn.user.NoAuthn",
                "kwargs": {"user": "citizen"},
            }
        },
        "add_on": {
            "pkce": {
                "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                "kwargs": {"essential": True},
            }
        },
    }
    server = Server(OPConfiguration(configuration, base_path=str(folder)), cwd=str(folder))
    server.context.cdb[CLIENT] = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [(redirect_uri, {})],
        "response_types_supported": ["code"],
        "token_endpoint_auth_method": "client_secret_basic",
        "id_token_signed_response_alg": "RS256",
        "allowed_scopes": ["openid"],
        "client_salt": "salted",
    }
    server.keyjar.add_symmetric(CLIENT, SECRET)
    return server
