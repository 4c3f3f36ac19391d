import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_store.desk_key import DeskKey, DeskKeys
from offline_store.sealing import CHUNK_BYTES, SealBroken, seal, unseal

KEY = DeskKey.new()
KEYS = DeskKeys((KEY,))
HEADER = 56
SEALED_CHUNK = CHUNK_BYTES + 16


def _sealed(data: bytes, key: DeskKey = KEY) -> bytes:
    target = io.BytesIO()
    seal((data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES)), target, key)
    return target.getvalue()


def _opened(sealed: bytes, keys: DeskKeys = KEYS) -> bytes:
    return b"".join(unseal(io.BytesIO(sealed), keys))


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES]
)
def test_what_was_sealed_comes_back(size: int) -> None:
    """Also where the data ends just where a chunk does, and where there is none."""
    data = bytes(range(256)) * (size // 256 + 1)
    assert _opened(_sealed(data[:size])) == data[:size]


def test_the_same_bytes_never_look_alike() -> None:
    """Nobody sees that two files are the same paper."""
    assert _sealed(b"paper") != _sealed(b"paper")


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_flipped_bit_is_seen(place: int, bit: int) -> None:
    """In the header, the data or the tag."""
    sealed = bytearray(_sealed(b"a paper of some length"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        _opened(bytes(sealed))


def test_chunks_stay_in_their_place_and_their_file() -> None:
    """Cut off, dropped, put in another order, doubled or taken from another file: all are seen."""
    data = b"1" * CHUNK_BYTES + b"2" * CHUNK_BYTES + b"3"
    sealed, other = _sealed(data), _sealed(data)
    first, second = HEADER, HEADER + SEALED_CHUNK
    third = second + SEALED_CHUNK
    wrong = {
        "last chunk cut off": sealed[:third],
        "cut within a chunk": sealed[: third - 5],
        "all cut off": sealed[:HEADER],
        "cut within the header": sealed[:20],
        "middle dropped": sealed[:second] + sealed[third:],
        "order": sealed[:first] + sealed[second:third] + sealed[first:second] + sealed[third:],
        "doubled": sealed + sealed[third:],
        "from another file": sealed[:first] + other[first:second] + sealed[second:],
        "no sealed file": data[:200],
    }
    opened = []
    for name, each in wrong.items():
        try:
            _opened(each)
        except SealBroken:
            continue
        opened.append(name)
    assert opened == []


def test_another_desk_opens_nothing() -> None:
    """Neither with its own key, nor with its own secret under the first one's name."""
    for stranger in (DeskKey.new(), DeskKey(KEY.id, DeskKey.new().secret)):
        with pytest.raises(SealBroken):
            _opened(_sealed(b"paper"), DeskKeys((stranger,)))


def test_during_a_change_of_key_both_open() -> None:
    """What the earlier key sealed is read until it is sealed anew."""
    new = DeskKey.new()
    both = DeskKeys((new, KEY))
    assert [_opened(_sealed(b"paper", key), both) for key in both] == [b"paper", b"paper"]
