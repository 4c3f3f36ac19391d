"""Correct: what the clerk puts right in what was read. Logged, counted, and taken back at will."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from offline_store.errors import NotFound
from offline_store.records import (
    Corrected,
    Correction,
    DocumentId,
    Page,
    PageId,
    Reading,
    ReadingTally,
)
from offline_store.store import Records, Store
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.people import Act, require
from station.recognition.kinds import Kind
from station.recognition.paper import recognise
from station.recognition.tally import tally_of


@dataclass(frozen=True, slots=True)
class CorrectReadings:
    """Words, fields and the kind of paper, page by page. A certified document no longer changes.

    Every act raises SignInNeeded or RoleMissing where the clerk may not.
    """

    store: Store
    kinds: Sequence[Kind]
    clerk: str
    now: Clock

    def word(self, page_id: PageId, index: int, text: str) -> Page:
        """Put the clerk's text in place of the word at `index`; the engine's word is kept beside.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page or word.
        """
        clean = _clean(text)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            page, reading = _read(records, page_id)
            if not 0 <= index < len(reading.words):
                raise NotFound(kind="word", id=f"{page_id}/{index}")
            word = reading.words[index]
            read_as = word.text if word.read_as is None else word.read_as
            if clean != word.text:
                records.dossiers.correct_word(page_id, index, clean)
                self._log(records, page, Corrected.WORD, str(index), read_as, word.text, clean)
                records.audit.append(self.now(), self.clerk, "word-corrected", page_id, word=index)
            return _counted(records, page_id)

    def field(self, page_id: PageId, name: str, text: str) -> Page:
        """Say what stands in a field of the page's kind; what was read there is kept beside.

        An empty text, and what was read itself, take back what was said before.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page, or its kind has no such
            field.
        """
        clean = _clean(text)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            page, reading = _read(records, page_id)
            paper = recognise(reading, self.kinds)
            if paper is None or name not in {rule.name for rule in paper.kind.fields}:
                raise NotFound(kind="field", id=name)
            found = paper.fields.get(name)
            read_as = "" if found is None else found.value
            if found is not None and found.read_as is not None:
                read_as = found.read_as
            before = dict(reading.fields_said).get(name)
            after = clean if clean not in ("", read_as) else None
            if after != before:
                _say_field(records, page_id, reading, name, after)
                text = read_as if after is None else after
                self._log(records, page, Corrected.FIELD, name, read_as, before, text)
                records.audit.append(self.now(), self.clerk, "field-corrected", page_id, field=name)
            return records.dossiers.page(page_id)

    def kind(self, page_id: PageId, kind_id: str) -> Page:
        """Say which kind of paper the page is, by its id; empty for none of them.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page, or no such kind.
        """
        if kind_id and kind_id not in {kind.id for kind in self.kinds}:
            raise NotFound(kind="kind", id=kind_id)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            page, reading = _read(records, page_id)
            paper = recognise(_unsaid(reading), self.kinds)
            read_as = paper.kind.id if paper is not None else ""
            after = kind_id if kind_id != read_as else None
            if after != reading.kind_said:
                records.dossiers.say(page_id, after, reading.fields_said)
                self._log(records, page, Corrected.KIND, "", read_as, reading.kind_said, kind_id)
                records.audit.append(self.now(), self.clerk, "kind-corrected", page_id)
            return records.dossiers.page(page_id)

    def undo(self, document_id: DocumentId) -> Correction | None:
        """Take back the last correction that stands on a page of the document; None without one.

        What stands on pages that were turned or cut since, and so read anew, is past.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such document.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            document = records.dossiers.document(document_id)
            if document.fixed:
                raise AlreadyCertified()
            readings = {page.id: page.reading for page in document.pages if page.reading}
            for last in reversed(records.corrections.of_pages(tuple(readings))):
                reading = readings.get(last.page_id)
                if last.undone or reading is None or not _stands(last, reading):
                    continue
                self._take_back(records, last, reading)
                records.corrections.mark_undone(last.sequence)
                records.audit.append(
                    self.now(), self.clerk, "correction-undone", last.page_id, what=last.what.value
                )
                _counted(records, last.page_id)
                return last
            return None

    def _take_back(self, records: Records, last: Correction, reading: Reading) -> None:
        match last.what:
            case Corrected.WORD:
                records.dossiers.correct_word(last.page_id, int(last.place), last.before or "")
            case Corrected.FIELD:
                _say_field(records, last.page_id, reading, last.place, last.before)
            case Corrected.KIND:
                records.dossiers.say(last.page_id, last.before, reading.fields_said)

    def _log(
        self,
        records: Records,
        page: Page,
        what: Corrected,
        place: str,
        read_as: str,
        before: str | None,
        text: str,
    ) -> None:
        records.corrections.add(
            page.document_id,
            page.id,
            what,
            place,
            read_as=read_as,
            before=before,
            text=text,
            at=self.now(),
            who=self.clerk,
        )


def count_reading(records: Records, page: Page) -> None:
    """Keep how well a compared page was read; forget it where the comparison was taken back."""
    tally: ReadingTally | None = None
    if page.compared_at is not None and page.reading is not None:
        tally = tally_of(page.reading)
    records.corrections.count(page.id, page.compared_at or page.kept_at, tally)


def _counted(records: Records, page_id: PageId) -> Page:
    page = records.dossiers.page(page_id)
    count_reading(records, page)
    return page


def _read(records: Records, page_id: PageId) -> tuple[Page, Reading]:
    page = records.dossiers.page(page_id)
    if records.dossiers.document(page.document_id).fixed:
        raise AlreadyCertified()
    if page.reading is None:
        raise NotFound(kind="reading", id=page_id)
    return page, page.reading


def _say_field(
    records: Records, page_id: PageId, reading: Reading, name: str, value: str | None
) -> None:
    said = dict(reading.fields_said)
    said.pop(name, None)
    if value is not None:
        said[name] = value
    records.dossiers.say(page_id, reading.kind_said, tuple(said.items()))


def _stands(correction: Correction, reading: Reading) -> bool:
    """Whether what the correction put there is what stands there now."""
    match correction.what:
        case Corrected.WORD:
            index = int(correction.place)
            return index < len(reading.words) and reading.words[index].text == correction.text
        case Corrected.FIELD:
            said = dict(reading.fields_said).get(correction.place, correction.read_as)
            return said == correction.text
        case Corrected.KIND:
            said = reading.kind_said if reading.kind_said is not None else correction.read_as
            return said == correction.text


def _unsaid(reading: Reading) -> Reading:
    return Reading(reading.engine, reading.words, reading.codes, reading.rotation)


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
