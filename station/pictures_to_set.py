"""The pages of a paper as typesetting takes them: pictures, in clear for a while, and words."""

from collections.abc import Iterable
from contextlib import ExitStack

from offline_store.records import Page
from offline_store.store import Store
from signing.values import PagePicture, PlacedWord


def pictures_to_set(
    store: Store, pages: Iterable[Page], copies: ExitStack
) -> tuple[PagePicture, ...]:
    """A picture for each page, with its words; the files are gone when `copies` is closed.

    Raises:
        FileMissing, FileDamaged: a page's file is not as it was kept.
    """
    return tuple(
        PagePicture(
            path=copies.enter_context(store.files.plain_copy(page.sha256)),
            width=page.width,
            height=page.height,
            dpi=page.dpi,
            words=tuple(
                PlacedWord(word.text, word.box)
                for word in (page.reading.words if page.reading else ())
            ),
        )
        for page in pages
    )
