"""Settings of the catalogue of procedures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """signed_only: whether only what central signed is taken.

    old_days: from which age on it is said that the catalogue is old. due_soon_days: within so many
    working days a dossier is due soon. risk_percent: it may become late where so many of a hundred
    did of the same procedure that were open as long; risk_least: of so many at least.
    """

    signed_only: bool = False
    old_days: int = 90
    due_soon_days: int = 2
    risk_percent: int = 50
    risk_least: int = 5
