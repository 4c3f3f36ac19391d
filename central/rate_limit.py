"""Answers nobody more often than people and desks ask; who asks more waits.

Counted in memory, by what is shown: a desk by its credential, a browser by its address. Somebody
who invents credentials has each of them refused, and gains nothing.
"""

import hashlib

from fastapi.responses import JSONResponse
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from offline_store.wire import PATH_ENROLMENTS, PATH_LOOKUP, Reason, Refusal

# By what a path begins with; the first that fits.
LIMITS: tuple[tuple[str, RateLimitItem], ...] = (
    (PATH_ENROLMENTS, RateLimitItemPerMinute(20)),
    (PATH_LOOKUP + "/", RateLimitItemPerMinute(120)),
    ("/", RateLimitItemPerMinute(3000)),
)
_RETRY_AFTER = {"Retry-After": "60"}


class RateLimit:
    """Stands before the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._seen = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 429."""
        if scope["type"] != "http" or self._may(scope):
            await self._app(scope, receive, send)
            return
        body = Refusal(reason=Reason.TOO_MANY_REQUESTS.value).model_dump(mode="json")
        await JSONResponse(body, 429, _RETRY_AFTER)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        path = str(scope["path"])
        kind, limit = next(each for each in LIMITS if path.startswith(each[0]))
        return self._seen.hit(limit, kind, _who(scope))


def _who(scope: Scope) -> str:
    shown = Headers(scope=scope).get("authorization")
    if shown is not None:
        # Hashed: a secret has no place in a table of counters.
        return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
    client = scope.get("client")
    return str(client[0]) if client else ""
