"""Central's verdicts on what it has taken: asked for after each sending, kept once believed."""

import random
import time
from collections.abc import Callable, Mapping, Sequence

import jwt
from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.errors import ReceiptInvalid
from offline_store.receipts import signed_payload
from offline_store.records import Enrolment, OutboxItem
from offline_store.store import Store
from offline_store.verdict_wire import VERDICT_TYPE, CopyVerdict

_ASKED_AT_ONCE = 500
# Few questions: a whole city may wait for its verdicts at once.
_FIRST_PAUSE_S = 0.03
_LONGEST_PAUSE_S = 5.0


def read_verdict(token: str, place: Enrolment, item: str, sha256: str) -> CopyVerdict:
    """What central says of a copy, once it is certain that central says it of this very copy.

    token: a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037). place: this desk's at central.
    sha256: of the copy that the item carries.

    Raises:
        ReceiptInvalid: not signed by that key, or over another item, station or file.
            Facts: reason.
    """
    try:
        verdict = CopyVerdict.model_validate(signed_payload(token, place.receipt_key, VERDICT_TYPE))
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise ReceiptInvalid(reason="not-signed") from error
    if (verdict.item, verdict.station) != (item, place.station):
        raise ReceiptInvalid(reason="other-item")
    if verdict.sha256 != sha256:
        raise ReceiptInvalid(reason="other-files")
    return verdict


def fetch_verdicts(
    store: Store,
    client: CentralClient,
    patience_s: float,
    progress: Callable[[OutboxItem], None] = lambda item: None,
) -> None:
    """Ask what became of everything that waits for a verdict, for so long at the most.

    What central could not judge before it is asked to judge once more. progress: told each item
    that changed.

    Raises:
        CentralError: as `CentralClient`.
        ReceiptInvalid: an answer is not central's word on what was asked.
    """
    give_up_at = time.monotonic() + patience_s
    pause_s = _FIRST_PAUSE_S
    with store.snapshot() as records:
        waiting = records.outbox.without_verdict()
    again = True
    while waiting:
        waiting = tuple(
            item
            for start in range(0, len(waiting), _ASKED_AT_ONCE)
            for item in _ask(
                store, client, waiting[start : start + _ASKED_AT_ONCE], progress, again=again
            )
        )
        again = False
        left_s = give_up_at - time.monotonic()
        if not waiting or left_s <= 0:
            return
        time.sleep(min(random.uniform(pause_s / 2, pause_s), left_s))
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


def standing(client: CentralClient, copies: Mapping[str, str]) -> frozenset[str]:
    """Those of the items that central says stand, today. copies: the copy's SHA-256 by item.

    Raises:
        CentralError: as `CentralClient`.
        ReceiptInvalid: an answer is not central's word on what was asked.
    """
    names = list(copies)
    found = set[str]()
    for start in range(0, len(names), _ASKED_AT_ONCE):
        said = client.verdicts(names[start : start + _ASKED_AT_ONCE]).verdicts
        found.update(
            item
            for item, token in said.items()
            if read_verdict(token, client.enrolment, item, copies[item]).stands
        )
    return frozenset(found)


def _ask(
    store: Store,
    client: CentralClient,
    items: Sequence[OutboxItem],
    progress: Callable[[OutboxItem], None],
    *,
    again: bool,
) -> list[OutboxItem]:
    """Ask once; keep what is said, and return those whose turn has not come."""
    answer = client.verdicts([item.id for item in items], again=again)
    changed = list[OutboxItem]()
    with store.transaction() as records:
        for item in items:
            if item.id in answer.verdicts:
                token = answer.verdicts[item.id]
                verdict = read_verdict(token, client.enrolment, item.id, item.sha256)
                if verdict.stands:
                    records.outbox.mark_standing(item.id, token)
                else:
                    records.outbox.mark_fallen(item.id, verdict.reason)
            elif reason := answer.waiting.get(item.id, ""):
                records.outbox.mark_undecided(item.id, reason)
            else:
                continue
            changed.append(records.outbox.item(item.id))
    for each in changed:
        progress(each)
    return [item for item in items if answer.waiting.get(item.id) == ""]
