"""One answer over HTTP, whole, within a time and a size that hold whatever the server does."""

import queue
import threading

import requests


def download(
    url: str, limit_s: float, largest: int, post: tuple[str, bytes] | None = None
) -> bytes:
    """Get (or post to) an address and give the body of a 200.

    The time-outs of HTTP libraries count from byte to byte; a server that sends one now and then
    would hold a desk for hours. So the request runs on a thread that is left to itself when the
    time is up.

    Args:
        url: http or https.
        limit_s: seconds for all of it.
        largest: bytes of a body that is still taken.
        post: content type and body to send.

    Raises:
        OSError: no such answer in time; requests' errors are kinds of it.
    """
    answers: queue.SimpleQueue[bytes | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(_ask(url, limit_s, largest, post))
        except (OSError, ValueError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(type(error).__name__))

    threading.Thread(target=ask, name="download", daemon=True).start()
    try:
        answer = answers.get(timeout=limit_s)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _ask(url: str, limit_s: float, largest: int, post: tuple[str, bytes] | None) -> bytes:
    if not url.lower().startswith(("http://", "https://")):
        raise OSError("scheme")
    headers = {"Content-Type": post[0]} if post else {}
    with requests.request(
        "POST" if post else "GET",
        url,
        data=post[1] if post else None,
        headers=headers,
        timeout=limit_s,
        stream=True,
    ) as response:
        if response.status_code != 200:
            raise OSError("status")
        body = bytearray()
        for piece in response.iter_content(65536):
            body += piece
            if len(body) > largest:
                raise OSError("size")
    return bytes(body)
