"""A copy that grew: what central takes for a later version of it, and what it does not."""

import pytest
from uuid_utils import uuid7

from offline_store.central_client import CentralClient
from offline_store.errors import CentralRefused
from offline_store.leasing import lease_block
from offline_store.receipts import read_receipt
from offline_store.store import Store
from offline_store.submissions import submission_of
from offline_store.sync import send_due
from offline_store.wire import DossierSubmission
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.sign import pay_debts
from tests.signing_fixtures import PracticeDesk
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier


@pytest.fixture
def sent(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> DossierSubmission:
    """The first copy, taken by central."""
    lease_block(store, client, BOOK, 10)
    _, item = certify(store, add_dossier(store, make_dossier()), signed_copies[0])
    assert send_due(store, client, NOON, at_once=True).accepted == 1
    with store.snapshot() as records:
        return submission_of(records, item.id, client.enrolment.station)


def later(sent: DossierSubmission, sha256: str, **changes: object) -> DossierSubmission:
    """An item of its own that calls another file a later version."""
    copy = sent.certified_copy.model_copy(update={"sha256": sha256, **changes})
    return sent.model_copy(
        update={
            "item": str(uuid7()),
            "certified_copy": copy,
            "files": (sha256, sent.certified_copy.sha256),
        }
    )


def test_another_file_is_no_later_version(
    store: Store, client: CentralClient, sent: DossierSubmission, signed_copies: tuple[bytes, ...]
) -> None:
    """It is signed by the same keys, and does not begin with the file that was taken."""
    other = store.files.keep(signed_copies[1])
    client.send_blob(other, signed_copies[1])
    with pytest.raises(CentralRefused) as refused:
        client.submit(later(sent, other))
    assert refused.value.facts["reason"] == "number-taken"
    (said,) = client.submit_several([later(sent, other)])
    assert isinstance(said, CentralRefused)
    assert said.facts["reason"] == "number-taken"


def test_what_was_signed_stays_as_it_was_said(
    store: Store,
    client: CentralClient,
    sent: DossierSubmission,
    signed_copies: tuple[bytes, ...],
    desk: PracticeDesk,
) -> None:
    """A stamped file is refused under another signer, and taken under the same, each once."""
    first = client.submit(sent)
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        grown = pay_debts(signed_copies[0], desk.rules(url)).pdf
    sha256 = store.files.keep(grown)
    client.send_blob(sha256, grown)
    with pytest.raises(CentralRefused) as refused:
        client.submit(later(sent, sha256, level="B-T", signer="Người khác"))
    assert refused.value.facts["reason"] == "number-taken"

    taken = later(sent, sha256, level="B-T")
    receipt = client.submit(taken)

    assert read_receipt(receipt, client.enrolment.receipt_key, taken).files == taken.files
    assert client.submit_several([sent, taken]) == [first, receipt]
    assert (client.submit(taken), client.submit(sent)) == (receipt, first)
    both = {sent.item: sent.certified_copy.sha256, taken.item: sha256}
    assert client.missing_submissions(both) == ()
    with pytest.raises(CentralRefused):
        client.submit(taken.model_copy(update={"item": str(uuid7())}))
