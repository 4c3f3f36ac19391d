"""Answers nobody more often than people and desks ask; who asks more waits.

Counted in memory by the address that asks, and a desk by its credential as well, so that one desk
does not use up what all desks behind one address have together. To invent credentials gains
nothing: the address is counted all the same.
"""

import hashlib

from fastapi.responses import JSONResponse
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from offline_store.identification_wire import PATH_IDENTIFIED, PATH_IDENTIFY
from offline_store.queue_wire import PATH_QUEUE_PAGE, PATH_QUEUE_TAKE
from offline_store.wire import PATH_ENROLMENTS, PATH_LOOKUP, Reason, Refusal

# By what a path begins with; the first that fits. A city's desks may share one address.
LIMITS: tuple[tuple[str, RateLimitItem], ...] = (
    (PATH_ENROLMENTS, RateLimitItemPerMinute(20)),
    (PATH_LOOKUP + "/", RateLimitItemPerMinute(120)),
    (PATH_QUEUE_TAKE + "/", RateLimitItemPerMinute(30)),
    (PATH_QUEUE_PAGE + "/", RateLimitItemPerMinute(600)),  # a hall's phones share one address
    (PATH_IDENTIFY + "/", RateLimitItemPerMinute(60)),
    (PATH_IDENTIFIED, RateLimitItemPerMinute(60)),
    ("/", RateLimitItemPerMinute(30_000)),
)
LIMIT_OF_A_DESK: RateLimitItem = RateLimitItemPerMinute(3000)
_RETRY_AFTER = {"Retry-After": "60"}
# A screen in the hall has nobody who presses anything: it comes back by itself.
_COME_BACK = {"Refresh": "60"}


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
        on_a_screen = scope["method"] == "GET" and scope["path"].startswith(PATH_QUEUE_PAGE + "/")
        headers = _RETRY_AFTER | (_COME_BACK if on_a_screen else {})
        await JSONResponse(body, 429, headers)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        path = str(scope["path"])
        kind, limit = next(each for each in LIMITS if path.startswith(each[0]))
        client = scope.get("client")
        if not self._seen.hit(limit, kind, str(client[0]) if client else ""):
            return False
        shown = Headers(scope=scope).get("authorization")
        if shown is None:
            return True
        # Hashed: a secret has no place in a table of counters.
        name = hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
        return self._seen.hit(LIMIT_OF_A_DESK, "desk", name)
