"""Words of a digitised paper's description: its fields, and where a value comes from."""

from station.describe import Proposed, SaidBy
from station.described_fields import UNLIMITED
from views.language import translate


def field_name(name: str) -> str:
    """What a field is called."""
    return {
        "type_code": translate("Description", "Code of the type of paper"),
        "owner_id": translate("Description", "Number of whose paper it is"),
        "name": translate("Description", "Name of the paper"),
        "summary": translate("Description", "What it says"),
        "valid_until": translate("Description", "Valid until"),
        "scope": translate("Description", "Where it holds"),
        "number": translate("Description", "Number on it"),
        "issued_on": translate("Description", "Issued on"),
        "issuer": translate("Description", "Issued by"),
        "signer": translate("Description", "Signed by"),
    }[name]


def value_text(value: str) -> str:
    """A kept value as it is read."""
    return translate("Description", "unlimited") if value == UNLIMITED else value


def source_text(proposed: Proposed) -> str:
    """Where a value comes from, and what is in doubt."""
    match proposed.by:
        case SaidBy.READ:
            return translate("Description", "read on page {page}, doubt {percent}").format(
                page=proposed.page, percent=f"{proposed.doubt:.0%}"
            )
        case SaidBy.DOSSIER if proposed.doubt:
            return translate("Description", "the dossier's owner; the paper names another number")
        case SaidBy.DOSSIER:
            return translate("Description", "the dossier's owner")
        case SaidBy.CATALOGUE:
            return translate("Description", "from the list of procedures")
        case SaidBy.SETTINGS:
            return translate("Description", "from the settings")
        case SaidBy.KEPT | SaidBy.NOBODY:
            return ""
