"""PDF/A-2b by rule (ISO 19005-2), for want of a validator that can be installed everywhere.

Checked here: 6.1.3 file identifier, no encryption; 6.1.7 streams (no LZW, no Crypt filter, none in
another file); 6.2.2, 6.2.3 an output intent with its profile; 6.2.4.3 no CMYK under an RGB intent;
6.2.8 no interpolated pictures; 6.2.9 no PostScript; 6.2.10 blend modes; 6.2.11.4 fonts embedded;
6.3.1-6.3.3 annotations (kinds, flags, appearance); 6.4.1 forms (appearances, no XFA, no actions);
6.5 actions; 6.6.2, 6.6.4 XMP as it is, its claim, its title as in Info. For part 1 besides:
ISO 19005-1, 6.1.4 tables in the clear and 6.4 no transparency. Not checked here, but kept by Typst,
which refuses to write what breaks its rules: 6.1.2 header, 6.1.13 limits, 6.2.4.2 colour profiles,
6.2.11.5-7 glyph widths and maps, 6.6.2.3 extension schemas. `tests/pdfa_judge.py` has a judge of
part 1 that checks these, too.
"""

import io
import re
from collections.abc import Iterator

import pikepdf

_FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm"}
_FORBIDDEN_ANNOTATIONS = {"/Movie", "/Sound", "/Screen", "/3D"}
_STANDARD_BLEND = re.compile(r"^/(Normal|Compatible|Multiply|Screen|Overlay|Darken|Lighten)$")


def pdfa_faults(pdf: bytes, part: str = "2") -> list[str]:
    """What in this file breaks a rule of PDF/A-2b or 1b; empty when nothing was found."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            *_file_faults(document),
            *_metadata_faults(document, part),
            *_object_faults(document),
            *_form_faults(document),
            *(_first_part_faults(document, pdf) if part == "1" else ()),
        ]


def _first_part_faults(document: pikepdf.Pdf, pdf: bytes) -> Iterator[str]:
    """What part 1 forbids (ISO 19005-1, 6.1.4 and 6.4): compressed tables, transparency."""
    if b"/ObjStm" in pdf or b"/XRef" in pdf:
        yield "compressed table or objects"
    for found in document.objects:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if "/SMask" in found and found["/SMask"] != "/None":
            yield "soft mask"
        if any(float(found.get(key, 1)) != 1 for key in ("/ca", "/CA")):
            yield "transparent paint"
        if found.get("/S") == "/Transparency":
            yield "transparency group"


def _file_faults(document: pikepdf.Pdf) -> Iterator[str]:
    if document.is_encrypted:
        yield "encrypted"
    if "/ID" not in document.trailer:
        yield "no file identifier"
    intents = [
        intent
        for intent in document.Root.get("/OutputIntents", [])
        if intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent
    ]
    if not intents:
        yield "no PDF/A output intent"
    if "/JavaScript" in document.Root.get("/Names", pikepdf.Dictionary()):
        yield "JavaScript in the name tree"
    if "/OpenAction" in document.Root or "/AA" in document.Root:
        yield "action on opening"


def _metadata_faults(document: pikepdf.Pdf, part: str) -> Iterator[str]:
    metadata = document.Root.get("/Metadata")
    if metadata is None:
        yield "no XMP"
        return
    if "/Filter" in metadata:
        yield "XMP is compressed"
    with document.open_metadata() as xmp:
        if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != (part, "B"):
            yield f"XMP claims no PDF/A-{part}b"
        title = document.docinfo.get("/Title")
        if title is not None and str(title) != str(xmp.get("dc:title")):
            yield "title differs between Info and XMP"


def _object_faults(document: pikepdf.Pdf) -> Iterator[str]:
    for found in document.objects:
        if isinstance(found, pikepdf.Stream):
            filters = str(found.get("/Filter", ""))
            if "LZW" in filters or "Crypt" in filters:
                yield f"filter {filters}"
            if "/F" in found:
                yield "stream in another file"
            if found.get("/Subtype") == "/Image" and found.get("/Interpolate", False):
                yield "interpolated image"
            if found.get("/ColorSpace") == "/DeviceCMYK":
                yield "CMYK under an RGB output intent"
            if found.get("/Subtype") in ("/PS",):
                yield "PostScript"
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if found.get("/S") in _FORBIDDEN_ACTIONS:
            yield f"action {found.get('/S')}"
        if found.get("/Type") == "/Font":
            yield from _font_faults(found)
        blend = found.get("/BM")
        if isinstance(blend, pikepdf.Name) and not _STANDARD_BLEND.match(str(blend)):
            yield f"blend mode {blend}"


def _font_faults(font: pikepdf.Object) -> Iterator[str]:
    kind = font.get("/Subtype")
    if kind in ("/Type0", "/Type3"):
        return
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"font {font.get('/BaseFont')} is not embedded"


def _form_faults(document: pikepdf.Pdf) -> Iterator[str]:
    form = document.Root.get("/AcroForm")
    if form is not None:
        if form.get("/NeedAppearances", False):
            yield "NeedAppearances"
        if "/XFA" in form:
            yield "XFA"
    for page in document.pages:
        for annotation in page.get("/Annots", []):
            yield from _annotation_faults(annotation)


def _annotation_faults(annotation: pikepdf.Object) -> Iterator[str]:
    if annotation.get("/Subtype") in _FORBIDDEN_ANNOTATIONS:
        yield f"annotation {annotation.get('/Subtype')}"
    flags = int(annotation.get("/F", 0))
    if not flags & 4 or flags & (1 | 2 | 32):
        yield f"annotation flags {flags}: not printed, or hidden"
    left, bottom, right, top = (float(edge) for edge in annotation["/Rect"])
    if (left != right or bottom != top) and "/N" not in annotation.get("/AP", {}):
        yield "visible annotation without appearance"
    if "/A" in annotation or "/AA" in annotation:
        yield "annotation with an action"
