"""Doubtful words are looked at by the harm that they do where they are wrong."""

import pytest

from offline_store.records import Word
from station.recognition.risk import Risk, by_risk, risk_of


def line(text: str, number: int = 0) -> tuple[Word, ...]:
    """The words of a line."""
    return tuple(
        Word(word, (100 * at, 100 * number, 80, 40), 0.5, number)
        for at, word in enumerate(text.split())
    )


@pytest.mark.parametrize(
    ("text", "word", "risk"),
    [
        ("Họ và tên: Nguyễn Thị Bích Hường", "Bích", Risk.NAME),
        ("NGUYỄN VĂN AN", "AN", Risk.NAME),
        ("bà Hà Thị Ngọc cư trú tại", "Ngọc", Risk.NAME),
        ("ông Bun Thông có quốc tịch Lào", "Thông", Risk.NAME),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HÒA", Risk.OTHER),
        ("Số: 123/TP-CC", "123/TP-CC", Risk.NUMBER),
        ("số định danh 001099012345", "001099012345", Risk.NUMBER),
        ("sinh 05/09/2001 tại", "05/09/2001", Risk.DATE),
        ("Hà Nội, ngày 5 tháng 9 năm 2001", "5", Risk.DATE),
        ("Hà Nội, ngày 5 tháng 9 năm 2001", "2001", Risk.DATE),
        ("căn cứ đề nghị của", "đề", Risk.OTHER),
        ("Căn cứ đề nghị của", "Căn", Risk.OTHER),
    ],
)
def test_a_word_is_told_by_its_neighbours(text: str, word: str, risk: Risk) -> None:
    """Names by a family's name or a word before names, dates by their form or their words."""
    words = line(text)
    index = next(at for at, each in enumerate(words) if each.text == word)

    assert risk_of(words, index) is risk


def test_names_come_before_numbers_before_dates_before_all_others() -> None:
    """Each kind in reading order, whatever its line."""
    words = (
        *line("căn cứ đơn ngày 5/9/2001", 0),
        *line("số 117 của", 1),
        *line("bà Trần Thị Hường", 2),
    )
    doubtful = range(len(words))

    walked = [words[index].text for index in by_risk(words, doubtful)]

    assert walked[:6] == ["Trần", "Thị", "Hường", "117", "5/9/2001", "căn"]
    assert sorted(by_risk(words, doubtful)) == list(doubtful)
