"""The catalogue of procedures: published at a real central, taken by a real desk."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from central.catalogues import publish, published
from central.enrolment import add_enrolment_code
from central.errors import AgencyUnknown, CatalogueRefused
from central.home import Home, init
from central.serve import run_in_thread
from offline_store.catalogue import Origin
from offline_store.central_client import enrol
from offline_store.procedure_wire import CATALOGUE_TYPE, Catalogue, SignedCatalogue
from offline_store.records import Enrolment
from station.bootstrap import Desk
from station.catalogue import sample_catalogue
from station.errors import CatalogueInvalid, CatalogueOlder, CatalogueUnsigned
from tests.integration.central.conftest import AGENCY_CODE


def _catalogue(name: str = "Danh mục của thành phố") -> Catalogue:
    return sample_catalogue().model_copy(update={"name": name, "sample": False})


def _json(catalogue: Catalogue) -> bytes:
    return catalogue.model_dump_json().encode()


def test_a_catalogue_comes_with_a_run_to_central(central_home: Path, counter: Desk) -> None:
    """It takes the place of one from a file; the next one takes its place in turn."""
    counter.take_catalogue.sample()
    counter.synchronise(at_once=True)
    assert counter.procedures.kept().origin is Origin.SAMPLE, "central has none"
    publish(central_home, AGENCY_CODE, _json(_catalogue()))
    counter.synchronise(at_once=True)
    kept = counter.procedures.kept()
    assert (kept.origin, kept.sample, kept.name) == (Origin.CENTRAL, False, _catalogue().name)
    assert kept.issued_at is not None
    publish(central_home, AGENCY_CODE, _json(_catalogue("Danh mục mới")))
    counter.synchronise(at_once=True)
    assert counter.procedures.kept().name == "Danh mục mới"


@pytest.mark.on_sqlite
def test_one_that_is_here_is_not_fetched_again(central_home: Path, counter: Desk) -> None:
    """Its version is asked for, not its megabytes."""
    publish(central_home, AGENCY_CODE, _json(_catalogue()))
    assert counter.fetch_catalogue() is not None
    taken_at = counter.procedures.kept().taken_at
    assert counter.fetch_catalogue() is None
    assert counter.procedures.kept().taken_at == taken_at


@pytest.mark.on_sqlite
def test_it_also_comes_on_a_stick(central_home: Path, counter: Desk, tmp_path: Path) -> None:
    """The same signed text, for a desk that has no line."""
    publish(central_home, AGENCY_CODE, _json(_catalogue()))
    signed = published(central_home, AGENCY_CODE)
    assert signed is not None
    stick = tmp_path / "stick"
    stick.write_text(signed + "\n", "ascii")
    kept = counter.take_catalogue.from_file(stick)
    assert (kept.origin, kept.version) == (Origin.FILE, _catalogue().version())
    assert kept.issued_at is not None


@pytest.mark.on_sqlite
def test_none_that_was_signed_earlier_is_taken(
    central_home: Path, counter: Desk, tmp_path: Path
) -> None:
    """An old stick, or a central from a backup, brings no law back that was changed since."""
    publish(central_home, AGENCY_CODE, _json(_catalogue()))
    old = published(central_home, AGENCY_CODE)
    assert old is not None
    publish(central_home, AGENCY_CODE, _json(_catalogue("Danh mục mới")))
    counter.fetch_catalogue()
    stick = tmp_path / "stick"
    stick.write_text(old, "ascii")
    with pytest.raises(CatalogueOlder):
        counter.take_catalogue.from_file(stick)
    assert counter.procedures.kept().name == "Danh mục mới"


@pytest.mark.on_sqlite
def test_what_central_did_not_sign_for_this_agency_is_not_taken(
    central_home: Path, counter: Desk, tmp_path: Path
) -> None:
    """Another key, another agency, a token of another kind, a letter changed: all the same."""
    key = Home(central_home).load_receipt_key()
    others_key = Home(init(tmp_path / "other").folder).load_receipt_key()
    said = SignedCatalogue(
        agency=AGENCY_CODE,
        issued_at=datetime.now(UTC),
        version=_catalogue().version(),
        catalogue=_catalogue(),
    )
    right = said.model_dump(mode="json")
    elsewhere = right | {"agency": "H26.19.6"}
    other_words = right | {"catalogue": _catalogue("khác").model_dump(mode="json")}
    typ = {"typ": CATALOGUE_TYPE}
    for claims, signer, header in (
        (right, others_key, typ),
        (elsewhere, key, typ),
        (other_words, key, typ),
        (right, key, {"typ": "tramso-accounts+jwt"}),
    ):
        token = jwt.encode(claims, signer, algorithm="EdDSA", headers=header)
        with pytest.raises(CatalogueUnsigned):
            counter.take_catalogue.signed(token, Origin.FILE)
    token = jwt.encode(right, key, algorithm="EdDSA", headers=typ)
    flipped = token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]
    with pytest.raises(CatalogueUnsigned):
        counter.take_catalogue.signed(flipped, Origin.FILE)
    assert counter.take_catalogue.signed(token, Origin.FILE).name == _catalogue().name


@pytest.mark.on_sqlite
def test_a_wrong_one_stops_no_run(central_home: Path, counter: Desk) -> None:
    """The desk does not know a kind of paper that it names: the old one stays, work goes on."""
    counter.take_catalogue.sample()
    said = json.loads(_json(_catalogue()))
    said["procedures"][0]["components"][0]["kind"] = "paper-of-tomorrow"
    publish(central_home, AGENCY_CODE, json.dumps(said).encode())
    report = counter.synchronise(at_once=True)
    assert report.trouble is None
    assert counter.procedures.kept().sample
    with pytest.raises(CatalogueInvalid) as wrong:
        counter.fetch_catalogue()
    assert wrong.value.facts["reason"] == "kind-unknown"


def test_central_signs_no_broken_catalogue(central_home: Path, counter: Desk) -> None:
    """Found where it is published, not at a hundred desks; nor for an agency without any."""
    for content, reason in ((b"{", "json-invalid"), (b"{}", "missing")):
        with pytest.raises(CatalogueRefused) as wrong:
            publish(central_home, AGENCY_CODE, content)
        assert wrong.value.facts["reason"] == reason
    with pytest.raises(AgencyUnknown):
        publish(central_home, "H26.19.9", _json(_catalogue()))
    assert published(central_home, AGENCY_CODE) is None


def test_a_desk_gets_its_own_agencys_alone(
    central_home: Path, central_url: str, counter: Desk
) -> None:
    """Each ward has its own fees and units."""
    enrol(central_url, add_enrolment_code(central_home, "H26.19.6", "Khác"), "Quầy 2")
    publish(central_home, "H26.19.6", _json(_catalogue("của phường khác")))
    assert counter.fetch_catalogue() is None


def test_a_clock_put_back_publishes_after_the_last(central_home: Path, counter: Desk) -> None:
    """Desks take none that was signed earlier: what is published later must not be."""
    first = publish(central_home, AGENCY_CODE, _json(_catalogue()))
    ahead = first.issued_at + timedelta(days=1)
    from tests.integration.central.conftest import change

    change(
        central_home,
        f"UPDATE catalogue SET issued_at = '{ahead.isoformat(timespec='microseconds')}'",
    )
    assert publish(central_home, AGENCY_CODE, _json(_catalogue("sau"))).issued_at > ahead


def test_a_central_that_was_closed_has_it_still(central_home: Path, place: Enrolment) -> None:
    """It lies in its database."""
    publish(central_home, AGENCY_CODE, _json(_catalogue()))
    with run_in_thread(central_home):
        assert published(central_home, AGENCY_CODE) is not None
