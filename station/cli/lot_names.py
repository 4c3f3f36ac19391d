"""What people name of lots on the command line, found in the store."""

from offline_store.errors import NotFound
from offline_store.lots import Lot, LotDossier, LotId
from offline_store.records import Document
from offline_store.store import Store


def find_lot(store: Store, name: str) -> Lot:
    """The lot with that code or id.

    Raises:
        NotFound: there is none.
    """
    with store.snapshot() as records:
        try:
            return records.lots.find(name)
        except NotFound:
            return records.lots.get(LotId(name))


def find_in_lot(store: Store, lot: Lot, number: int) -> LotDossier:
    """The dossier with that number in a lot.

    Raises:
        NotFound: there is none.
    """
    with store.snapshot() as records:
        for dossier in records.lots.dossiers(lot.id, number):
            return dossier
    raise NotFound(kind="dossier of the lot", id=number)


def find_paper(store: Store, dossier: LotDossier, component: int) -> Document:
    """The paper of a dossier that holds that component, from 1.

    Raises:
        NotFound: there is none.
    """
    with store.snapshot() as records:
        for document in records.dossiers.get(dossier.dossier_id).documents:
            if document.component == component:
                return document
    raise NotFound(kind="component", id=component)
