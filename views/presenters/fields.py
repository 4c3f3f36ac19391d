"""Fields: what kind of paper the page in hand is, and what stands where on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from offline_store.records import Page, PageId, Requester
from station.papers import PagePaper
from station.recognition.doubt import DOUBTFUL
from station.recognition.paper_checks import CheckResult
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the page's kind. value: empty where nothing was found.

    read_as: what was read where the clerk said otherwise, else None. box: in page pixels, None
    where the field has no place. doubtful: it may be read wrong, or is not as other fields say.
    """

    name: str
    title: str
    value: str
    read_as: str | None
    box: tuple[int, int, int, int] | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Fielded:
    """The kind of the page in hand and its fields; which of them the clerk has settled.

    kind: its id, empty for none of the known. kinds: ids and names to choose from. denied: what
    was held against each other and does not agree. agreed: how much of it does. current: the
    field in hand, None where there is none.
    """

    page_id: PageId
    kind: str
    kinds: tuple[tuple[str, str], ...]
    rows: tuple[FieldRow, ...]
    denied: tuple[CheckResult, ...]
    agreed: int
    settled: frozenset[str]
    current: str | None

    @property
    def row(self) -> FieldRow | None:
        """The field in hand."""
        return next((row for row in self.rows if row.name == self.current), None)

    @property
    def left(self) -> int:
        """How many doubtful fields nobody has looked at."""
        return sum(row.doubtful and row.name not in self.settled for row in self.rows)


class FieldsView(Protocol):
    """What shows the fields of the page in hand."""

    def show_fields(self, fielded: Fielded | None) -> None:
        """The kind and fields; None while there is no page that was read."""
        ...


class FieldsPresenter:
    """Walks the fields of a page; what the clerk says of them is written at once."""

    def __init__(self, counter: Counter, view: FieldsView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._page: Page | None = None
        self._requester: Requester | None = None
        self._found: PagePaper | None = None
        self._current: dict[PageId, str] = {}
        self._settled: dict[PageId, frozenset[str]] = {}
        self._pictures: dict[PageId, str] = {}
        self._known: PageId | None = None
        self._asked = 0

    def show_page(self, page: Page | None, requester: Requester | None) -> None:
        """Take a page in hand; what it is follows as soon as that is known."""
        if page is None or page.reading is None or requester is None:
            self._asked += 1
            self._page = None
            self._view.show_fields(None)
            return
        before = self._page
        self._page = page
        if self._pictures.setdefault(page.id, page.sha256) != page.sha256:
            # Turned or cut, and read anew: what the clerk settled there is settled no more.
            self._pictures[page.id] = page.sha256
            self._current.pop(page.id, None)
            self._settled.pop(page.id, None)
        same = before is not None and before.id == page.id and before.reading == page.reading
        if same and requester == self._requester:
            self._show()
            return
        self._requester = requester
        self._asked += 1
        asked, papers = self._asked, self._counter.desk.papers

        def found(paper: PagePaper | None) -> None:
            if asked == self._asked:
                self._found, self._known = paper, page.id
                self._show()

        self._show()
        self._parallel.start(lambda: papers.of(page, requester), found, self._failed)

    def choose(self, name: str) -> None:
        """Take a field in hand."""
        if self._page is not None:
            self._current[self._page.id] = name
            self._show()

    def step_back(self) -> None:
        """Take the field before the one in hand."""
        fielded = self._fielded()
        if fielded is None or fielded.current is None:
            return
        names = [row.name for row in fielded.rows]
        at = names.index(fielded.current)
        if at > 0:
            self.choose(names[at - 1])

    def settle(self, text: str) -> None:
        """The field in hand holds `text`: keep what the clerk says, then go to the next one.

        Next is the next doubtful one that nobody has looked at; without one, the next.
        """
        fielded = self._fielded()
        row = fielded.row if fielded is not None else None
        page = self._page
        if fielded is None or row is None or page is None:
            return
        self._settled[page.id] = self._settled.get(page.id, frozenset()) | {row.name}
        self._current[page.id] = _next(fielded, self._settled[page.id], row.name)
        clean = " ".join(text.split())
        # An emptied field takes back what was said; where nothing was, it says nothing.
        if clean != row.value and (clean or row.read_as is not None):
            desk = self._counter.desk
            self._serial.start(
                lambda: desk.correct.field(page.id, row.name, clean),
                lambda kept: self._counter.refresh_if(kept.document_id),
                self._failed,
            )
        self._show()

    def say_kind(self, kind_id: str) -> None:
        """The page is of this kind; an empty id: of none of those known."""
        page = self._page
        if page is None:
            return
        desk = self._counter.desk
        self._serial.start(
            lambda: desk.correct.kind(page.id, kind_id),
            lambda kept: self._counter.refresh_if(kept.document_id),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._counter.refresh()
        self._counter.report(error)

    def _show(self) -> None:
        self._view.show_fields(self._fielded())

    def _fielded(self) -> Fielded | None:
        page, found = self._page, self._found
        if page is None or self._known != page.id:
            return None
        kinds = tuple((kind.id, kind.name) for kind in self._counter.desk.papers.kinds)
        if found is None:
            return Fielded(page.id, "", kinds, (), (), 0, frozenset(), None)
        denied = tuple(check for check in found.checks if not check.agrees)
        rows = _rows(found, denied)
        settled = self._settled.get(page.id, frozenset())
        if page.compared_at is not None:
            settled |= {row.name for row in rows}
        current = self._current.get(page.id)
        if current not in {row.name for row in rows}:
            open_rows = [row.name for row in rows if row.doubtful and row.name not in settled]
            filled = [row.name for row in rows if row.value]
            current = next(iter((*open_rows, *filled, *(row.name for row in rows))), None)
        return Fielded(
            page.id,
            found.paper.kind.id,
            kinds,
            rows,
            denied,
            len(found.checks) - len(denied),
            settled,
            current,
        )


def _rows(found: PagePaper, denied: Iterable[CheckResult]) -> tuple[FieldRow, ...]:
    # That a paper's people are not the requester casts no doubt on their names.
    fields = found.paper.fields
    doubted = {name for check in denied if check not in found.requester for name in check.fields}
    rows = []
    for rule in found.paper.kind.fields:
        field = fields.get(rule.name)
        rows.append(
            FieldRow(
                rule.name,
                rule.called,
                field.value if field is not None else "",
                field.read_as if field is not None else None,
                field.box if field is not None else None,
                field is not None and (field.doubt > DOUBTFUL or rule.name in doubted),
            )
        )
    # What was found comes first: a kind has fields that few papers of it bear.
    return tuple(sorted(rows, key=lambda row: not row.value))


def _next(fielded: Fielded, settled: frozenset[str], name: str) -> str:
    names = [row.name for row in fielded.rows]
    at = names.index(name)
    open_names = [row.name for row in fielded.rows if row.doubtful and row.name not in settled]
    after = [each for each in open_names if names.index(each) > at]
    if after or open_names:
        return (after or open_names)[0]
    return names[min(at + 1, len(names) - 1)]
