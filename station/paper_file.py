"""A described paper as the file that is signed, or written out: PDF/A with searchable words."""

from contextlib import ExitStack

from offline_store.descriptions import Description
from offline_store.records import Document
from offline_store.store import Store
from signing.compose_paper import compose_paper
from signing.typesetting import find_fonts
from signing.values import PdfA
from station.errors import SettingInvalid
from station.pictures_to_set import pictures_to_set


def paper_file(
    store: Store, document: Document, description: Description, agency: str, pdfa: str
) -> bytes:
    """Typeset a paper; the same pages and description give the same bytes.

    document: with its readings. pdfa: as `copy.pdfa` names it.

    Raises:
        SettingInvalid: there is no such standard.
        CopyRefused: it cannot be typeset. FileMissing, FileDamaged: a page is not as it was kept.
    """
    try:
        standard = PdfA(pdfa)
    except ValueError as error:
        raise SettingInvalid(key="copy.pdfa", expected=", ".join(PdfA)) from error
    with ExitStack() as copies:
        return compose_paper(
            description.name,
            agency,
            pictures_to_set(store, document.pages, copies),
            find_fonts(),
            max(description.at, *(page.kept_at for page in document.pages)),
            standard,
        )
