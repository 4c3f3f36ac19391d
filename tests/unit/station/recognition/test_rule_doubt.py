"""Doubt by what a paper says twice."""

from dataclasses import replace

from offline_store.records import Reading, Word
from station.demo.page_texts import BIRTH_ROWS
from station.recognition.doubt import DOUBTFUL
from station.recognition.kinds import load_kinds
from station.recognition.paper import recognise
from station.recognition.rule_doubt import weighed
from tests.unit.station.recognition.test_paper import reading_of

KINDS = load_kinds()
ROWS = ("TRÍCH LỤC KHAI SINH", *(row.replace("*", "") for row in BIRTH_ROWS))
SURE = 0.005


def birth(*, born: str = "15/4/1999", doubt_of_date: float = SURE) -> Reading:
    """A birth extract whose words were all read surely; only the date of birth is told apart."""
    rows = [row.replace("15/4/1999", born) for row in ROWS]
    assert rows != list(ROWS) or born == "15/4/1999"
    reading = reading_of(*rows, doubt=SURE)
    words = (
        replace(word, doubt=doubt_of_date) if word.text.strip(";,.") == born else word
        for word in reading.words
    )
    return replace(reading, words=tuple(words))


def doubted(reading: Reading) -> dict[str, float]:
    """Words that are shown to the clerk."""
    return {word.text: word.doubt for word in reading.words if word.doubt > DOUBTFUL}


def test_what_agrees_stays_as_it_was_read() -> None:
    """And so does a page of no known kind."""
    whole, other = birth(), reading_of("Thực đơn tuần này", "Cá kho, rau luộc")

    assert weighed(whole, KINDS) == whole
    assert weighed(other, KINDS) == other


def test_a_date_that_its_words_deny_is_doubted_with_them() -> None:
    """However surely each was read; nothing else on the page is."""
    reading = weighed(birth(born="16/4/1999"), KINDS)
    paper = recognise(reading, KINDS)

    assert paper is not None
    there = {
        reading.words[at].text
        for name in ("birth_date", "birth_date_words")
        for at in paper.fields[name].words
    }
    assert set(doubted(reading)) == there
    assert all(doubt < 0.5 for doubt in doubted(reading).values())
    assert paper.fields["birth_date"].doubt > DOUBTFUL


def test_the_likeliest_culprit_takes_most_of_the_doubt() -> None:
    """A word that was unsure before is now nearly surely the wrong one."""
    reading = weighed(birth(born="16/4/1999", doubt_of_date=0.3), KINDS)
    (unsure,) = (doubt for text, doubt in doubted(reading).items() if "16/4/1999" in text)

    assert unsure > 0.8
    assert all(word.doubt <= 1.0 for word in reading.words)


def test_what_a_clerk_put_right_is_beyond_doubt() -> None:
    """Then the rest of what was held against it is suspected."""
    reading = birth(born="16/4/1999")
    words: list[Word] = [
        replace(word, read_as="15/4/1999") if "16/4/1999" in word.text else word
        for word in reading.words
    ]
    after = weighed(replace(reading, words=tuple(words)), KINDS)

    assert "16/4/1999" not in "".join(doubted(after))
    assert doubted(after)
