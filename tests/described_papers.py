"""Papers of a procedure's dossier that are scanned and described, ready to be signed."""

from pathlib import Path

from offline_store.handling import Standing
from offline_store.records import DocumentId, DossierId, Requester
from station.bootstrap import Desk
from tests.scanner_fixtures import draw_page

LAND = "9.900001"
OWNER = "001172000456"


def described(desk: Desk, folder: Path, count: int = 3) -> tuple[DossierId, tuple[DocumentId, ...]]:
    """A dossier for the registration of land, the first so many papers with a page each."""
    desk.take_catalogue.sample()
    dossier = desk.receive_for_procedure(Requester("Nguyễn Thị Thử", OWNER), LAND)
    papers = []
    for number in range(1, count + 1):
        handling = desk.checklist(dossier.id, number, Standing.SCAN)
        paper = next(mark.document_id for mark in handling.marks if mark.position == number)
        assert paper is not None
        picture = folder / f"{dossier.id}-{number}.png"
        desk.import_pages(paper, (draw_page(picture, number, (1240, 1754)),))
        desk.describe_papers.keep(paper, {"type_code": f"GT.{number:02}"})
        papers.append(paper)
    return dossier.id, tuple(papers)
