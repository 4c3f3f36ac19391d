"""The doctor's look at card readers: whether one is there, and by whom chips could be proven."""

from collections.abc import Mapping

from offline_store.errors import Fact
from station.chip.errors import CardReaderMissing, CardServiceMissing
from station.chip.issuers import load_issuers
from station.chip.reader import find_card_readers
from station.desk_check import Check, Status, failed
from station.read_chip import ReadChip


def check_card_readers(read: ReadChip) -> Check:
    """Chips are read where there is a reader; a desk without one is well all the same."""
    wanted = read.settings.chip_reader
    try:
        found = [reader.id for reader in find_card_readers()]
    except CardServiceMissing as error:
        if wanted:
            return failed("card-reader", error, status=Status.WARN)
        return Check("card-reader", Status.OK, "none: chips are not read")
    if wanted and wanted not in found:
        return failed("card-reader", CardReaderMissing(reader=wanted), status=Status.WARN)
    if not found:
        return Check("card-reader", Status.OK, "none: chips are not read")
    issuers = load_issuers(read.issuers)
    if not issuers.certificates:
        return Check(
            "card-reader",
            Status.WARN,
            "no certificate of who issues cards: what chips say is not proven",
            f"put the state's certificates (CSCA) into {read.issuers}",
            "no-chip-issuer",
        )
    detail = f"{', '.join(found)}; {len(issuers.certificates)} certificates of issuers"
    if issuers.refused:
        files = ", ".join(issuers.refused)
        cure = "take it out, or put it there again, DER or PEM"
        facts: Mapping[str, Fact] = {"files": files}
        refused = f"neither certificate nor list: {files}"
        return Check("card-reader", Status.WARN, refused, cure, "chip-issuer-refused", facts)
    return Check("card-reader", Status.OK, detail)
