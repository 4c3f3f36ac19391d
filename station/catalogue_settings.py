"""Settings of the catalogue of procedures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """signed_only: whether only what central signed is taken.

    old_days: from which age on it is said that the catalogue is old.
    """

    signed_only: bool = False
    old_days: int = 90
