"""The pages of a document, what was read on them, and who compared them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from offline_store.assembling import pages_where
from offline_store.errors import NotFound
from offline_store.json_columns import (
    codes_text,
    fields_text,
    spots_text,
    warnings_from,
    warnings_text,
    words_text,
)
from offline_store.records import DocumentId, Page, PageId, Reading, Word
from offline_store.spots import Spot
from offline_store.tables import document, page, reading


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages within one transaction. Positions run from 0 and never have gaps."""

    connection: Connection

    def page(self, page_id: PageId) -> Page:
        """One page with its reading.

        Raises:
            NotFound: there is none with that id.
        """
        found = pages_where(self.connection, page.c.id == page_id, with_readings=True)
        if not found:
            raise NotFound(kind="page", id=page_id)
        return found[0]

    def reading_warnings(
        self, documents: Collection[DocumentId]
    ) -> Mapping[DocumentId, frozenset[str]]:
        """What reading warned of on the pages of documents; none for those it did not warn of."""
        rows = self.connection.execute(
            select(page.c.document_id, reading.c.warnings)
            .join(reading, reading.c.page_id == page.c.id)
            .where(page.c.document_id.in_(documents))
        )
        found: dict[DocumentId, frozenset[str]] = {}
        for row in rows:
            known = found.get(DocumentId(row.document_id), frozenset())
            found[DocumentId(row.document_id)] = known | set(warnings_from(row.warnings))
        return {document: warnings for document, warnings in found.items() if warnings}

    def light_pages(self, document_id: DocumentId) -> tuple[Page, ...]:
        """The pages of a document in their order, without what was read on them."""
        return pages_where(self.connection, page.c.document_id == document_id, with_readings=False)

    def add_page(self, new: Page) -> Page:
        """Add a page at its position, the later ones move on; return it as it is kept.

        A position past the end means the end. The page's file must be kept already.

        Raises:
            NotFound: there is no such document.
        """
        if not self._exists(new.document_id):
            raise NotFound(kind="document", id=new.document_id)
        self.connection.execute(  # with a page it has its place in the dossier again
            update(document).where(document.c.id == new.document_id).values(dissolved=0)
        )
        end = self._count(new.document_id) + 1
        kept = replace(new, position=max(1, min(new.position, end)))
        self._shift(kept.document_id, kept.position, end, by=1)
        self.connection.execute(
            page.insert().values(
                id=kept.id,
                document_id=kept.document_id,
                position=kept.position,
                sha256=kept.sha256,
                width=kept.width,
                height=kept.height,
                dpi=kept.dpi,
                kept_at=kept.kept_at,
                warnings=warnings_text(kept.warnings),
                compared_at=kept.compared_at,
                compared_by=kept.compared_by,
                thumbnail=kept.thumbnail,
            )
        )
        if kept.reading is not None:
            self.keep_reading(kept.id, kept.reading)
        return kept

    def remove_page(self, page_id: PageId) -> None:
        """Take a page and its reading out; its file stays.

        Raises:
            NotFound: there is no such page.
        """
        gone = self.page(page_id)
        self.connection.execute(delete(page).where(page.c.id == page_id))
        end = self._count(gone.document_id) + 1
        self._shift(gone.document_id, gone.position, end, by=-1)

    def move_page(self, page_id: PageId, position: int) -> None:
        """Move a page to a position within its document; past the end means the end.

        Raises:
            NotFound: there is no such page.
        """
        moved = self.page(page_id)
        target = max(1, min(position, self._count(moved.document_id)))
        if target < moved.position:
            self._shift(moved.document_id, target, moved.position - 1, by=1)
        else:
            self._shift(moved.document_id, moved.position + 1, target, by=-1)
        self.connection.execute(update(page).where(page.c.id == page_id).values(position=target))

    def keep_reading(self, page_id: PageId, new: Reading) -> None:
        """Keep what was read on a page, in place of an earlier reading.

        Raises:
            NotFound: there is no such page.
        """
        self._must_exist(page_id)
        values = {
            "engine": new.engine,
            "rotation": new.rotation,
            "words": words_text(new.words),
            "codes": codes_text(new.codes),
            "warnings": warnings_text(new.warnings),
            "kind_said": new.kind_said,
            "fields_said": fields_text(new.fields_said),
            "spots": spots_text(new.spots),
        }
        self.connection.execute(
            insert(reading)
            .values(page_id=page_id, **values)
            .on_conflict_do_update(index_elements=[reading.c.page_id], set_=values)
        )

    def correct_word(self, page_id: PageId, index: int, text: str) -> Word:
        """Put the clerk's text in place of a word's; what the engine read stays beside it.

        index: of the word in the reading, from 0. Giving back what was read undoes a correction.

        Raises:
            NotFound: there is no such page, or no such word on it.
        """
        found = self.page(page_id).reading
        if found is None or not 0 <= index < len(found.words):
            raise NotFound(kind="word", id=f"{page_id}/{index}")
        word = found.words[index]
        read_as = word.text if word.read_as is None else word.read_as
        corrected = replace(word, text=text, read_as=None if text == read_as else read_as)
        return self._put_word(page_id, found, index, corrected)

    def mark_word(self, page_id: PageId, index: int, differs: bool) -> Word:
        """Keep that the original says something else there, or that it does not.

        Raises:
            NotFound: there is no such page, or no such word on it.
        """
        found = self.page(page_id).reading
        if found is None or not 0 <= index < len(found.words):
            raise NotFound(kind="word", id=f"{page_id}/{index}")
        return self._put_word(page_id, found, index, replace(found.words[index], differs=differs))

    def mark_spot(self, page_id: PageId, index: int, differs: bool) -> Spot:
        """Keep that a seal, a signature or a photo is not so on the original, or that it is.

        index: of the spot in the reading, from 0.

        Raises:
            NotFound: there is no such page, or no such spot on it.
        """
        found = self.page(page_id).reading
        if found is None or not 0 <= index < len(found.spots):
            raise NotFound(kind="spot", id=f"{page_id}/{index}")
        spot = replace(found.spots[index], differs=differs)
        spots = (*found.spots[:index], spot, *found.spots[index + 1 :])
        self.connection.execute(
            update(reading).where(reading.c.page_id == page_id).values(spots=spots_text(spots))
        )
        return spot

    def _put_word(self, page_id: PageId, found: Reading, index: int, word: Word) -> Word:
        words = (*found.words[:index], word, *found.words[index + 1 :])
        self.connection.execute(
            update(reading).where(reading.c.page_id == page_id).values(words=words_text(words))
        )
        return word

    def say(self, page_id: PageId, kind: str | None, fields: Sequence[tuple[str, str]]) -> None:
        """Keep what the clerk says of a page that was read: its kind, what stands in its fields.

        Raises:
            NotFound: there is no such page, or it was not read.
        """
        changed = self.connection.execute(
            update(reading)
            .where(reading.c.page_id == page_id)
            .values(kind_said=kind, fields_said=fields_text(fields))
        )
        if changed.rowcount == 0:
            raise NotFound(kind="reading", id=page_id)

    def set_compared(self, page_id: PageId, at: datetime | None, by: str | None) -> None:
        """Say who compared a page with its original and when; None and None take it back.

        Raises:
            NotFound: there is no such page.
            RecordRefused: only one of the two is given.
        """
        self._must_exist(page_id)
        self.connection.execute(
            update(page).where(page.c.id == page_id).values(compared_at=at, compared_by=by)
        )

    def _exists(self, document_id: DocumentId) -> bool:
        asked = select(document.c.id).where(document.c.id == document_id)
        return self.connection.execute(asked).one_or_none() is not None

    def _must_exist(self, page_id: PageId) -> None:
        asked = select(page.c.id).where(page.c.id == page_id)
        if self.connection.execute(asked).one_or_none() is None:
            raise NotFound(kind="page", id=page_id)

    def _count(self, document_id: DocumentId) -> int:
        asked = select(func.count()).where(page.c.document_id == document_id)
        return self.connection.execute(asked).scalar_one()

    def _shift(self, document_id: DocumentId, first: int, last: int, *, by: int) -> None:
        """Move the pages from one position to another, both included, on or back."""
        self.connection.execute(
            update(page)
            .where(page.c.document_id == document_id, page.c.position.between(first, last))
            .values(position=page.c.position + by)
        )
