"""Which pages of which paper a word of `tramso dossier` means, and the pages as they are then."""

import argparse

from offline_store.records import Document, Page, PageId
from station.bootstrap import Desk
from station.cli.find import find_document, find_dossier, find_page
from station.cli.output import DONE, emit
from station.errors import InputInvalid


def chosen_document(args: argparse.Namespace, desk: Desk) -> Document:
    """The paper that DOSSIER and --document name."""
    return find_document(desk.store, args.dossier, args.document)


def chosen_page(args: argparse.Namespace, desk: Desk) -> Page:
    """The page that --page names."""
    return find_page(chosen_document(args, desk), args.page)


def chosen_ids(args: argparse.Namespace, desk: Desk, option: str) -> list[PageId]:
    """The pages that an option such as --pages names, in its order."""
    document = chosen_document(args, desk)
    return [find_page(document, n).id for n in numbers(option, getattr(args, option))]


def numbers(field: str, text: str) -> list[int]:
    """Numbers with commas between them.

    Raises:
        InputInvalid: something else is there.
    """
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise InputInvalid(field=field) from None


def say_pages(args: argparse.Namespace, desk: Desk, **more: object) -> int:
    """Print the pages as they are now; none where undo or redo took the paper away."""
    papers = find_dossier(desk.store, args.dossier).documents
    pages = [
        {
            "page": page.position,
            "sha256": page.sha256,
            "width": page.width,
            "height": page.height,
            "dpi": page.dpi,
        }
        for paper in papers
        if paper.position == args.document
        for page in paper.pages
    ]
    lines = [
        f"{page['page']}  {page['sha256']}  {page['width']} × {page['height']}" for page in pages
    ]
    emit(args, {"pages": pages, **more}, lines)
    return DONE
