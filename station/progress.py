"""Where a dossier stands, derived from what is kept: never a second truth beside the records."""

from enum import StrEnum

from offline_store.records import Document, OutboxState


class Step(StrEnum):
    """The steps of the main job, in order."""

    RECEIVE = "receive"
    SCAN = "scan"
    COMPARE = "compare"
    SIGN = "sign"
    HAND_OVER = "hand-over"
    SYNC = "sync"


class Light(StrEnum):
    """Where the document's work lies: here, on the way, safe at central, or parked there."""

    HERE = "here"
    ON_THE_WAY = "on-the-way"
    SAFE = "safe"
    REFUSED = "refused"


def done_steps(document: Document) -> frozenset[Step]:
    """The steps that are finished for this document."""
    done = {Step.RECEIVE}
    if document.pages:
        done.add(Step.SCAN)
        if all(page.compared_at is not None for page in document.pages):
            done.add(Step.COMPARE)
    if document.copy is not None:
        done.add(Step.SIGN)
    if document.handed_over_at is not None:
        done.add(Step.HAND_OVER)
    if light(document) is Light.SAFE:
        done.add(Step.SYNC)
    return frozenset(done)


def steps_of(document: Document) -> tuple[Step, ...]:
    """The steps that a document has.

    A component of a procedure is not certified; what was made to train at goes to no central.
    """
    if document.component is not None:
        return (Step.RECEIVE, Step.SCAN, Step.COMPARE)
    return tuple(step for step in Step if not document.training or step is not Step.SYNC)


def next_step(document: Document) -> Step | None:
    """The first step that is not finished; None when all are."""
    done = done_steps(document)
    return next((step for step in steps_of(document) if step not in done), None)


def light(document: Document) -> Light:
    """The one light of three that shines, or that central refused the item."""
    if document.outbox is None:
        return Light.HERE
    match document.outbox.state:
        case OutboxState.ACCEPTED:
            # Central has it, and has still to say whether it stands.
            return Light.SAFE if document.outbox.stands else Light.ON_THE_WAY
        case OutboxState.REFUSED:
            return Light.REFUSED
        case OutboxState.QUEUED | OutboxState.SENDING:
            return Light.ON_THE_WAY
