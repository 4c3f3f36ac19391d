"""How an act on pages is written down, and how a picture was made, back to the scans."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uuid_utils import uuid7

from offline_store.errors import Fact
from offline_store.page_edits import PageEdit
from offline_store.records import Document, Page, PageId
from offline_store.store import Records, Store
from scanners.jpeg_damage import unless_damaged
from scanners.page_flaws import BLURRED, FINGER, FOLD, GLARE, SHADOW
from scanners.page_looks import BLANK, NEARLY_BLANK
from scanners.picture_changes import ChangedPicture
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.people import Act, require

# What a working picture may have lost or got. Letters cut off are the scan's fault, or meant.
_JUDGED_ANEW = frozenset({BLANK, NEARLY_BLANK, BLURRED, SHADOW, FOLD, FINGER, GLARE})

BY_PAGE = "by_page"  # the fact under which an act on several pages keeps what belongs to each


@dataclass(frozen=True, slots=True)
class Made:
    """One act in the making of a picture: of which pictures, by what act, with what facts."""

    sha256: str
    of: tuple[str, ...]
    act: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes acts into a document's journal and onto the audit trail, in one transaction."""

    clerk: str
    now: Clock

    def put(
        self,
        records: Records,
        touched: Sequence[Page],
        put: Sequence[Page],
        act: str,
        **facts: Fact,
    ) -> None:
        """Put pages at the place of the first that is touched; the others touched go.

        Raises:
            AlreadyCertified: the copy is signed.
        """
        document = records.dossiers.document(touched[0].document_id)
        going = {page.id for page in touched}
        order: list[PageId] = []
        for page in document.pages:
            if page.id == touched[0].id:
                order.extend(new.id for new in put)
            elif page.id not in going:
                order.append(page.id)
        self.keep(records, document, touched, put, order, act, **facts)

    def keep(
        self,
        records: Records,
        document: Document,
        touched: Sequence[Page],
        put: Sequence[Page],
        order: Sequence[PageId],
        act: str,
        **facts: Fact,
    ) -> None:
        """Put pages in place of those touched, in this order of all pages.

        Raises:
            AlreadyCertified: the copy is signed. SignInNeeded, RoleMissing: the clerk may not.
        """
        require(records, self.clerk, Act.PAGES)
        must_be_open(document)
        at = self.now()
        records.page_edits.edit(
            document.id,
            [page.id for page in touched],
            put,
            order,
            at=at,
            who=self.clerk,
            act=act,
            **facts,
        )
        subject = touched[0].id if len(touched) == 1 else document.id
        records.audit.append(at, self.clerk, act, subject, **facts)


def must_be_open(document: Document) -> None:
    """See that the pages may still change.

    Raises:
        AlreadyCertified: the copy is signed.
    """
    if document.fixed:
        raise AlreadyCertified()


def working_page(
    store: Store, page: Page, picture: ChangedPicture, *, new_id: bool = False
) -> Page:
    """The page with a working picture in the place of its own: to be read and compared anew.

    new_id: it becomes another page, as a half of it does.
    """
    sha256, thumbnail = store.files.keep_together(picture.data, picture.evidence.thumbnail)
    return replace(
        page,
        id=PageId(str(uuid7())) if new_id else page.id,
        sha256=sha256,
        width=picture.width,
        height=picture.height,
        warnings=(
            *(each for each in page.warnings if each not in _JUDGED_ANEW),
            *unless_damaged(
                page.warnings,
                (each for each in picture.evidence.warnings if each in _JUDGED_ANEW),
            ),
        ),
        compared_at=None,
        compared_by=None,
        reading=None,
        thumbnail=thumbnail,
    )


def facts_by_page(facts: dict[PageId, dict[str, object]]) -> str:
    """What belongs to each page of an act on several, as one fact."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))


def how_it_was_made(history: Sequence[PageEdit], page: Page) -> tuple[Made, ...]:
    """The acts that made a page's picture, oldest first; empty for a picture as it was scanned.

    history: of the page's document, or of its dossier where pages came from another paper. The
    pictures of which the first act was made are the scans.
    """
    made: list[Made] = []
    wanted = {(page.id, page.sha256)}
    for edit in reversed([each for each in history if not each.undone and each.before.touched]):
        before = {each.id: each for each in edit.before.touched}
        for result in sorted(wanted & {(each.id, each.sha256) for each in edit.after.touched}):
            # A page that keeps its id has its own picture before; a new one was made of all.
            own = before.get(result[0])
            sources = (own,) if own is not None else edit.before.touched
            wanted.discard(result)
            wanted |= {(each.id, each.sha256) for each in sources}
            of = tuple(each.sha256 for each in sources)
            made.append(Made(result[1], of, edit.act, _facts(edit, result[0])))
    return tuple(reversed(made))


def _facts(edit: PageEdit, page_id: PageId) -> dict[str, object]:
    facts: dict[str, object] = json.loads(edit.facts)
    by_page = facts.get(BY_PAGE)
    return dict(json.loads(by_page)[page_id]) if isinstance(by_page, str) else facts
