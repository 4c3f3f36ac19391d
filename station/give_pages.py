"""Give pages to another paper of the dossier: one paper becomes two, or two become one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uuid_utils import uuid7

from offline_store.page_edits import Change
from offline_store.records import Document, DocumentId, Page, PageId
from offline_store.store import Records, Store
from station.errors import InputInvalid
from station.hanoi_time import Clock
from station.page_journal import must_be_open
from station.people import Act, require


@dataclass(frozen=True, slots=True)
class GivePages:
    """Move pages from one paper to another, with what was read on them and compared.

    Undo in either paper takes it back. A paper that gave all its pages is none any more, until
    they come back; only one with a line in the register stays.
    """

    store: Store
    clerk: str
    now: Clock

    def __call__(self, page_ids: Sequence[PageId], to: DocumentId | None = None) -> Document:
        """Put pages, in this order, at the end of another paper; return it.

        to: of the same dossier; None makes a new one there, under the same title.

        Raises:
            InputInvalid: none, one named twice, not all of one paper, or `to` is that paper or of
                another dossier; field `pages` or `document`.
            AlreadyCertified: one of the papers is signed. NotFound: there is no such page or paper.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            pages = [records.dossiers.page(page_id) for page_id in page_ids]
            if len(set(page_ids)) != len(pages) or len({page.document_id for page in pages}) != 1:
                raise InputInvalid(field="pages")
            giver = records.dossiers.document(pages[0].document_id)
            taker = self._new(records, giver) if to is None else records.dossiers.document(to)
            if taker.id == giver.id or taker.dossier_id != giver.dossier_id:
                raise InputInvalid(field="document")
            for document in (giver, taker):
                must_be_open(document)
            self._give(records, giver, taker, pages)
            return records.dossiers.document(taker.id)

    def _give(
        self, records: Records, giver: Document, taker: Document, pages: Sequence[Page]
    ) -> None:
        going = tuple(page.id for page in pages)
        staying = tuple(page.id for page in giver.pages if page.id not in going)
        dissolves = not staying and records.register.line_of(giver.id) is None
        there = tuple(page.id for page in taker.pages)
        given = tuple(replace(page, document_id=taker.id) for page in pages)
        at = self.now()
        records.page_edits.edit_together(
            (
                Change(giver.id, going, (), staying, dissolves),
                Change(taker.id, (), given, (*there, *going)),
            ),
            at=at,
            who=self.clerk,
            act="pages-given",
        )
        records.audit.append(at, self.clerk, "pages-given", giver.id, pages=len(pages), to=taker.id)

    def _new(self, records: Records, beside: Document) -> Document:
        """A paper that has no place until it has pages: what undo leads back to."""
        count = len(records.dossiers.get(beside.dossier_id).documents)
        new = Document(
            DocumentId(str(uuid7())), beside.dossier_id, count + 1, beside.title, 1, dissolved=True
        )
        records.dossiers.add_document(new)
        return new
