"""Words under differences, and their order."""

from dataclasses import replace

from offline_store.records import Reading, Word
from station.recognition.named_differences import named, ranked
from station.recognition.second_look import Comparison, Difference

# The copy was scanned at half the resolution, 10 pixels further right.
HALF = (0.5, 0.0, 10.0, 0.0, 0.5, 0.0, 0.0, 0.0, 1.0)


def difference(x: int, y: int, width: int = 40, score: float = 0.2) -> Difference:
    """A changed place, 30 pixels high."""
    return Difference("changed", (x, y, width, 30), score)


def reading(*words: tuple[str, int, int], half: bool = False) -> Reading:
    """Words 80 × 30 on the original; their like on the copy."""
    size = (40, 15) if half else (80, 30)
    return Reading(
        "test",
        tuple(
            Word(text, (x // 2 + 10, y // 2, *size) if half else (x, y, *size), 0.001, 0)
            for text, x, y in words
        ),
    )


def test_each_difference_tells_its_words() -> None:
    """Found on the copy by laying it over; nothing read stays nothing."""
    comparison = Comparison(True, (difference(120, 0), difference(100, 500)), HALF)
    original = reading(("Sinh", 0, 0), ("1999", 100, 0), ("tại", 200, 0))
    copy = reading(("Sinh", 0, 0), ("1989", 100, 0), ("tại", 200, 0), half=True)

    first, second = named(comparison, original, copy).differences

    assert (first.original, first.copy) == ("1999", "1989")
    assert (second.original, second.copy) == (None, None)


def test_a_mark_over_a_letter_belongs_to_its_word() -> None:
    """The ink stands above the word's box; it is told once, with its word."""
    comparison = Comparison(True, (Difference("added", (110, 388, 20, 8), 0.3),), HALF)
    original = reading(("AN", 100, 400))
    copy = reading(("ÂN", 100, 400), half=True)

    (found,) = named(comparison, original, copy).differences

    assert (found.kind, found.original, found.copy) == ("added", "AN", "ÂN")


def test_a_changed_tone_mark_is_found_by_reading() -> None:
    """Where no ink was found to differ; but not where a reading is doubted."""
    comparison = Comparison(True, (), HALF)
    original = reading(("NGUYỄN", 0, 0), ("VĂN", 100, 0), ("AN", 200, 0))
    copy = reading(("NGUYỂN", 0, 0), ("VĂN", 100, 0), ("ÂN", 200, 0), half=True)
    unsure = replace(original.words[2], doubt=0.4)

    found = named(comparison, replace(original, words=(*original.words[:2], unsure)), copy)

    (difference,) = found.differences
    assert (difference.original, difference.copy) == ("NGUYỄN", "NGUYỂN")
    assert difference.box == original.words[0].box
    assert not found.same


def test_what_changes_the_meaning_comes_first() -> None:
    """Digits before words, words before seals, and what is read alike at the end."""
    comparison = Comparison(
        True,
        (
            difference(0, 0, width=900),  # read alike
            difference(0, 100, width=300, score=0.9),  # a seal: nothing is read
            difference(0, 200, width=5),  # a word
            difference(0, 300, width=5),  # a digit
        ),
        HALF,
    )
    original = reading(("như", 0, 0), ("An", 0, 200), ("2001", 0, 300))
    copy = reading(("như", 0, 0), ("Ân", 0, 200), ("2007", 0, 300), half=True)

    order = ranked(named(comparison, original, copy))

    assert [found.box[1] for found in order] == [300, 200, 100, 0]
