"""The pile of a dossier: given to its components as confirmed, taken back, nothing lost."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from offline_store.errors import NotFound
from offline_store.handling import Standing
from offline_store.records import Document, DocumentId, Dossier, Page, Reading, Requester
from offline_store.store import Store
from scanners.png import encode_png
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.certify import CertifyCopy
from station.checklist import Checklist, mark_of, open_components
from station.copy_signing import CopySigning
from station.dossier_states import Business
from station.errors import (
    ComponentNotCertified,
    ComponentSettled,
    HandlingOver,
    InputInvalid,
    NotToBeDigitised,
    PagesChanged,
    RoleMissing,
)
from station.move_on import MoveOn
from station.pile import SortPile
from station.pile_document import piles
from station.pile_offers import Reason
from station.progress import Step, next_step
from station.receive_procedure import ReceiveForProcedure
from station.recognition.kinds import load_kinds
from station.separators import Separator, separator_sheet
from station.settings import Settings
from station.sheet_ledger import CountSheets
from tests.account_fixtures import everybody
from tests.scanner_fixtures import draw_page
from tests.unit.station.desk_parts import Parts, SetClock
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH, MOTTO, PLOT

KINDS = load_kinds()
LAND = "9.900001"
CERTIFICATE = (*MOTTO, "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "Ông TRẦN VĂN MẪU")
PLAN = ("III. SƠ ĐỒ THỬA ĐẤT", *PLOT)
CARD = ("CĂN CƯỚC CÔNG DÂN", "Số: 001099000123")
LETTER = ("THƯ MỜI HỌP", "Kính mời")


class Desk:
    """A dossier for the registration of land, and what is done with its pile."""

    def __init__(self, store: Store, folder: Path, who: str = "an") -> None:
        self.store, self.folder, self.who = store, folder, who
        self.parts = Parts(store, folder / "spool", SetClock())
        clock = self.parts.clock
        self.receive = ReceiveForProcedure(self.parts.receive)
        self.tick = Checklist(store, who, clock)
        self.move_on = MoveOn(store, who, clock)
        self.pile = SortPile(store, KINDS, who, clock)

    def received(self) -> Dossier:
        """A new dossier."""
        return self.receive(Requester("Nguyễn Thị Thử", "001099000123"), LAND)

    def put(self, dossier: Dossier, *papers: Sequence[str]) -> Document:
        """Import a page for each of these texts onto the pile, as if it had been read there."""
        document = self.pile.open(dossier.id)
        before = len(self.document(document.id).pages)
        size = (400, 560)
        files = [
            draw_page(self.folder / f"{number}.png", number, size)
            for number in range(before + 1, before + 1 + len(papers))
        ]
        pages = self.parts.import_pages(document.id, tuple(files))
        with self.store.transaction() as records:
            for page, rows in zip(pages, papers, strict=True):
                records.dossiers.keep_reading(page.id, reading_of(*rows))
        return self.document(document.id)

    def document(self, document_id: DocumentId) -> Document:
        """As it is kept now."""
        with self.store.snapshot() as records:
            return records.dossiers.document(document_id)

    def held(self, dossier: Dossier) -> dict[int, list[str]]:
        """By component, 0 for the pile: the files of its pages, in their order."""
        with self.store.snapshot() as records:
            documents = records.dossiers.get(dossier.id).documents
        found: dict[int, list[str]] = {}
        for document in documents:
            assert document.component is not None
            found.setdefault(document.component, []).extend(page.sha256 for page in document.pages)
        return found

    def confirm(self, dossier: Dossier) -> dict[int, int]:
        """Confirm what is offered now."""
        return dict(self.pile.confirm(dossier.id, self.pile.offers(dossier.id)))


def with_catalogue(store: Store) -> None:
    """Give a store the sample catalogue."""
    known = frozenset(
        component.kind
        for procedure in sample_catalogue().procedures
        for component in procedure.components
    )
    TakeCatalogue(store, CatalogueSettings(), known, "it", SetClock()).sample()


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """A desk with the sample catalogue."""
    with_catalogue(store)
    return Desk(store, tmp_path)


def hashes(document: Document) -> list[str]:
    """The files of its pages."""
    return [page.sha256 for page in document.pages]


def test_one_word_gives_what_is_clear(desk: Desk) -> None:
    """Two papers get their pages; the plan that two claim, the card and the letter stay."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION, BIRTH, CERTIFICATE, PLAN, CARD, LETTER)
    files = hashes(pile)
    assert next_step(pile) is not Step.SIGN

    assert desk.confirm(dossier) == {1: 1, 5: 1, 2: 1}

    held = desk.held(dossier)
    assert held == {1: files[:1], 5: files[1:2], 2: files[2:3], 0: files[3:]}
    with desk.store.snapshot() as records:
        handling = records.handling.get(dossier.id)
        assert open_components(records, handling) == (8,)
    assert [mark.standing for mark in handling.marks] == [Standing.SCAN] * 3
    reasons = [offer.reason for offer in desk.pile.offers(dossier.id)]
    assert reasons == [Reason.CONTESTED, Reason.TITLE, Reason.UNKNOWN]
    assert desk.confirm(dossier) == {}


def test_the_clerk_gives_what_is_in_doubt(desk: Desk) -> None:
    """In the order named, behind what the component has; an empty pile is no paper any more."""
    dossier = desk.received()
    pile = desk.put(dossier, CERTIFICATE, PLAN, LETTER)
    files = hashes(pile)
    desk.confirm(dossier)
    staying = desk.document(pile.id).pages
    taker = desk.pile.give(dossier.id, [staying[1].id, staying[0].id], 2)

    assert hashes(taker) == [files[0], files[2], files[1]]
    assert taker.component == 2
    assert taker.pages[1].reading == pile.pages[2].reading
    assert desk.held(dossier) == {2: [files[0], files[2], files[1]]}
    again = desk.put(dossier, BIRTH)
    assert (again.id, again.component, len(again.pages)) == (pile.id, 0, 1)


def test_undo_brings_all_back_to_the_pile(desk: Desk) -> None:
    """From the pile or from any paper that got pages; redo gives them again."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION, BIRTH)
    files = hashes(pile)
    desk.confirm(dossier)
    with desk.store.snapshot() as records:
        mark = mark_of(records.handling.get(dossier.id), 5)
    assert mark is not None
    assert mark.document_id is not None

    undone = desk.parts.pages.undo(mark.document_id)
    assert undone is not None
    assert undone.act == "pile-given"
    assert desk.held(dossier) == {0: files, 1: [], 5: []}
    desk.parts.pages.redo(pile.id)
    assert desk.held(dossier) == {1: files[:1], 5: files[1:]}
    desk.parts.pages.undo(mark.document_id)
    assert desk.confirm(dossier) == {1: 1, 5: 1}


def test_a_picture_is_looked_at_once(desk: Desk) -> None:
    """Whether it is a separator sheet does not change: asked again, no file is opened."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION, LETTER)
    first = desk.pile.offers(dossier.id)
    for page in pile.pages:
        desk.store.files.path(page.sha256).unlink()
    assert desk.pile.offers(dossier.id) == first


def test_a_pile_is_no_usual_paper(desk: Desk) -> None:
    """Nobody is offered its name, nor its papers', where copies are asked."""
    desk.put(desk.received(), ("SỔ HỘ KHẨU",))

    with desk.store.snapshot() as records:
        assert records.dossiers.usual_titles(10) == ()


def test_no_side_is_lost_to_the_ledger(desk: Desk) -> None:
    """What was given is elsewhere, what was not is shown."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION, LETTER)
    desk.confirm(dossier)
    ledger = CountSheets(desk.store)(pile.id)
    assert (ledger.scanned, ledger.shown, ledger.elsewhere, ledger.whole) == (2, 1, 1, True)


def test_separator_sheets_go_with_the_pages_behind_them(desk: Desk, tmp_path: Path) -> None:
    """One behind which a page stays is kept, so that the cut is not lost."""
    dossier = desk.received()
    desk.put(dossier, APPLICATION)
    document = desk.pile.open(dossier.id)
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(separator_sheet(Separator(), SetClock()()))
    desk.parts.import_pages(document.id, (sheet,))
    desk.put(dossier, BIRTH)
    desk.parts.import_pages(document.id, (sheet,))
    pile = desk.put(dossier, LETTER)

    assert desk.confirm(dossier) == {1: 1, 5: 1}
    assert desk.held(dossier)[0] == hashes(pile)[3:]
    offers = desk.pile.offers(dossier.id)
    assert [offer.separator for offer in offers] == [Separator(), None]


def test_the_back_of_a_sheet_is_of_no_paper(desk: Desk, tmp_path: Path) -> None:
    """As a feeder that sees both sides gives it; it stays and goes with its sheet."""
    dossier = desk.received()
    document = desk.pile.open(dossier.id)
    sheet, back = tmp_path / "sheet.pdf", tmp_path / "back.png"
    sheet.write_bytes(separator_sheet(Separator(), SetClock()()))
    back.write_bytes(encode_png(np.full((877, 620), 250, np.uint8), 75))
    desk.parts.import_pages(document.id, (sheet, back))
    desk.put(dossier, BIRTH)
    desk.parts.import_pages(document.id, (sheet, back))
    pile = desk.put(dossier, ("Tỷ lệ",))
    files = hashes(pile)

    offers = desk.pile.offers(dossier.id)
    assert [offer.component for offer in offers] == [None, None, 5, None, None, None]
    assert [offer.sheets_back for offer in offers] == [False, True, False, False, True, False]
    assert desk.confirm(dossier) == {5: 1}
    assert desk.held(dossier) == {0: files[3:], 5: [files[2]]}
    desk.parts.pages.undo(pile.id)
    assert hashes(desk.document(pile.id)) == files


def test_a_batch_of_dossiers_is_cut_into_their_piles(desk: Desk, tmp_path: Path) -> None:
    """A sheet for another dossier for a procedure sends what follows to its pile."""
    one, other = desk.received(), desk.received()
    desk.put(one, APPLICATION)
    document = desk.pile.open(one.id)
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(separator_sheet(Separator(other.code), SetClock()()))
    desk.parts.import_pages(document.id, (sheet,))
    pile = desk.put(one, BIRTH)
    files = hashes(pile)
    assert desk.pile.offers(one.id)[2].reason is Reason.OTHER_DOSSIER

    desk.parts.cut_batch(pile.id)

    assert (desk.held(one), desk.held(other)) == ({0: files[:1]}, {0: files[2:]})
    assert desk.confirm(other) == {5: 1}


def test_another_paper_behind_a_dossier_s_sheet_is_a_pile_of_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    """Of that dossier: where a paper begins is not forgotten when the sheets are gone."""
    one, other = desk.received(), desk.received()
    document = desk.pile.open(one.id)
    for separator, paper in ((Separator(other.code), APPLICATION), (Separator(), BIRTH)):
        sheet = tmp_path / "sheet.pdf"
        sheet.write_bytes(separator_sheet(separator, SetClock()()))
        desk.parts.import_pages(document.id, (sheet,))
        desk.put(one, paper)

    targets = desk.parts.cut_batch(document.id)

    assert [(each.dossier_id, len(each.pages)) for each in targets] == [(other.id, 1)] * 2
    with desk.store.snapshot() as records:
        assert [each.id for each in piles(records, other.id)] == [each.id for each in targets]


def test_a_pile_is_never_certified(desk: Desk, tmp_path: Path) -> None:
    """Nor does it stand among what is still to be signed."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION)
    settings = Settings()
    signing = CopySigning(settings.signing, tmp_path / "trust", tmp_path / "revocation")
    certify = CertifyCopy(desk.store, signing, settings, "an", desk.parts.clock)
    with pytest.raises(ComponentNotCertified) as refused:
        certify.require_complete(pile.id)
    assert refused.value.facts == {"component": 0}
    with desk.store.snapshot() as records:
        assert records.dossiers.unsigned() == ()


def test_what_takes_no_pages_is_refused_in_words(desk: Desk) -> None:
    """Only shown, kept on paper, digital already; whatever the clerk names."""
    dossier = desk.received()
    (page,) = desk.put(dossier, CARD).pages
    with pytest.raises(NotToBeDigitised) as shown:
        desk.pile.give(dossier.id, [page.id], 8)
    assert shown.value.facts == {"component": 8, "ground": "shown-only"}
    desk.tick(dossier.id, 5, Standing.DIGITAL, "Ví giấy tờ VNeID")
    with pytest.raises(ComponentSettled) as settled:
        desk.pile.give(dossier.id, [page.id], 5)
    assert settled.value.facts == {"component": 5, "standing": "digital"}
    desk.tick(dossier.id, 6, Standing.ON_PAPER, "secret")
    with pytest.raises(NotToBeDigitised) as secret:
        desk.pile.give(dossier.id, [page.id], 6)
    assert secret.value.facts["ground"] == "secret"
    desk.tick(dossier.id, 7, Standing.SUPPLEMENT, "chứng từ rõ hơn")
    assert desk.pile.give(dossier.id, [page.id], 7).component == 7


def test_wrong_pages_change_nothing(desk: Desk) -> None:
    """None, twice, another dossier's, no such component."""
    dossier, other = desk.received(), desk.received()
    page = desk.put(dossier, LETTER).pages[0].id
    theirs = desk.put(other, LETTER).pages[0].id
    wrong: Sequence[Sequence[object]] = ([], [page, page], [theirs])
    for pages in wrong:
        with pytest.raises(InputInvalid):
            desk.pile.give(dossier.id, pages, 1)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        desk.pile.give(dossier.id, [page], 9)
    assert list(desk.held(dossier)) == [0]


def test_what_changed_since_it_was_offered_is_not_confirmed(desk: Desk) -> None:
    """A page more, or a page turned: the clerk looks again."""
    dossier = desk.received()
    pile = desk.put(dossier, APPLICATION)
    offers = desk.pile.offers(dossier.id)
    desk.put(dossier, LETTER)
    with pytest.raises(PagesChanged):
        desk.pile.confirm(dossier.id, offers)
    offers = desk.pile.offers(dossier.id)
    desk.parts.pages.rotate(pile.pages[0].id, 90)
    with pytest.raises(PagesChanged):
        desk.pile.confirm(dossier.id, offers)
    assert list(desk.held(dossier)) == [0]


def test_copies_have_no_pile(desk: Desk) -> None:
    """A dossier for certified copies is none for a procedure."""
    document = desk.parts.received()
    with pytest.raises(NotFound):
        desk.pile.open(document.dossier_id)
    with pytest.raises(NotFound):
        desk.pile.offers(document.dossier_id)


def test_a_closed_dossier_takes_nothing(desk: Desk) -> None:
    """Withdrawn, not received, resolved."""
    dossier = desk.received()
    desk.put(dossier, APPLICATION)
    offers = desk.pile.offers(dossier.id)
    desk.move_on(dossier.id, Business.NOT_RECEIVED, "Không thuộc thẩm quyền")
    for act in (lambda: desk.pile.open(dossier.id), lambda: desk.pile.confirm(dossier.id, offers)):
        with pytest.raises(HandlingOver):
            act()
    assert list(desk.held(dossier)) == [0]


def test_who_may(desk: Desk) -> None:
    """Those at the counter."""
    dossier = desk.received()
    page = desk.put(dossier, APPLICATION).pages[0]
    everybody(desk.store)
    archivist = SortPile(desk.store, KINDS, "kho", desk.parts.clock)
    for act in (
        lambda: archivist.open(dossier.id),
        lambda: archivist.confirm(dossier.id, archivist.offers(dossier.id)),
        lambda: archivist.give(dossier.id, [page.id], 1),
    ):
        with pytest.raises(RoleMissing):
            act()
    clerk = SortPile(desk.store, KINDS, "an", desk.parts.clock)
    assert dict(clerk.confirm(dossier.id, clerk.offers(dossier.id))) == {1: 1}


def test_readings_go_along(desk: Desk) -> None:
    """What was read and compared on a page is not done again."""
    dossier = desk.received()
    (page,) = desk.put(dossier, BIRTH).pages
    desk.parts.compare.mark(page.id, compared=True)
    desk.confirm(dossier)
    with desk.store.snapshot() as records:
        kept: Page = records.dossiers.page(page.id)
    assert kept.compared_at is not None
    assert isinstance(kept.reading, Reading)
    assert kept == replace(kept, reading=page.reading)
