"""Networks that other packages carry as files: known by their SHA-256, replaceable one by one.

The packages themselves are never imported: only their files are used.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that a package carries: the package's import name, where in it, and its SHA-256."""

    package: str
    path: str
    sha256: str


class Presence(StrEnum):
    """Whether a file can be used: not installed, not the pinned one, or ready."""

    MISSING = "missing"
    REFUSED = "refused"
    READY = "ready"


def presence_of(model: ModelFile) -> Presence:
    """See whether the file is there as pinned; reads it once, loads nothing."""
    path = installed(model)
    if not path.is_file():
        return Presence.MISSING
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Presence.READY if digest == model.sha256 else Presence.REFUSED


def installed(model: ModelFile) -> Path:
    """Where the file is or would be; found without running a line of the package."""
    spec = importlib.util.find_spec(model.package)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0] if places else "not-installed") / model.path
