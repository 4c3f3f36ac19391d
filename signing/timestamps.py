"""Time-stamps (RFC 3161) from the first server that answers as agreed."""

import logging
from collections.abc import Sequence

from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from signing.asn1 import cms, tsp

log = logging.getLogger(__name__)


class FirstAnswering(TimeStamper):
    """Asks the servers in order, each within its time limit.

    A server that failed is not asked again: a batch of signatures waits for a dead server once.

    Args:
        urls: in the order in which they are asked.
        limit_s: seconds per server.
    """

    def __init__(self, urls: Sequence[str], limit_s: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko
        self._servers = [
            RequestsHTTPTimeStamper(url, timeout=limit_s)  # type: ignore[no-untyped-call]  # pyHanko
            for url in urls
        ]

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Get a token for this digest.

        Raises:
            TimestampRequestError: no server gave one.
        """
        while self._servers:
            try:
                token = await self._servers[0].async_timestamp(message_digest, md_algorithm)
                _check(token, message_digest, md_algorithm)
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                # What a captive portal or a broken server sends fails in many ways.
                log.warning("timestamp-server-failed %s", type(error).__name__)
                self._servers.pop(0)
            else:
                return token
        raise TimestampRequestError("no server")


def _check(token: cms.ContentInfo, digest: bytes, md_algorithm: str) -> None:
    """The library checks status and nonce; the imprint decides whether it is about our bytes."""
    info: tsp.TSTInfo = token["content"]["encap_content_info"]["content"].parsed
    imprint = info["message_imprint"]
    if (
        imprint["hashed_message"].native != digest
        or imprint["hash_algorithm"]["algorithm"].native != md_algorithm
    ):
        raise ValueError("imprint")
