"""Several small copies handed in at once: each comes to what it comes to for itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from offline_store.central_client import CentralClient
from offline_store.central_line import Leaving
from offline_store.errors import CentralError, CentralNonsense, CentralRefused, StoreError
from offline_store.receipts import read_receipt
from offline_store.sending import Bundled
from offline_store.store import Store
from offline_store.submissions import hand_in
from offline_store.wire import DossierSubmission, Reason

# Later versions name all before them: a copy with more files than this goes for itself.
MOST_FILES = 2


class NoBundles(Exception):
    """This central takes no bundles, an older one, or not this one. Stays in this room."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A copy to be handed in. missing: files that central said it has not.

    leaving: told how many bytes of its file have left so far.
    """

    submission: DossierSubmission
    missing: Collection[str]
    leaving: Leaving = lambda size: None

    @property
    def lacking(self) -> list[str]:
        """Its files that are to be sent."""
        return [sha256 for sha256 in self.submission.files if sha256 in self.missing]


def hand_in_together(
    store: Store, client: CentralClient, several: Sequence[Offered]
) -> list[str | StoreError]:
    """Send what central lacks of these, then their records; of each its receipt, or what failed.

    The receipts are read and believed.

    Raises:
        NoBundles: central refused them as a whole; each is to be handed in for itself.
    """
    failed = dict[str, StoreError]()
    files = dict[str, Bundled]()
    for each in several:
        try:
            for sha256 in each.lacking:
                files[sha256] = Bundled(sha256, store.files.read(sha256), each.leaving)
        except StoreError as error:
            failed[each.submission.item] = error
    try:
        kept = client.send_bundle(list(files.values())) if files else frozenset[str]()
        lost = files.keys() - kept
        for each in several:
            if lost.intersection(each.submission.files):
                # Its bytes were whole here: something on the way changed them.
                failed.setdefault(
                    each.submission.item,
                    CentralRefused(status=422, reason=Reason.FILE_MISNAMED.value, detail=""),
                )
        left = [each for each in several if each.submission.item not in failed]
        tokens = client.submit_several([each.submission for each in left]) if left else []
    except CentralError as error:
        # What is wrong with one of them, or with all at once, must park none of the others.
        if isinstance(error, CentralNonsense | CentralRefused):
            raise NoBundles from error
        return [failed.get(each.submission.item, error) for each in several]
    said = {
        each.submission.item: _believed(store, client, each, token)
        for each, token in zip(left, tokens, strict=True)
    }
    return [(failed | said)[each.submission.item] for each in several]


def _believed(
    store: Store, client: CentralClient, offered: Offered, token: str | CentralError
) -> str | StoreError:
    submission = offered.submission
    try:
        if isinstance(token, str):
            read_receipt(token, client.enrolment.receipt_key, submission)
            return token
        if token.facts.get("reason") == Reason.NUMBER_NOT_LEASED.value:
            # It may have forgotten the block: for itself it is told of that first.
            return hand_in(store, client, submission, ())
    except StoreError as error:
        return error
    return token
