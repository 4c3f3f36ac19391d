import pytest

from offline_store.records import PageId, Reading, Word
from offline_store.store import Store
from tests.store_fixtures import NOON, add_dossier, make_dossier

BOX = (1, 1, 9, 9)


def _found(store: Store, text: str) -> list[str]:
    with store.snapshot() as records:
        return [dossier.code for dossier in records.dossiers.list(text=text)]


def _read(store: Store, code: str, *words: str) -> None:
    """Keep these words as what was read on the dossier's first page."""
    reading = Reading("tesseract", tuple(Word(word, BOX, 0.0, 0) for word in words))
    with store.transaction() as records:
        page = records.dossiers.find(code).documents[0].pages[0]
        records.dossiers.keep_reading(page.id, reading)


@pytest.mark.parametrize(
    "asked",
    [
        "dao",
        "ĐÀO",
        "ng thi d",
        "001099",
        "H26-261122-0001",
        "lớp",
        "lop 12",
        "truong",
        "vi",
        '"vien',
    ],
)
def test_a_dossier_is_found_by_any_part_and_by_the_words_on_its_pages(
    store: Store, asked: str
) -> None:
    """Whatever marks and case; the last word may be begun alone."""
    add_dossier(store, make_dossier("H26-261122-0001", name="Đặng Thị Đào"))
    _read(store, "H26-261122-0001", "Học", "viên", "lớp", "12", "Trường", "Đường", "sắt")
    add_dossier(store, make_dossier("H26-261122-0002", name="Lê Văn Bình", title="Bằng lái"))
    with store.transaction() as records:
        other = records.dossiers.find("H26-261122-0002").documents[0].pages[0]
        records.dossiers.keep_reading(other.id, Reading("tesseract", ()))
    if asked == "001099":  # both have the number
        assert sorted(_found(store, asked)) == ["H26-261122-0001", "H26-261122-0002"]
    else:
        assert _found(store, asked) == ["H26-261122-0001"]


def test_what_is_corrected_or_gone_is_found_no_more(store: Store) -> None:
    """The index follows the text: corrections, another reading, a page taken out."""
    add_dossier(store, make_dossier("H26-261122-0001"))
    _read(store, "H26-261122-0001", "Quyet", "dinh")
    with store.transaction() as records:
        page = records.dossiers.find("H26-261122-0001").documents[0].pages[0]
        records.dossiers.correct_word(PageId(page.id), 1, "toán")
    assert [_found(store, asked) for asked in ("dinh", "toan")] == [[], ["H26-261122-0001"]]
    _read(store, "H26-261122-0001", "khác")
    assert [_found(store, asked) for asked in ("toan", "khac")] == [[], ["H26-261122-0001"]]
    with store.transaction() as records:
        records.dossiers.remove_page(page.id)
    assert _found(store, "khac") == []


@pytest.mark.parametrize("asked", ["", " ", '"', "*", "a AND", "NEAR(", "-x", "%", "_", "^"])
def test_nothing_that_is_typed_breaks_the_search(store: Store, asked: str) -> None:
    """What means something to the database means nothing here."""
    add_dossier(store, make_dossier())
    assert _found(store, asked) in ([], ["H26.19.5-261122-0001"])


def test_a_day_is_searched_whole(store: Store) -> None:
    """Also where very many newer dossiers hold the text too."""
    add_dossier(store, make_dossier("H26-261122-0001"))
    with store.snapshot() as records:
        found = records.dossiers.list(day=NOON.date(), text="giấy khai", limit=1)
    assert [dossier.code for dossier in found] == ["H26-261122-0001"]
