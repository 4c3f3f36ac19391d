"""The second reader, its real networks, on the demo's papers."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

import station.recognition.second_reader as module
from station.demo.papers import DemoPapers
from station.demo.sheet import Faces, Sheet, Type
from station.recognition.kinds import load_kinds
from station.recognition.model_files import ModelFile, Presence
from station.recognition.page_reader import PageReader
from station.recognition.paper import recognise
from station.recognition.second_reader import (
    LINE_READER,
    SecondReader,
    load_second_reader,
    second_reader_presence,
)
from station.recognition.superscripts import with_superscripts
from station.recognition.text import text_of
from tests.integration.recognition.truth import printed_words, share_wrong


@pytest.fixture(scope="module")
def second() -> SecondReader:
    """Loaded."""
    reader = load_second_reader()
    assert reader is not None
    return reader


def test_a_table_keeps_its_single_digits(papers: DemoPapers) -> None:
    """What Tesseract leaves out of narrow columns is read; at most one word in fifty is wrong."""
    reading = PageReader().read(papers.diploma[1], 300)

    assert any("TIN204 Mạng máy tính 3 8,2 B+" in line for line in text_of(reading).splitlines())
    assert share_wrong(reading, printed_words(papers, papers.diploma[1])) <= 0.04


def test_the_birth_extract_fills_its_fields(papers: DemoPapers) -> None:
    """From the scanned page to fields that agree with each other."""
    paper = recognise(PageReader().read(papers.birth_extract, 300), load_kinds())

    assert paper is not None
    assert paper.kind.id == "birth-certificate"
    assert paper.fields["name"].value == "NGUYỄN VĂN AN"
    assert paper.fields["id_number"].value == "001099000123"
    assert all(check.agrees for check in paper.checks)
    assert len(paper.checks) == 3


def test_long_lines_are_read_whole(second: SecondReader) -> None:
    """A line longer than the network can take is cut between words; places rise to the right."""
    text = "Ủy ban nhân dân phường Đầm Sương, thành phố Hà Nội, ngày 15 tháng 4 năm 1999 có nơi"
    sheet = Sheet(Faces())
    sheet.line(15, 50, text, Type(13))
    grey = np.asarray(sheet.picture.convert("L"))
    (line, *others) = second.finder.lines(grey, 300)
    words = second.reader.read(grey, line)

    assert not others
    assert [word.text for word in words] == text.split()
    assert all(one.box[0] < other.box[0] for one, other in pairwise(words))


@pytest.mark.parametrize("size", [(1, 1), (10, 10), (40, 3000), (3000, 40)])
def test_pictures_of_odd_sizes_have_no_text(second: SecondReader, size: tuple[int, int]) -> None:
    """White ones at least."""
    assert second.finder.lines(np.full(size, 255, np.uint8), 300) == ()


def test_raised_digits_are_told_by_where_they_stand() -> None:
    """The same letters are an area or not, as they are printed."""
    sheet = Sheet(Faces())
    sheet.line(20, 50, "m²", Type(13))
    sheet.line(20, 70, "m2", Type(13))
    grey = np.asarray(sheet.picture.convert("L"))
    raised, level = (tuple(int(side) for side in word.box) for word in sheet.words)

    assert with_superscripts("m2", grey, (raised[0], raised[1], raised[2], raised[3])) == "m²"
    assert with_superscripts("m2", grey, (level[0], level[1], level[2], level[3])) == "m2"
    assert with_superscripts("năm2", grey, (raised[0], raised[1], raised[2], raised[3])) == "năm2"


def test_what_is_as_good_as_nothing_counts_as_nothing() -> None:
    """Numbers under 1.2e-38, of which the finder's weights are full, cost it three times as much.

    Asked in a process of its own: the runtime heeds the first session of a process alone.
    """
    asked = (
        "import numpy as np\n"
        "from station.recognition.second_reader import load_second_reader\n"
        "assert load_second_reader() is not None\n"
        "print(float((np.full(8, 1e-39, np.float32) * np.float32(0.5)).max()))\n"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert float(said.stdout) == 0


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its hash; one that is not there is missing; either way Tesseract reads alone."""
    assert second_reader_presence() is Presence.READY

    other = ModelFile(LINE_READER.package, LINE_READER.path, "0" * 64)
    monkeypatch.setattr(module, "LINE_READER", other)
    assert second_reader_presence() is Presence.REFUSED
    assert load_second_reader.__wrapped__() is None

    monkeypatch.setattr(module, "LINE_READER", ModelFile("no_such_package", "x.onnx", "0" * 64))
    assert second_reader_presence() is Presence.MISSING
