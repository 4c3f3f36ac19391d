import asyncio
import hashlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.errors import Refused
from central.uploaded_file import sha256_of_upload

BOUNDARY = "----Form7MA4"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    "Content-Type: application/pdf\r\n\r\n"
).encode()
TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()


def _ask(body: bytes, size: int, content_type: str = FORM) -> str:
    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    return asyncio.run(sha256_of_upload(content_type, chunks()))


@given(
    content=st.lists(
        st.sampled_from([b"\r\n", b"--", BOUNDARY.encode(), b"\r\n--", b"\x00\xff", b"%PDF"])
    ).map(b"".join),
    size=st.integers(1, 60),
)
def test_the_hash_is_the_file_s_however_it_is_cut(content: bytes, size: int) -> None:
    """Chunks may end anywhere, and a file may hold what looks like a beginning of a boundary."""
    if TAIL[: -len(b"--\r\n")] in content + TAIL[:-5]:
        return  # a browser would have chosen another boundary
    assert _ask(HEAD + content + TAIL, size) == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", FORM),
        (HEAD + b"never ends", FORM),
        (b"--Other\r\n\r\nx" + TAIL, FORM),
        (b"x" * 20000, FORM),
        (HEAD + TAIL, "multipart/form-data"),
        (HEAD + TAIL, "text/html"),
        (HEAD + TAIL, ""),
    ],
)
def test_what_is_no_form_with_a_file_is_refused(body: bytes, content_type: str) -> None:
    """Cut short, foreign or endless: a refusal, not a hash."""
    with pytest.raises(Refused):
        _ask(body, 1000, content_type)
