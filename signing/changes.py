"""What a later revision did to a signed PDF, by name: for reports on files that do not pass.

Whether a change is allowed is pyHanko's difference analysis to say; here it only gets a name. The
names follow the attacks published against PDF signatures: incremental saving (2019), shadow (2020:
hide, replace, hide-and-replace) and certification attacks (2021).
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.hostile import HOSTILE

_MOST_REFERENCES = 10_000
_FONTS = {"/Font", "/FontDescriptor"}


def name_changes(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    """Codes of what came after the signature, sorted.

    `hidden-object-shown`: the new table points into the signed bytes, to an object that was
    hidden there. `object-removed`, `page-content-changed`, `picture-changed`, `font-changed`,
    `page-tree-changed`, `annotation-added`, `field-added`, `catalog-changed`, `object-changed`:
    what it says. `structure-damaged`: more that cannot be read.
    """
    found: set[str] = set()
    try:
        found.update(_changes(reader, signature))
    except HOSTILE:
        # The verdict is known already: what can be named is named.
        found.add("structure-damaged")
    return tuple(sorted(found))


def _changes(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Iterator[str]:
    signed = signature.signed_revision
    old = reader.get_historical_resolver(signed)
    contents = set(_content_references(old))
    signed_until = int(signature.byte_range[2]) + int(signature.byte_range[3])
    for revision in range(signed + 1, reader.xrefs.total_revisions):
        if reader.xrefs.refs_freed_in_revision(revision):
            yield "object-removed"
        references = sorted(
            reader.xrefs.explicit_refs_in_revision(revision), key=lambda ref: int(ref.idnum)
        )
        for reference in references[:_MOST_REFERENCES]:
            place = reader.xrefs.get_historical_ref(reference, revision)
            if isinstance(place, int) and place < signed_until:
                yield "hidden-object-shown"
            if reference in contents:
                yield "page-content-changed"
            else:
                new = reader.get_historical_resolver(revision)
                yield from _named(_get(old, reference), _get(new, reference))


def _content_references(old: HistoricalResolver) -> Iterator[generic.Reference]:
    """The content streams of the signed pages."""
    waiting = [old.root.raw_get("/Pages")]
    seen: set[Any] = set()
    while waiting and len(seen) < _MOST_REFERENCES:
        reference = waiting.pop()
        if not isinstance(reference, generic.IndirectObject) or reference.reference in seen:
            continue
        seen.add(reference.reference)
        node = old.get_object(reference.reference)
        if not isinstance(node, generic.DictionaryObject):
            continue
        # A list's own iterator gives the references, where the array's gives what they lead to.
        kids = node.get("/Kids")
        waiting += list.__iter__(kids) if isinstance(kids, generic.ArrayObject) else ()
        if "/Contents" in node:
            found = node.raw_get("/Contents")
            if isinstance(found, generic.IndirectObject):
                yield found.reference
                found = old.get_object(found.reference)
            if isinstance(found, generic.ArrayObject):
                for entry in list.__iter__(found):
                    if isinstance(entry, generic.IndirectObject):
                        yield entry.reference


def _get(resolver: HistoricalResolver, reference: generic.Reference) -> Any:
    try:
        return resolver.get_object(reference)
    except HOSTILE:
        return None


def _named(old: Any, new: Any) -> Iterator[str]:
    """What the change of one object is called; old is None for one that is new."""
    known = old if isinstance(old, generic.DictionaryObject) else new
    if not isinstance(known, generic.DictionaryObject):
        if old is not None:
            yield "object-changed"
        return
    kind, subtype = known.get("/Type"), known.get("/Subtype")
    if old is None:
        if kind == "/Annot" or "/Rect" in known:
            yield "field-added" if subtype == "/Widget" else "annotation-added"
        return
    if kind in _FONTS or "/Length1" in known:
        yield "font-changed"
    elif kind == "/Pages":
        yield "page-tree-changed"
    elif kind == "/Page":
        yield from _changed_page(old, new)
    elif kind == "/Catalog":
        yield "catalog-changed"
    elif subtype in ("/Image", "/Form"):
        yield "picture-changed"
    else:
        yield "object-changed"


def _changed_page(old: Any, new: Any) -> Iterator[str]:
    if not isinstance(new, generic.DictionaryObject):
        yield "page-tree-changed"
        return
    for key, code in (
        ("/Contents", "page-content-changed"),
        ("/Resources", "page-content-changed"),
        ("/Annots", "annotation-added"),
    ):
        if repr(_raw(old, key)) != repr(_raw(new, key)):
            yield code


def _raw(page: Any, key: str) -> Any:
    return page.raw_get(key) if key in page else None
