"""Two readers' words for one line, made into one."""

import pytest

from station.recognition.agreement import JoinedWord, joined, only_first
from station.recognition.choice import Version
from station.recognition.doubt import About, doubt_of
from station.recognition.tesseract import SeenWord


def seen(*words: tuple[str, float], line: int = 3, at: int = 0) -> list[SeenWord]:
    """Words of equal size from left to right, with their confidences."""
    return [
        SeenWord(text, (at + 100 * number, 10, 80, 30), confidence, line)
        for number, (text, confidence) in enumerate(words)
    ]


def texts(words: tuple[JoinedWord, ...]) -> list[str]:
    """What was made of them."""
    return [word.text for word in words]


def test_where_both_agree_that_is_the_word() -> None:
    """Tesseract's place and line stay, and both confidences are kept."""
    first, second = seen(("Nguyễn", 0.96)), seen(("Nguyễn", 0.99), line=0, at=5)

    (word,) = joined(first, second)

    assert word == JoinedWord("Nguyễn", (0, 10, 80, 30), 0.96, 0.99, True, None, 3)


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        (("khong", 0.80), ("không", 0.99), "không"),  # a sure syllable against no syllable
        (("không", 0.97), ("khôngg", 0.60), "không"),
        (("chính,", 0.96), ("chính", 0.99), "chính,"),  # the second reader leaves commas out
        (("5353,9", 0.52), ("5353;9", 0.997), "5353,9"),  # and sees specks above others
        (("VT;", 0.95), ("VT,", 0.90), "VT,"),
        (("232⁄/2339/72", 0.47), ("033410339172", 0.95), "033410339172"),
    ],
)
def test_where_they_differ_one_is_chosen(
    first: tuple[str, float], second: tuple[str, float], right: str
) -> None:
    """By how sure each is, and by what can be written."""
    assert texts(joined(seen(first), seen(second))) == [right]


def test_only_what_is_open_is_looked_at_more_closely() -> None:
    """Where one version is likelier by far, the time is not spent; where it is not, that counts."""
    looked: list[tuple[str, str]] = []

    def closer(first: Version, second: Version) -> tuple[Version, ...]:
        looked.append((first.text, second.text))
        return (Version(tuple(seen(("thuê", 0.99)))),)

    settled = joined(seen(("lữngk", 0.3)), seen(("không", 0.9999)), closer)
    open_place = joined(seen(("thuê", 0.97)), seen(("thuế", 0.97)), closer)

    assert texts(settled) == ["không"]
    assert texts(open_place) == ["thuê"]
    assert looked == [("thuê", "thuế")]


def test_one_word_may_be_two() -> None:
    """A word that one of them parts is still one difference; the parts keep their order."""
    whole = [SeenWord("hòavới", (0, 10, 180, 30), 0.6, 0)]
    parts = seen(("hòa", 0.99), ("với", 0.99))

    assert texts(joined(whole, parts)) == ["hòa", "với"]


def test_what_one_alone_saw_must_be_credible() -> None:
    """Dust and rings of seals are left out; words and numbers stay."""
    assert texts(joined(seen(("|", 0.96), ("~", 0.5)), [])) == []
    assert texts(joined(seen(("Trần", 0.96)), [])) == ["Trần"]
    assert texts(joined([], seen(("P", 0.99), ("nãym", 0.2)))) == []
    assert texts(joined([], seen(("7", 0.99), ("Hoàng", 0.95)))) == ["7", "Hoàng"]


def test_doubt_follows_agreement() -> None:
    """Less where both agree than where one looked alone, most where they differ."""

    def doubt(words: tuple[JoinedWord, ...], *, grainy: bool = False) -> float:
        (word,) = words
        return doubt_of(word, About(grainy=grainy))

    agreed = doubt(joined(seen(("không", 0.9)), seen(("không", 0.9))))
    alone = doubt(only_first(seen(("không", 0.9))))
    differ = doubt(joined(seen(("khong", 0.7)), seen(("không", 0.7))))

    assert 0 < agreed < alone < differ < 1
    assert doubt(joined(seen(("đng", 0.9)), seen(("đng", 0.9)))) > agreed
    assert doubt(joined(seen(("không", 0.9)), seen(("không", 0.9))), grainy=True) > agreed


def test_a_number_with_a_semicolon_is_doubted_although_both_agree() -> None:
    """No number is written so; one with a comma, as sure of both, is not doubted."""
    for text, doubted in (("8500;5", True), ("8500,5", False), ("8500,5;", False)):
        (word,) = joined(seen((text, 0.97)), seen((text, 1.0)))
        assert (doubt_of(word, About()) >= 0.5) is doubted
