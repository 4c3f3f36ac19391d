"""A large file over a line that breaks: what arrived is not sent again."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused, CentralUnreachable
from offline_store.wire import PART_BYTES
from tests.faulty_line import CLEAN, Fault, faulty_line
from tests.integration.central.conftest import AGENCY_CODE

pytestmark = pytest.mark.on_sqlite

LARGE = os.urandom(3 * PART_BYTES + 12345)
NAME = hashlib.sha256(LARGE).hexdigest()


def test_a_broken_upload_goes_on_where_it_was(
    client: CentralClient, central_url: str, central_home: Path
) -> None:
    """Cut in the third part; the next attempt sends the rest alone, even of the part cut."""
    fates: Iterator[Fault] = iter([Fault("cut", up=2 * PART_BYTES + PART_BYTES // 2)])
    with faulty_line(central_url, lambda: next(fates, CLEAN)) as line:
        place = replace(client.enrolment, central_url=line.url)
        with CentralClient(place) as cut, pytest.raises(CentralUnreachable):
            cut.send_blob(NAME, LARGE)
        with CentralClient(place) as again:
            again.send_blob(NAME, LARGE)
            assert again.missing_blobs([NAME]) == ()
    assert (central_home / "blobs" / NAME[:2] / NAME).read_bytes() == LARGE
    assert line.sent < len(LARGE) + PART_BYTES // 2
    assert list((central_home / "blobs/parts").iterdir()) == []
    client.send_blob(NAME, b"x" * (PART_BYTES + 1))  # it is there: nothing is asked for


def test_a_damaged_part_is_seen_and_sent_anew(client: CentralClient, central_home: Path) -> None:
    """The whole is checked before it has its name; then the desk begins at its first byte."""
    with pytest.raises(CentralRefused) as refused:
        client.send_blob(NAME, LARGE[:-1] + b"?")
    assert refused.value.facts["reason"] == "file-misnamed"
    assert client.missing_blobs([NAME]) == (NAME,)
    client.send_blob(NAME, LARGE)
    assert client.missing_blobs([NAME]) == ()


def test_one_desk_does_not_spoil_anothers_part(
    client: CentralClient, central_home: Path, central_url: str
) -> None:
    """Each desk's parts are its own."""
    code = add_enrolment_code(central_home, AGENCY_CODE)
    with CentralClient(enrol(central_url, code, "Quầy 2")) as other:
        with pytest.raises(CentralRefused):
            other.send_blob(NAME, bytes(len(LARGE)))
        client.send_blob(NAME, LARGE)
        assert other.missing_blobs([NAME]) == ()
