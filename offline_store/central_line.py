"""Requests to central's address, and the one table of what an answer means."""

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

import requests
import urllib3
from pydantic import BaseModel, ValidationError
from requests.auth import AuthBase

from offline_store.central_tls import TlsFiles
from offline_store.errors import (
    CentralError,
    CentralFailed,
    CentralLogin,
    CentralNonsense,
    CentralRefused,
    CentralUnreachable,
)
from offline_store.wire import MAX_JSON_BYTES, Refusal

Answer = TypeVar("Answer", bound=BaseModel)
# Identity: a compressed answer could be far larger than what arrives.
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity"}
_CHUNK = 64 * 1024
# Told how many bytes of a body have left so far.
Leaving = Callable[[int], None]
_REFUSALS = {400, 404, 409, 411, 413, 422}


class _Bearer(AuthBase):
    """The desk's secret; given as `auth` so that no .netrc entry takes its place."""

    def __init__(self, credential: str | None) -> None:
        self._credential = credential

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._credential is not None:
            request.headers["Authorization"] = f"Bearer {self._credential}"
        return request


class Pace:
    """How fast a desk may send, over all its lines together. kbit: thousand bits a second."""

    def __init__(self, kbit: int) -> None:
        self._bytes_a_second = kbit * 1000 / 8
        self._free_at = 0.0
        self._lock = threading.Lock()

    def wait(self, size: int) -> None:
        """Wait until so many bytes may leave."""
        with self._lock:
            start = max(self._free_at, time.monotonic())
            self._free_at = start + size / self._bytes_a_second
        time.sleep(max(0.0, start - time.monotonic()))


class Body(Protocol):
    """Bytes of files as the body of a request; how many they are is known before."""

    def __len__(self) -> int: ...

    def chunks(self) -> Iterator[bytes | memoryview]:
        """The bytes, in pieces of any length. What it raises ends the request."""
        ...


class _WatchedBody:
    """A request's body that leaves no faster than it may, and says how much of it has left."""

    def __init__(self, content: Body, pace: Pace | None, leaving: Leaving | None) -> None:
        self._chunks = content.chunks()
        self._size = len(content)
        self._held = memoryview(b"")
        self._left = 0
        self._pace = pace
        self._leaving = leaving

    def __len__(self) -> int:
        return self._size

    def read(self, size: int) -> memoryview:
        # The library asks for little pieces, and takes whatever it is given.
        size = size if self._pace is not None else max(size, _CHUNK)
        if not self._held:
            self._held = memoryview(next(self._chunks, b""))
        piece, self._held = self._held[:size], self._held[size:]
        self._left += len(piece)
        if self._pace is not None:
            self._pace.wait(len(piece))
        if self._leaving is not None:
            self._leaving(self._left)
        return piece


class CentralLine:
    """One address, and what this desk shows there.

    timeout_s: for the connection, for each silence, and for an answer's whole body. pace: how fast
    files may leave; None: as fast as the line takes them.
    """

    def __init__(
        self,
        url: str,
        timeout_s: float,
        credential: str | None = None,
        tls: TlsFiles | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s
        self._session = requests.Session()
        self._session.auth = _Bearer(credential)
        self._pace = pace
        self._by = _by_environment(self._session, self._url, tls or TlsFiles())
        self._session.trust_env = False

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def ask(
        self,
        method: str,
        path: str,
        answer: type[Answer],
        body: BaseModel | Body | None = None,
        headers: dict[str, str] | None = None,
        leaving: Leaving | None = None,
    ) -> Answer:
        """The answer to a request, read as what it should be. leaving: of a file's bytes alone.

        Raises:
            CentralError: as `CentralClient`.
            StoreError: what a file's part raises while it leaves.
        """
        is_json = isinstance(body, BaseModel)
        kind = {"Content-Type": "application/json" if is_json else "application/octet-stream"}
        content: bytes | _WatchedBody | None = None
        if isinstance(body, BaseModel):
            content = body.model_dump_json().encode()
        elif body is not None:
            content = _WatchedBody(body, self._pace, leaving)
        said = kind | (headers or {})
        with self._response(method, path, content, said) as response:
            return _meaning(response.status_code, self._json(response), answer)

    def fetch(self, path: str, limit: int, question: BaseModel | None = None) -> bytes:
        """A file's bytes, at most `limit` of them. question: what is asked for it; None: nothing.

        Raises:
            CentralError: as `CentralClient`.
        """
        content = bytearray()
        with closing(self.stream(path, question)) as chunks:
            for chunk in chunks:
                content += chunk
                if len(content) > limit:
                    raise CentralNonsense(reason="more-than-all")
        return bytes(content)

    def stream(self, path: str, question: BaseModel | None = None) -> Generator[bytes, None, None]:
        """The same piece by piece, without end but its own; close it where it is left early.

        Raises:
            CentralError: as `CentralClient`; also in the middle, where the line breaks.
        """
        asked = None if question is None else question.model_dump_json().encode()
        kind = {} if question is None else {"Content-Type": "application/json"}
        method = "GET" if question is None else "POST"
        with self._response(method, path, asked, kind) as response:
            if response.status_code != HTTPStatus.OK:
                _meaning(response.status_code, self._json(response), Refusal)
            # Each silence has its limit; a whole file may take longer than an answer.
            while chunk := response.raw.read1(_CHUNK):
                yield chunk

    @contextmanager
    def _response(
        self,
        method: str,
        path: str,
        content: bytes | _WatchedBody | None,
        headers: dict[str, str],
    ) -> Iterator[requests.Response]:
        data: Any = content  # a socket takes any bytes; the library's types know of one kind
        try:
            with self._session.request(
                method,
                self._url + path,
                data=data,
                headers=_HEADERS | headers,
                timeout=self._timeout_s,
                allow_redirects=False,
                **self._by,
            ) as response:
                yield response
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise CentralUnreachable(kind=type(error).__name__) from error

    def _json(self, response: requests.Response) -> object:
        """The body as JSON; None where it is none, too long, or too long in coming."""
        deadline = time.monotonic() + self._timeout_s
        body = bytearray()
        # read1 gives what has come: a read that waits for more would wait on a dripping line.
        while chunk := response.raw.read1(_CHUNK):
            body += chunk
            if len(body) > MAX_JSON_BYTES:
                return None
            if time.monotonic() > deadline:
                raise CentralUnreachable(kind="too-slow")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None


def _by_environment(session: requests.Session, url: str, tls: TlsFiles) -> dict[str, Any]:
    """Proxies and authorities for every request of a line: our own, else the environment's.

    Asked for once: to look through all of the environment takes as long as the rest of a request.
    """
    own: dict[str, Any] = {"stream": True, "verify": tls.authority, "cert": tls.identity}
    try:
        return dict(session.merge_environment_settings(url, {}, **own))
    except ValueError:
        # No address at all: the request itself says so.
        return own


def _meaning(status: int, content: object, answer: type[Answer]) -> Answer:
    try:
        if status in _REFUSALS:
            raise failure_of(status, Refusal.model_validate(content))
        # 412: another desk was first; its answer is like any other.
        if status in {200, 201, HTTPStatus.PRECONDITION_FAILED}:
            return answer.model_validate(content)
    except ValidationError as error:
        raise CentralNonsense(status=status) from error
    raise failure_of(status, None)


def failure_of(status: int, refusal: Refusal | None) -> CentralError:
    """What a status that is no answer means. refusal: what was said with it, where it was read."""
    if status >= 500 or status == HTTPStatus.TOO_MANY_REQUESTS:
        return CentralFailed(status=status)
    if status in {401, 403}:
        return CentralLogin(status=status)
    if status in _REFUSALS and refusal is not None:
        return CentralRefused(status=status, reason=refusal.reason, detail=" ".join(refusal.detail))
    return CentralNonsense(status=status)
