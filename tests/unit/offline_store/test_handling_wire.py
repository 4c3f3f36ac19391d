"""What a desk and a central of different versions say to each other of dossiers."""

import json
from datetime import UTC, datetime

from offline_store.handling_wire import (
    ChangeOnWire,
    ComponentOnWire,
    HandlingOnWire,
    OwnerOnWire,
    handling_etag,
)
from offline_store.wire import RequesterOnWire

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def told(*components: ComponentOnWire) -> HandlingOnWire:
    """A dossier with these papers."""
    return HandlingOnWire(
        code="H26-261122-0001",
        procedure_code="1.001193",
        procedure_name="Đăng ký khai sinh",
        field="Hộ tịch",
        channel=1,
        requester=RequesterOnWire(name="Nguyễn Thị Thử"),
        owner=OwnerOnWire(name="Nguyễn Thị Thử"),
        receiving_unit="H26.99.1",
        resolving_unit="H26.99.1",
        registered_at=AT,
        money="nothing-due",
        components=components,
        changes=(ChangeOnWire(sequence=1, state="2", at=AT, who="an"),),
    )


def test_a_paper_that_was_not_signed_is_told_as_before() -> None:
    """An older central knows no file of a paper; an older desk's words have the same tag here."""
    said = told(ComponentOnWire(name="Tờ khai"))
    (component,) = json.loads(said.model_dump_json())["components"]
    assert component == {
        "name": "Tờ khai",
        "code": "",
        "digitised": False,
        "reused": False,
        "described": "",
    }
    heard = HandlingOnWire.model_validate_json(said.model_dump_json())
    assert (heard, handling_etag(heard)) == (said, handling_etag(said))


def test_a_signed_paper_names_its_file() -> None:
    """And is another dossier to the tag."""
    said = told(ComponentOnWire(name="Tờ khai", sha256="ab" * 32))
    (component,) = json.loads(said.model_dump_json())["components"]
    assert component["sha256"] == "ab" * 32
    heard = HandlingOnWire.model_validate_json(said.model_dump_json())
    assert handling_etag(heard) == handling_etag(said)
    assert handling_etag(said) != handling_etag(told(ComponentOnWire(name="Tờ khai")))
