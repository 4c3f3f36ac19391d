"""Forms of the open dossier: the one there is, a choice of several, none; kept and printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from offline_store.records import Requester
from station.bootstrap import Desk, with_settings
from station.eforms.declared import EForm
from station.eforms.finding import BUILT_IN
from station.fill_form import Filling
from station.form_settings import FormSettings
from station.settings import Settings
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from tests.unit.views.test_dossier_papers_presenter import QuietPlace
from views.presenters.counter import Counter, Place, PlacePresenter
from views.presenters.fill_form import FillFormPresenter

LAND = "land-registration-request.2025-07-01"


@dataclass(slots=True)
class FormScreen:
    """Remembers what is asked and shown."""

    choices: list[tuple[str, ...]] = field(default_factory=list)
    asked: list[Filling] = field(default_factory=list)
    shown: list[bytes] = field(default_factory=list)

    def choose_form(self, forms: tuple[EForm, ...]) -> None:
        """Remember it."""
        self.choices.append(tuple(form.id for form in forms))

    def ask_form(self, filling: Filling, kinds: Mapping[str, str], today: date) -> None:
        """Remember it."""
        assert kinds["land-certificate"] == "Giấy chứng nhận quyền sử dụng đất"
        self.asked.append(filling)

    def show_form(self, pdf: bytes) -> None:
        """Remember it."""
        self.shown.append(pdf)


def presenter_at(
    desk: Desk, screen: CounterScreen, procedure: str
) -> tuple[FillFormPresenter, FormScreen]:
    """A presenter whose open dossier is for that procedure."""
    desk.take_catalogue.sample()
    counter, view = Counter(desk, screen, JobsAtOnce()), FormScreen()
    places: dict[Place, PlacePresenter] = {place: QuietPlace() for place in Place}
    counter.places = places
    asks = Requester("Lê Văn Thửa", "001060000123", address="Số 1, Phố Thử Nghiệm")
    pile = desk.sort_pile.open(desk.receive_for_procedure(asks, procedure).id)
    counter.open(pile.dossier_id, pile.id)
    return FillFormPresenter(counter, view, JobsAtOnce(), JobsAtOnce()), view


def test_the_only_form_is_asked_at_once_kept_and_shown(desk: Desk, screen: CounterScreen) -> None:
    """What fails is told, and asked again by whoever wants."""
    presenter, view = presenter_at(desk, screen, "9.900001")
    presenter.open()
    (filling,) = view.asked
    presenter.keep(filling, {"area": "rộng"})
    assert (screen.messages[-1].code, view.shown) == ("input-invalid", [])
    said = {
        **{"land_address": "Tổ 3", "area": "120", "purpose": "Đất ở"},
        **{"has_certificate": "Không", "request": "Chỉ đăng ký đất đai"},
    }
    # While the sheet was open another dossier was: it is kept for the one that was asked about.
    other = desk.receive_for_procedure(Requester("Ai Khác"), "9.900001")
    presenter._counter.open(other.id, desk.sort_pile.open(other.id).id)
    presenter.keep(filling, said)
    assert desk.fill_forms.kept(other.id) == ()
    presenter._counter.open(filling.dossier_id, desk.sort_pile.open(filling.dossier_id).id)
    assert screen.messages[-1].code == "form-filled"
    assert view.shown[0][:5] == b"%PDF-"
    presenter.open()
    assert view.asked[-1].kept is not None


def test_a_procedure_without_forms_says_so(desk: Desk, screen: CounterScreen) -> None:
    """And nothing is asked."""
    presenter, view = presenter_at(desk, screen, "1.001193")
    presenter.open()
    assert screen.messages[-1].code == "no-form"
    assert (view.choices, view.asked) == ([], [])


@pytest.mark.parametrize("right", [True, False])
def test_of_several_forms_the_clerk_chooses(
    desk: Desk, screen: CounterScreen, tmp_path: Path, right: bool
) -> None:
    """A broken one is told of, and none is taken for it."""
    said = json.loads((BUILT_IN / f"{LAND}.json").read_text("utf-8"))
    said["title"] = "Đơn của phường" if right else ""
    (tmp_path / "of-the-ward.2026-01-01.json").write_text(json.dumps(said), "utf-8")
    own = Settings(
        agency=desk.settings.agency,
        store=desk.settings.store,
        forms=FormSettings(eforms=str(tmp_path)),
    )
    presenter, view = presenter_at(with_settings(desk, own), screen, "9.900001")
    presenter.open()
    if right:
        assert view.choices == [("land-registration-request", "of-the-ward")]
        presenter.fill("of-the-ward")
        assert view.asked[-1].form.title == "Đơn của phường"
    else:
        assert screen.messages[-1].code == "form-invalid"
        assert view.choices == []
