"""PDF/A-2b by rule (ISO 19005-2), for want of a validator that can be installed everywhere."""

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
