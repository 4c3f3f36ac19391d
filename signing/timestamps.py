"""Time-stamps (RFC 3161) from the first server that answers as agreed."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator.errors import ValidationError

from signing.asn1 import cms, tsp
from signing.coroutines import finish
from signing.download import download
from signing.trust import Trust

log = logging.getLogger(__name__)

_LARGEST = 256 * 1024
# How long a server that failed is passed by, so that a stack of copies waits for it once.
_REST_S = 60.0
_resting: dict[str, float] = {}
_resting_turn = threading.Lock()


class FirstAnswering(TimeStamper):
    """Asks the servers in order, each within its time limit, and believes none unchecked.

    A time-stamp counts only if it is over our bytes and signed for that purpose under an anchor
    of the desk's own trust: any other would be found out by the first who verifies.

    Args:
        urls: in the order in which they are asked.
        limit_s: seconds per server.
        trust: the desk's.
        patient: whether servers that failed a moment ago are asked all the same.
    """

    def __init__(
        self, urls: Sequence[str], limit_s: float, trust: Trust, *, patient: bool = True
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko
        self._urls = tuple(urls)
        self._limit_s = limit_s
        self._trust = trust
        self._patient = patient

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Get a token for this digest.

        Raises:
            TimestampRequestError: no server gave one.
        """
        for url in self._urls:
            if not self._patient and _rests(url):
                continue
            try:
                token = await _Server(url, self._limit_s).async_timestamp(
                    message_digest, md_algorithm
                )
                await self._check(token, message_digest, md_algorithm)
            except _FAILURES as error:
                # What a captive portal or a broken server sends fails in many ways.
                log.warning("timestamp-server-failed %s", type(error).__name__)
                with _resting_turn:
                    _resting[url] = time.monotonic() + _REST_S
            else:
                with _resting_turn:
                    _resting.pop(url, None)
                return token
        raise TimestampRequestError("no server")

    async def _check(self, token: cms.ContentInfo, digest: bytes, md_algorithm: str) -> None:
        """The library checks status and nonce; whose word it is, and on what, is checked here."""
        signed = token["content"]
        info: tsp.TSTInfo = signed["encap_content_info"]["content"].parsed
        if info["message_imprint"]["hash_algorithm"]["algorithm"].native != md_algorithm:
            raise ValueError("imprint")
        status = await validate_tst_signed_data(
            signed, self._trust.at(datetime.now(UTC)), lambda _: digest
        )
        if not TimestampSignatureStatus(**status).trusted:
            raise ValueError("not trusted")


_FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    PdfError,
    TypeError,
    ValidationError,
    ValueError,
    ValueErrorWithMessage,
)


def ask_time(stamper: FirstAnswering) -> datetime | None:
    """The time by the first server that answers as it must, for a look at the desk's clock.

    None where none does. A real time-stamp is asked for, over nothing: servers answer no less.
    """
    try:
        token = finish(stamper.async_timestamp(sha256().digest(), "sha256"))
    except TimestampRequestError:
        return None
    at: datetime = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return at


class _Server(TimeStamper):
    def __init__(self, url: str, limit_s: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko
        self._url = url
        self._limit_s = limit_s

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        body = ("application/timestamp-query", req.dump())
        answer = await asyncio.to_thread(download, self._url, self._limit_s, _LARGEST, body)
        return tsp.TimeStampResp.load(answer, strict=True)


def _rests(url: str) -> bool:
    with _resting_turn:
        return _resting.get(url, 0.0) > time.monotonic()
