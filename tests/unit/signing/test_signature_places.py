"""Where signatures show, and the words around them."""

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]

from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft


def test_title_and_name_follow_the_signature(draft: CopyDraft) -> None:
    """Where the settings put the officer's signature, the words around it stand."""
    officer, agency = SIGNATURE_LOOKS
    swapped = (replace(officer, box=agency.box), replace(agency, box=officer.box))
    text = {}
    for looks in (SIGNATURE_LOOKS, swapped):
        pdf = pypdfium2.PdfDocument(compose_copy(replace(draft, looks=looks), find_fonts()))
        page = pdf[len(pdf) - 1].get_textpage()
        at = page.search(draft.statement.signer_name).get_next()
        assert at is not None
        text[looks] = page.get_charbox(at[0])[0]
        pdf.close()
    assert text[SIGNATURE_LOOKS] > officer.box[0]
    assert text[swapped] < agency.box[2]
