"""What is said at Receive of a dossier for a procedure."""

from dataclasses import dataclass

from offline_store.handling import Channel, Owner


@dataclass(frozen=True, slots=True)
class ForProcedure:
    """What is said of a dossier for a procedure.

    owner: None where it is who asks. resolving_unit: empty where the procedure says it.
    queue_number: that the citizen drew.
    """

    code: str
    owner: Owner | None
    channel: Channel
    resolving_unit: str
    queue_number: str = ""
