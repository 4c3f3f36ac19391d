"""A desk without a scanner or central, whose keys lie on a real token."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from offline_store.records import DocumentId, NumberBlock, Requester
from station.bootstrap import Desk, open_desk
from station.settings import FILE_NAME
from tests.scanner_fixtures import draw_pages
from tests.signing_fixtures import PracticeDesk

Signing = Mapping[str, str | bool | int | list[str]]
NO_CHANGE: Signing = MappingProxyType({})
LAST_YEAR = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


def open_signing_desk(
    home: Path,
    practice: PracticeDesk,
    module: Path,
    numbers: int = 10,
    signing: Signing = NO_CHANGE,
    copy: Signing = NO_CHANGE,
) -> Desk:
    """Make a desk, with its file of settings and so many numbers leased, and open it.

    Args:
        home: a new folder.
        practice: whose token and trust it uses.
        module: through which library, such as a spy's.
        numbers: leased, from 1; 0 for none.
        signing: settings of that section.
        copy: settings of that one.
    """
    sections: dict[str, Signing] = {
        "agency": {"name": "UBND phường Thử Nghiệm", "code": "H26.99.1"},
        "officer": {"name": "Trần Văn Mẫu", "title": ["PHÓ CHỦ TỊCH"]},
        "copy": {"lookup_url": "https://tra.cuu.vn/c/{code}", **copy},
        "signing": {
            "officer_module": str(module),
            "officer_token": practice.token,
            "trust_folder": str(practice.trust),
            **signing,
        },
        "store": {"keyring": False},
    }
    lines = [
        line
        for section, entries in sections.items()
        for line in (
            f"[{section}]",
            *(f"{key} = {json.dumps(entries[key], ensure_ascii=False)}" for key in entries),
        )
    ]
    home.mkdir()
    (home / FILE_NAME).write_text("\n".join(lines) + "\n", "utf-8")
    desk = open_desk(home)
    if numbers:
        block = NumberBlock("leased", desk.certify.book(desk.now()), 1, numbers, desk.now())
        with desk.store.transaction() as records:
            records.register.add_block(block)
    return desk


def ready(desk: Desk, folder: Path, count: int = 1) -> tuple[DocumentId, ...]:
    """So many documents of one compared page each."""
    made = []
    for number in range(1, count + 1):
        received = desk.receive(Requester("Nguyễn Thị Thử"), f"Giấy số {number}")
        document = received.documents[0].id
        pages = draw_pages(folder / f"{document}", 1)
        for page in desk.import_pages(document, tuple(pages)):
            desk.compare.mark(page.id)
        made.append(document)
    return tuple(made)


def code_of(desk: Desk, document_id: DocumentId) -> str:
    """The code of a document's dossier."""
    with desk.store.snapshot() as records:
        return records.dossiers.get(records.dossiers.document(document_id).dossier_id).code
