"""Additions to a PDF that leave its metadata as they were composed."""

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class AppendingWriter(IncrementalPdfFileWriter):
    """Appends what it is told, and nothing of its own.

    pyHanko would write XMP anew at each addition, and write the descriptions of extension schemas
    in another form of RDF, which PDF/A-1 and 2 do not know (ISO 19005-1, 6.7.8). When something
    was added is said by the signature; who composed the file stays in it.
    """

    def _update_meta(self) -> None:
        """Leave Info and XMP alone: then they also agree with each other."""
