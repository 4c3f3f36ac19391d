"""How this desk has a dossier, told to central, where another desk may have it otherwise."""

from collections.abc import Iterable

from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.records import Dossier, DossierId
from offline_store.store import Store
from offline_store.wire import DossierOnWire, PaperOnWire, RequesterOnWire, etag_of


def tell_dossiers(
    store: Store, client: CentralClient, dossiers: Iterable[DossierId]
) -> tuple[DossierId, ...]:
    """Tell central how this desk has these; return those that another desk has otherwise.

    Raises:
        CentralError: as `CentralClient`; what was not told yet is told by a later run.
    """
    differing = []
    for dossier_id in dict.fromkeys(dossiers):
        with store.snapshot() as records:
            try:
                told = _on_wire(records.dossiers.get(dossier_id))
            except ValidationError:
                continue  # the wire has no room for it: its submission was refused for that
            known = records.elsewhere.known(dossier_id)
            before = records.elsewhere.told(dossier_id)
        tag = etag_of(told)
        if tag == before:
            continue
        with store.transaction() as records:
            unanswered = records.elsewhere.begin(dossier_id, tag)
        answer = client.tell_dossier(dossier_id, told, known or None)
        if answer.stands.etag != tag and answer.stands.etag in unanswered:
            # It stands there by this desk's own word, to which the answer was lost.
            answer = client.tell_dossier(dossier_id, told, answer.stands.etag)
        with store.transaction() as records:
            records.elsewhere.keep(dossier_id, tag, answer, client.enrolment.station)
            if records.elsewhere.versions(dossier_id):
                differing.append(dossier_id)
    return tuple(differing)


def _on_wire(dossier: Dossier) -> DossierOnWire:
    return DossierOnWire(
        code=dossier.code,
        requester=RequesterOnWire(
            name=dossier.requester.name, id_number=dossier.requester.id_number
        ),
        papers=tuple(
            PaperOnWire(
                id=document.id,
                title=document.title,
                copies=document.copies,
                pages=len(document.pages),
                book=document.copy.book if document.copy else "",
                number=document.copy.number if document.copy else 0,
                sha256=document.copy.sha256 if document.copy else "",
                handed_over=document.handed_over_at is not None,
            )
            for document in dossier.documents
        ),
    )
