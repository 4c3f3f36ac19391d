"""The lines between the desk and a token worker: JSON, one message a line, UTF-8.

    desk → worker                                            worker → desk
    tokens {module}                                          done {tokens}
    certificate {module, token, serial, label}               done {certificate}
    watch  {module}                                          tokens {tokens}, again and again
    login  {module, token, serial, final_try_allowed,        done {token}
            pin_length}
           followed by the PIN's bytes, which are in no message
    key    {label}                                           done {number, certificate, others}
    sign   {number, data}                                    done {signature}

Each request but `watch` has one answer, `done` or `error {code, facts}`. A worker serves one
library; after `login` it serves that token until its input ends. Bytes are in base64.
"""

import base64
import json
from pathlib import Path
from typing import IO, Any

from signing import errors
from signing.errors import SigningError
from signing.values import PinFlags, Token

Body = dict[str, Any]

_LONGEST = 1 << 20
_ERRORS = {
    found.code: found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, SigningError)
}


def to_line(kind: str, body: Body) -> bytes:
    """A message as a line."""
    return json.dumps({"kind": kind, **body}, ensure_ascii=False).encode() + b"\n"


def from_line(line: bytes | bytearray) -> tuple[str, Body]:
    """Kind and body of a line.

    Raises:
        ValueError: no message.
    """
    body = json.loads(line)
    if not isinstance(body, dict) or not isinstance(body.get("kind"), str):
        raise ValueError("no message")
    return body.pop("kind"), body


def token_to_body(token: Token) -> Body:
    """A token as JSON."""
    flags = {name: getattr(token.pin, name) for name in ("count_low", "final_try", "locked")}
    return {
        "module": str(token.module),
        "label": token.label,
        "serial": token.serial,
        "pin": flags,
        "certificates": list(token.certificates),
        "pin_pad": token.pin_pad,
    }


def token_from_body(body: Body) -> Token:
    """A token from JSON."""
    return Token(
        module=Path(body["module"]),
        label=body["label"],
        serial=body["serial"],
        pin=PinFlags(**body["pin"]),
        certificates=tuple(body["certificates"]),
        pin_pad=body["pin_pad"],
    )


def error_to_body(error: SigningError) -> Body:
    """An error of this room as JSON."""
    return {"code": error.code, "facts": error.facts}


def error_from_body(body: Body) -> SigningError:
    """The same error on the other side.

    Raises:
        KeyError: no such code.
    """
    return _ERRORS[body["code"]](**body["facts"])


def octets_to_text(octets: bytes) -> str:
    """Bytes in base64."""
    return base64.b64encode(octets).decode("ascii")


def text_to_octets(text: str) -> bytes:
    """Bytes from base64."""
    return base64.b64decode(text, validate=True)


class Wiped:
    """Reads a pipe through one buffer of its own, in which nothing stays that was taken out.

    An ordinary buffered stream would keep the PIN's bytes until they happen to be overwritten.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._buffer = bytearray(_LONGEST)
        self._filled = 0

    def line(self) -> bytearray | None:
        """The next line with its end, or None at the end of the pipe.

        Raises:
            ValueError: a line too long to be one of ours.
        """
        while (end := self._buffer.find(b"\n", 0, self._filled)) < 0:
            if not self._more():
                return None
        return self._take(end + 1)

    def exactly(self, count: int) -> bytearray:
        """The next bytes; fewer only at the end of the pipe."""
        while self._filled < count and self._more():
            pass
        return self._take(min(count, self._filled))

    def _more(self) -> bool:
        with memoryview(self._buffer) as view:
            if self._filled == len(view):
                raise ValueError("too long")
            count: int = self._raw.readinto(view[self._filled :])  # type: ignore[attr-defined]
        self._filled += count
        return count > 0

    def _take(self, count: int) -> bytearray:
        taken = self._buffer[:count]
        with memoryview(self._buffer) as view:
            rest = self._filled - count
            view[:rest] = view[count : self._filled]
            view[rest : self._filled] = bytes(count)
        self._filled = rest
        return taken
