"""The words of `tramso dossier` and `tramso report` for what was read, as somebody scripts them."""

from contextlib import closing
from pathlib import Path

import pytest

from offline_store.records import Reading, Word
from station.bootstrap import open_desk
from tests.integration.conftest import Tramso
from tests.scanner_fixtures import draw_page

ROWS = ("GIẤY PHÉP LÁI XE", "Số: 001099000123", "Họ tên: NGUYỄN VĂN AN", "Ngày sinh: 15/04/1999")


@pytest.fixture
def code(tramso: Tramso, tmp_path: Path) -> str:
    """A dossier with a driving licence that was read."""
    code = str(tramso("dossier", "new", "--title", "Giấy phép", "--name", "Trần Thị Bình")["code"])
    tramso("dossier", "add", code, str(draw_page(tmp_path / "page.png", 1, (200, 300))))
    with closing(open_desk(tmp_path / "home")) as desk, desk.store.transaction() as records:
        page = records.dossiers.find(code).documents[0].pages[0]
        words = tuple(
            Word(word, (100 + 200 * at, 100 + 80 * line, 180, 40), 0.01, line)
            for line, row in enumerate(ROWS)
            for at, word in enumerate(row.split())
        )
        records.dossiers.keep_reading(page.id, Reading("test", words))
    return code


def test_fields_are_shown_corrected_and_given_back(tramso: Tramso, code: str) -> None:
    """What was read stays beside what the clerk says, and undo brings it back."""
    (page,) = tramso("dossier", "fields", code)["pages"]
    assert page["kind"] == "driving-licence"
    assert page["fields"]["birth_date"]["value"] == "15/04/1999"
    assert {"rule": "requester-name", "fields": ["name"], "agrees": False} in page["checks"]

    tramso("dossier", "correct", code, "--page", "1", "--field", "name", "--text", "TRẦN THỊ BÌNH")
    (page,) = tramso("dossier", "fields", code)["pages"]
    assert (page["fields"]["name"]["value"], page["fields"]["name"]["read_as"]) == (
        "TRẦN THỊ BÌNH",
        "NGUYỄN VĂN AN",
    )
    assert {"rule": "requester-name", "fields": ["name"], "agrees": True} in page["checks"]

    tramso("dossier", "correct", code, "--page", "1", "--kind", "")
    assert tramso("dossier", "fields", code)["pages"] == [
        {"page": 1, "kind": None, "fields": {}, "checks": []}
    ]
    for _ in range(2):
        tramso("dossier", "correct", code, "--undo")
    (page,) = tramso("dossier", "fields", code)["pages"]
    assert page["fields"]["name"]["value"] == "NGUYỄN VĂN AN"
    logged = tramso("dossier", "corrections", code)["corrections"]
    assert [(each["what"], each["place"], each["undone"]) for each in logged] == [
        ("field", "name", True),
        ("kind", "", True),
    ]


def test_the_month_says_how_well_this_desk_reads(tramso: Tramso, code: str) -> None:
    """Words put right on compared pages, of all words on them."""
    assert tramso("report", "reading") == {"months": []}

    tramso("dossier", "correct", code, "--page", "1", "--word", "5", "--text", "001099000124")
    tramso("dossier", "compared", code, "--all")

    (month,) = tramso("report", "reading")["months"]
    assert (month["pages"], month["words"], month["wrong"]) == (1, 14, 1)
    assert (month["digits"], month["digits_wrong"], month["share"]) == (2, 1, round(1 / 14, 5))


@pytest.mark.parametrize(
    "words",
    [
        ("--page", "1", "--field", "name"),
        ("--word", "1", "--text", "x"),
        ("--page", "1", "--word", "1", "--field", "name", "--text", "x"),
        ("--page", "1", "--text", "x"),
    ],
)
def test_a_correction_that_says_too_little_is_wrong_use(
    tramso: Tramso, code: str, words: tuple[str, ...]
) -> None:
    """Which page, which place, and what stands there."""
    assert tramso("dossier", "correct", code, *words) == (2, None)
