"""The quick reader of hex strings reads what pyHanko's own reads, and fails where it fails."""

import io

from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils.misc import PdfError

from signing import hex_strings

PIECES = st.lists(
    st.sampled_from([b"0", b"9", b"a", b"F", b" ", b"\n", b"\0", b">", b"<", b"x", b"\xff"]),
    max_size=40,
).map(b"".join)


def read(reader: object, octets: bytes) -> tuple[object, int]:
    """What a reader gives and where it leaves the stream; the kind of its error if it fails."""
    stream = io.BytesIO(octets)
    assert callable(reader)
    try:
        return reader(stream), stream.tell()
    except (PdfError, ValueError) as error:
        return type(error), 0


@given(PIECES)
@example(b"feff00410>trailing")
@example(b"00" * 20_000 + b">")
@example(b"00" * 4_000)
def test_it_reads_alike(digits: bytes) -> None:
    """Whatever stands between the brackets, both agree on value, place and failure."""
    given_octets = b"<" + digits

    assert read(hex_strings._careful, given_octets) == read(
        hex_strings.read_hex_string, given_octets
    )
