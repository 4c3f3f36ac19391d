"""Whether a TIFF page has the strips of rows that its head promises; else a decoder makes them up.

TIFF 6.0, section 3: StripOffsets, RowsPerStrip and StripByteCounts tell where the rows lie.
"""

from PIL.TiffImagePlugin import TiffImageFile

_WIDTH, _HEIGHT, _BITS, _COMPRESSION = 256, 257, 258, 259
_OFFSETS, _SAMPLES, _ROWS_PER_STRIP, _BYTE_COUNTS, _PLANES = 273, 277, 278, 279, 284
_PLAIN, _APART = 1, 2  # no compression; each sample in strips of its own
_ONE_STRIP = 2**32 - 1


def surplus_strips(picture: TiffImageFile) -> int:
    """Strips more than the page's height asks for; fewer: negative. 0 where it lies in tiles.

    What is not packed lacks a strip, too, where its bytes are fewer than its pixels.
    """
    tags = picture.tag_v2
    offsets = tags.get(_OFFSETS)
    if not offsets:
        return 0
    rows = min(tags.get(_ROWS_PER_STRIP, _ONE_STRIP), tags[_HEIGHT])
    samples = tags.get(_SAMPLES, 1)
    apart = tags.get(_PLANES, 1) == _APART
    surplus: int = len(offsets) - -(-tags[_HEIGHT] // rows) * (samples if apart else 1)
    if surplus == 0 and tags.get(_COMPRESSION, _PLAIN) == _PLAIN and _BYTE_COUNTS in tags:
        bits = tags.get(_BITS, (1,))[0]
        lines, wide = (samples, 1) if apart else (1, samples)
        needed = tags[_HEIGHT] * lines * ((tags[_WIDTH] * wide * bits + 7) // 8)
        return -1 if sum(tags[_BYTE_COUNTS]) < needed else 0
    return surplus
