"""Two desks that changed the same dossier: neither side's work disappears, both are shown."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.central_line import CentralLine
from offline_store.errors import CentralUnreachable
from offline_store.records import DossierElsewhere, DossierId, Enrolment
from offline_store.store import Store
from offline_store.telling import tell_dossiers
from offline_store.wire import PATH_DOSSIERS
from station.cli.main import main
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import add_dossier, make_dossier


@dataclass(frozen=True, slots=True)
class Side:
    """One of two desks that have the same dossier."""

    home: Path
    store: Store
    client: CentralClient

    def title(self, dossier: DossierId, title: str) -> None:
        """Change what the paper of the dossier is called here."""
        with self.store.transaction() as records:
            records.dossiers.connection.exec_driver_sql(
                "UPDATE document SET title = ? WHERE dossier_id = ?", (title, dossier)
            )

    def tell(self, dossier: DossierId) -> bool:
        """Tell central how it is here; whether another desk has it otherwise."""
        return tell_dossiers(self.store, self.client, [dossier]) != ()

    def elsewhere(self, dossier: DossierId) -> list[tuple[bool, str]]:
        """As others have it: whether that stands at central, and what the paper is called."""
        with self.store.snapshot() as records:
            versions = records.elsewhere.versions(dossier)
        return [(each.stands, _title(each)) for each in versions]

    def settle(self, dossier: DossierId, *, ours: bool) -> None:
        """Somebody looked at both."""
        with self.store.transaction() as records:
            records.elsewhere.settle(dossier, ours=ours)


def _title(version: DossierElsewhere) -> str:
    (paper,) = version.papers
    return paper.title


@pytest.fixture
def sides(
    tmp_path: Path, central_home: Path, central_url: str
) -> Iterator[tuple[Side, Side, DossierId]]:
    """A desk, and another one of the agency with a copy of what it has."""
    homes = [tmp_path / "one", tmp_path / "two"]
    dossier = make_dossier()
    with Store.open(homes[0], keyring_wanted=False) as store:
        add_dossier(store, dossier)
    shutil.copytree(homes[0], homes[1])
    with ExitStack() as stack:
        found = []
        for home in homes:
            store = stack.enter_context(Store.open(home, create=False))
            place = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), home.name)
            with store.transaction() as records:
                records.desk.enrol(place)
            found.append(Side(home, store, stack.enter_context(CentralClient(place))))
        yield found[0], found[1], dossier.id


def test_who_was_first_stands_and_the_other_is_kept_and_shown_beside(
    sides: tuple[Side, Side, DossierId],
) -> None:
    """At both desks, until somebody looked at it; nothing of either is changed here."""
    one, two, dossier = sides
    assert not one.tell(dossier)
    assert not two.tell(dossier), "the same at both is no difference"
    one.title(dossier, "Bằng của một")
    two.title(dossier, "Bằng của hai")
    assert not one.tell(dossier)
    assert two.tell(dossier)
    assert two.elsewhere(dossier) == [(True, "Bằng của một")]
    with two.store.snapshot() as records:
        assert records.dossiers.get(dossier).documents[0].title == "Bằng của hai"

    one.title(dossier, "Bằng của một, sửa")
    assert one.tell(dossier), "who stands learns of the other at its next word"
    assert one.elsewhere(dossier) == [(False, "Bằng của hai")]
    one.settle(dossier, ours=True)
    assert one.elsewhere(dossier) == []


def test_after_a_look_the_other_version_may_stand(sides: tuple[Side, Side, DossierId]) -> None:
    """By the word of who lost; what stood is kept beside it then, and is shown at its desk."""
    one, two, dossier = sides
    one.title(dossier, "một")
    two.title(dossier, "hai")
    assert not one.tell(dossier)
    assert two.tell(dossier)
    two.settle(dossier, ours=True)
    assert not two.tell(dossier), "settled once, it is not shown again"
    one.title(dossier, "một nữa")
    assert one.tell(dossier)
    assert one.elsewhere(dossier) == [(True, "hai")]

    one.settle(dossier, ours=False)
    assert one.elsewhere(dossier) == []
    one.title(dossier, "một, biết hai")
    assert not one.tell(dossier), "it knows what stands, and goes on from there"


@pytest.mark.on_sqlite
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_answer_that_was_lost_makes_no_difference(
    sides: tuple[Side, Side, DossierId], when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told again, changed again: it is still this desk's own word."""
    one, two, dossier = sides
    ask = CentralLine.ask

    def lost(*args: object, **named: object) -> object:
        if when == "after":
            ask(*args, **named)  # type: ignore[arg-type]  # passed on as it came
        raise CentralUnreachable(kind="lost")

    for title in ("một", "hai", "ba"):
        one.title(dossier, title)
        with monkeypatch.context() as patch:
            patch.setattr(CentralLine, "ask", lost)
            with pytest.raises(CentralUnreachable):
                one.tell(dossier)
    assert not one.tell(dossier)
    one.title(dossier, "bốn")
    assert not one.tell(dossier)
    assert two.tell(dossier)
    assert two.elsewhere(dossier) == [(True, "bốn")]


def test_no_other_agency_sees_it(
    sides: tuple[Side, Side, DossierId], central_home: Path, central_url: str
) -> None:
    """Under the same id they keep their own."""
    one, two, dossier = sides
    one.title(dossier, "một")
    assert not one.tell(dossier)
    stranger = enrol(central_url, add_enrolment_code(central_home, "H26.77.7"), "Quầy lạ")
    with CentralClient(stranger) as client:
        assert tell_dossiers(two.store, client, [dossier]) == ()
    assert two.elsewhere(dossier) == []


@pytest.mark.on_sqlite
def test_the_tag_is_http_s_own(sides: tuple[Side, Side, DossierId], place: Enrolment) -> None:
    """ETag and If-Match as RFC 9110 has them: 412 for who knows of another state."""
    one, _, dossier = sides
    one.tell(dossier)
    url = f"{place.central_url}{PATH_DOSSIERS}/{dossier}"
    bearer = {"Authorization": f"Bearer {place.credential}"}
    body = {"code": "H26", "requester": {"name": "Khác"}, "papers": []}
    first = requests.put(url, json=body, headers=bearer)
    assert first.status_code == 412
    stands = first.headers["ETag"]
    second = requests.put(url, json=body, headers=bearer | {"If-Match": stands})
    assert second.status_code == 200
    assert second.headers["ETag"] != stands
    wrong = requests.put(url, json=body, headers=bearer | {"If-Match": "no tag"})
    assert wrong.status_code == 422


@pytest.mark.on_sqlite
def test_the_commands_show_both_and_settle(
    sides: tuple[Side, Side, DossierId], capfd: pytest.CaptureFixture[str]
) -> None:
    """`tramso dossier elsewhere` and `settle`, as scripts read them."""
    one, two, dossier = sides
    one.title(dossier, "một")
    one.tell(dossier)
    two.title(dossier, "hai")
    two.tell(dossier)
    home = ["--home", str(two.home), "--json"]
    assert main(["dossier", "elsewhere", *home]) == 1
    (shown,) = json.loads(capfd.readouterr().out)["dossiers"]
    (theirs,) = shown["elsewhere"]
    assert (theirs["stands"], theirs["papers"][0]["title"]) == (True, "một")
    assert theirs["station"] == one.client.enrolment.station
    assert main(["dossier", "settle", shown["code"], "--ours", *home]) == 0
    assert main(["dossier", "elsewhere", *home]) == 0
    capfd.readouterr()
    assert main(["sync", *home]) == 0
    assert json.loads(capfd.readouterr().out)["elsewhere"] == []
    one.title(dossier, "một nữa")
    assert one.tell(dossier)
    assert one.elsewhere(dossier) == [(True, "hai")]
    with two.store.snapshot() as records:
        acts = [line.act for line in records.audit.lines()]
    assert "settled-elsewhere" in acts
