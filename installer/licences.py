"""The copyright file: under which licence each part of the package is, and where its text is."""

from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution
from pathlib import Path

from installer.parts import PROGRAM

FOLDER = "/usr/share/doc/tramso/licences"
_HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: TramSo

Files: *
Copyright: 2026 the contributors of TramSo
License: GPL-3+
 On Debian systems the text of the GNU General Public License, version 3, is in
 /usr/share/common-licenses/GPL-3. TramSo is under that version or any later one.
"""
# What the distribution's own Python brings into the program.
SYSTEM_PARTS = {"libpython3.11": "PSF-2.0"}


def copyright_file(parts: Sequence[Distribution], system: Sequence[str]) -> str:
    """The file, in Debian's machine-readable format 1.0, a paragraph a part.

    Args:
        parts: of the Python environment.
        system: Debian packages whose libraries were put in.
    """
    stanzas = [_HEAD]
    for part in parts:
        if part.name == PROGRAM:
            continue
        texts = [f"{FOLDER}/{name}/" for name in [folder_of(part)] if licence_files(part)]
        stanzas.append(
            f"Files: opt/tramso/_internal/{part.name}*\n"
            f"Copyright: {_holder(part)}\n"
            f"License: {licence_of(part)}\n"
            f" {part.name} {part.version}."
            + (f" The text: {texts[0]}\n" if texts else " It came without a text of its licence.\n")
        )
    stanzas += [
        f"Files: opt/tramso/_internal/{name}*\n"
        f"Copyright: as its text says\nLicense: {SYSTEM_PARTS[name]}\n"
        f" Of Debian's package {name}. The text: {FOLDER}/{name}/\n"
        for name in system
    ]
    return "\n".join(stanzas)


def licence_of(part: Distribution) -> str:
    """The part's own words for its licence, as one line; `see-text` where it has none."""
    said = _said(part, "License-Expression")
    if not said:
        classes = [
            line.rpartition(" :: ")[2]
            for line in part.metadata.get_all("Classifier") or []
            if line.startswith("License :: ")
        ]
        said = " and ".join(classes)
    if not said:
        # Some put the whole text into this field: then its first line names it.
        said = next(iter(_said(part, "License").splitlines()), "")
    return " ".join(said.split()) or "see-text"


def licence_files(part: Distribution) -> tuple[tuple[str, Path], ...]:
    """The texts that came with a part: each with the name it gets beside its fellows."""
    found = {}
    for file in part.files or ():
        name = file.name.upper()
        told = name.startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS", "THIRD"))
        if (told or "licenses" in file.parts) and file.suffix not in (".py", ".pyc", ".pyi", ".so"):
            inside = (
                file.parts[file.parts.index("licenses") + 1 :]
                if "licenses" in file.parts
                else (file.parts if ".dist-info" not in file.parts[0] else file.parts[1:])
            )
            path = Path(str(file.locate()))
            if path.is_file() and path.stat().st_size:
                found["_".join(inside)] = path
    return tuple(sorted(found.items()))


def folder_of(part: Distribution) -> str:
    """The folder of a part's texts."""
    return f"{part.name.lower()}-{part.version}"


def _holder(part: Distribution) -> str:
    """Who made it, as it says."""
    for name in _makers(part):
        if name:
            return " ".join(name.split())
    return "as its text says"


def _makers(part: Distribution) -> Iterator[str]:
    for field in ("Author", "Author-email", "Maintainer", "Maintainer-email"):
        yield _said(part, field)


def _said(part: Distribution, field: str) -> str:
    """A field of what a part says of itself, empty where it says nothing."""
    return next(iter(part.metadata.get_all(field) or ()), "")
