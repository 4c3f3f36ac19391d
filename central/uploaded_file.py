"""The one file in a browser's form, as it streams in (RFC 7578); only its SHA-256 is kept."""

import hashlib
from collections.abc import AsyncIterator
from email.message import Message

from central.errors import Refused
from offline_store.wire import MAX_BLOB_BYTES, Reason

_MAX_HEADER_BYTES = 8 * 1024


async def sha256_of_upload(content_type: str, chunks: AsyncIterator[bytes]) -> str:
    """SHA-256 of the first file of a multipart form.

    Raises:
        Refused: no such form, or the file is too large.
    """
    end = b"\r\n--" + _boundary(content_type)
    digest = hashlib.sha256()
    # The form begins with a boundary; the line end that precedes every other one is put there.
    held = b"\r\n"
    size = 0
    in_file = False
    async for chunk in chunks:
        size += len(chunk)
        if size > MAX_BLOB_BYTES:
            raise Refused(413, Reason.REQUEST_TOO_LARGE)
        held += chunk
        if not in_file:
            head, blank, rest = held.partition(b"\r\n\r\n")
            if not blank and len(held) > _MAX_HEADER_BYTES:
                raise Refused(422, Reason.REQUEST_MALFORMED)
            if not blank:
                continue
            if not head.startswith(end):
                raise Refused(422, Reason.REQUEST_MALFORMED)
            in_file, held = True, rest
        content, found, _ = held.partition(end)
        if found:
            digest.update(content)
            return digest.hexdigest()
        # The boundary may be cut in two: its possible beginning waits for the next chunk.
        certain = max(0, len(held) - len(end) + 1)
        digest.update(held[:certain])
        held = held[certain:]
    raise Refused(422, Reason.REQUEST_MALFORMED)


def _boundary(content_type: str) -> bytes:
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise Refused(422, Reason.REQUEST_MALFORMED)
    return boundary.encode("latin-1", "replace")
