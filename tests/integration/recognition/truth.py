"""What was printed beside what was read, word by word, by place."""

import json
from pathlib import Path

from offline_store.records import Reading
from station.demo.papers import DemoPapers

Box = tuple[int, int, int, int]
Printed = tuple[str, Box]


def printed_words(papers: DemoPapers, page: Path) -> list[Printed]:
    """The words printed on a page with their boxes."""
    words = json.loads(papers.truth.read_text(encoding="utf-8"))[page.name]["words"]
    return [(text, (x, y, width, height)) for text, x, y, width, height in words]


def word_at(reading: Reading, box: Box) -> str | None:
    """The word read where most of that box is; None where there is none."""
    best = max(reading.words, key=lambda word: _overlap(word.box, box), default=None)
    if best is None or _overlap(best.box, box) < 0.4 * box[2] * box[3]:
        return None
    return best.text


def share_wrong(reading: Reading, printed: list[Printed]) -> float:
    """Share of printed words that were not read letter for letter in their place."""
    wrong = [text for text, box in printed if word_at(reading, box) != text]
    return len(wrong) / len(printed)


def _overlap(one: Box, other: Box) -> int:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, across) * max(0, down)
