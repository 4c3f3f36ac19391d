"""Syllables in use, from a spelling dictionary."""

from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

import pytest

import station.recognition.word_list as module
from station.recognition.agreement import JoinedWord
from station.recognition.doubt import About, doubt_of
from station.recognition.syllables import is_syllable
from station.recognition.word_list import is_unlisted, listed


@pytest.fixture
def dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A list like Hunspell's, with enough of what can be written and a few words that matter."""
    onsets, rimes = "b c ch d đ h kh l m n ph s t th tr v x", "an ăn ân on ôn ơn un am ăm âm om ôm"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    many = (
        onset + rime[0] + tone + rime[1:]
        for onset, rime, tone in product(onsets.split(), rimes.split(), tones)
    )
    words = ["hoà/AB", "đất", "Nguyễn", *many]
    file = tmp_path / "vi_VN.dic"
    file.write_text("\n".join([str(len(words)), *words]), "utf-8")
    monkeypatch.setattr(module, "_PLACES", (tmp_path / "none.dic", file))
    monkeypatch.setattr(module, "_LEAST", 1000)
    listed.cache_clear()
    yield file
    listed.cache_clear()


@pytest.mark.parametrize(
    ("word", "unlisted"),
    [
        ("dất", True),
        ("Dất,", True),
        ("đất", False),
        ("ĐẤT.", False),
        ("Hòa", False),  # as the list's hoà
        ("Nguyễn", False),
        ("12/2024", False),
        ("UBND", False),
        ("xqz", False),  # no syllable at all: doubted for that
    ],
)
def test_what_is_spelled_right_and_not_in_use(
    dictionary: Path, word: str, *, unlisted: bool
) -> None:
    """Case, punctuation and where the tone is written make no difference."""
    assert dictionary.is_file()
    assert is_unlisted(word) is unlisted


def test_it_is_doubted_however_sure_both_readers_are(dictionary: Path) -> None:
    """Ten times and more; what is in use is not."""
    assert dictionary.is_file()

    def doubt(text: str) -> float:
        return doubt_of(JoinedWord(text, (0, 0, 9, 9), 0.96, 0.99, True, None, 0), About())

    assert doubt("dất") > 10 * doubt("đất")


def test_without_a_dictionary_nothing_is_unlisted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None there, or one of a few words."""
    short = tmp_path / "vi_VN.dic"
    for place in (tmp_path / "none.dic", short):
        monkeypatch.setattr(module, "_PLACES", (place,))
        listed.cache_clear()
        assert listed() is None
        assert not is_unlisted("dất")
        short.write_text("1\nđất\n", "utf-8")
    listed.cache_clear()


def test_nearly_all_that_a_dictionary_lists_is_writing() -> None:
    """The system's own list, where it is installed, and the rules of spelling agree."""
    known = listed()
    if known is None:
        pytest.skip("no dictionary of Vietnamese here")
    some = [word for word in islice(sorted(known), 0, None, 7) if len(word) > 1]
    assert sum(map(is_syllable, some)) > 0.9 * len(some)
