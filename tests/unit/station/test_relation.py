"""Who asks need not be whose dossier it is; what they are to them is asked of few procedures."""

from dataclasses import replace

import pytest

from offline_store.handling import Owner, OwnerKind
from offline_store.records import Dossier, Requester
from offline_store.store import Store
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.catalogue_sheet import as_xlsx, sheet_document
from station.errors import InputInvalid, InputMissing
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from tests.unit.station.desk_parts import SetClock

ASKS = Requester("Nguyễn Thị Thử", "001099000123")
BIRTH = "1.001193"
EXTRACT = "2.000635"  # whoever asks for another says what they are to them


@pytest.fixture
def receive(store: Store) -> ReceiveForProcedure:
    """At a desk with the sample catalogue."""
    kinds = frozenset(
        component.kind
        for procedure in sample_catalogue().procedures
        for component in procedure.components
    )
    TakeCatalogue(store, CatalogueSettings(), kinds, "it", SetClock()).sample()
    return ReceiveForProcedure(ReceiveDossier(store, "H26.99.1", "an", SetClock()))


def owner_of(store: Store, dossier: Dossier) -> Owner:
    """Whose it is, as it is kept."""
    with store.snapshot() as records:
        return records.handling.get(dossier.id).owner


def test_a_relation_is_asked_only_where_the_procedure_wants_it(
    store: Store, receive: ReceiveForProcedure
) -> None:
    """Of who asks for another person; elsewhere it is not even kept, and nobody is held up."""
    child = Owner("Nguyễn Văn Con", "001215000123", relation="mẹ")
    asked = receive(ASKS, EXTRACT, owner=child)
    assert owner_of(store, asked).relation == "mẹ"
    with pytest.raises(InputMissing) as missing:
        receive(ASKS, EXTRACT, owner=replace(child, relation="  "))
    assert missing.value.facts == {"field": "relation"}
    assert owner_of(store, receive(ASKS, EXTRACT)).relation == ""
    firm = Owner("Công ty Mẫu", "0101234567", OwnerKind.ENTERPRISE)
    assert owner_of(store, receive(ASKS, EXTRACT, owner=firm)) == firm
    with pytest.raises(InputInvalid) as kept:
        receive(ASKS, BIRTH, owner=child)
    assert kept.value.facts == {"field": "relation"}
    other = replace(child, relation="")
    assert owner_of(store, receive(ASKS, BIRTH, owner=other)) == other


def test_a_catalogue_without_relations_is_the_same_as_before_them() -> None:
    """Its version, and what goes to desks that do not know the word."""
    whole = sample_catalogue()
    asking = [each.code for each in whole.procedures if each.relation]
    assert asking == [EXTRACT]
    for each in whole.procedures:
        assert ("relation" in each.model_dump_json()) == each.relation
        assert type(each).model_validate_json(each.model_dump_json()) == each


def test_a_spreadsheet_says_where_it_is_asked() -> None:
    """And a spreadsheet from before the word is read as it was."""
    document = sheet_document(as_xlsx(sample_catalogue()))
    procedures = document["procedures"]
    assert isinstance(procedures, list)
    assert [each["code"] for each in procedures if each.get("relation")] == [EXTRACT]
