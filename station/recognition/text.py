"""The words of a reading as plain text."""

from itertools import groupby

from offline_store.records import Reading


def text_of(reading: Reading) -> str:
    """The words in reading order, joined by spaces, with a newline between lines."""
    lines = groupby(reading.words, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in words if word.text) for _, words in lines)
