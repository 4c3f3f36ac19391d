"""Refuses a body that announces too much, before anything of it is read."""

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from offline_store.wire import MAX_BLOB_BYTES, MAX_JSON_BYTES, PATH_LOOKUP, Reason, Refusal


class BodyLimit:
    """Stands before the application, which reads a JSON body before it asks who sends it.

    Files may be larger and may come without an announced length; who reads them counts.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 411 or 413."""
        status = _objection(scope) if scope["type"] == "http" else None
        if status is None:
            await self._app(scope, receive, send)
            return
        refusal = Refusal(reason=Reason.REQUEST_TOO_LARGE.value)
        await JSONResponse(refusal.model_dump(mode="json"), status)(scope, receive, send)


def _objection(scope: Scope) -> int | None:
    headers = Headers(scope=scope)
    announced = headers.get("content-length")
    is_file = scope["method"] == "PUT" or scope["path"].startswith(PATH_LOOKUP + "/")
    if announced is None:
        return 411 if "transfer-encoding" in headers and not is_file else None
    return 413 if int(announced) > (MAX_BLOB_BYTES if is_file else MAX_JSON_BYTES) else None
