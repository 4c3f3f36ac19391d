"""The papers of the Windows package: each part's licence with its texts, and what parts there are.

Parts are the wheels that were put in, which the lock names, and what came from elsewhere: Python,
the data of reading.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from installer.freeze import ROOT
from installer.licences import folder_of, licence_files, licence_of
from installer.windows_interpreter import Interpreter

BILL = "tramso.cdx.json"
# Debian packages of which data were taken, and under which licence those are.
_DATA = {
    "tesseract-ocr-vie": "Apache-2.0",
    "tesseract-ocr-eng": "Apache-2.0",
    "tesseract-ocr-osd": "Apache-2.0",
}
_PYTHON_TEXT = Path("/usr/share/doc/libpython3.11-minimal/copyright")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A part that is no wheel. purl: its name in package-url's way; text: its licence's words."""

    name: str
    version: str
    licence: str
    purl: str
    text: Path


def lay_papers(tree: Path, site: Path, version: str, interpreter: Interpreter) -> None:
    """Write `licences` and the bill of materials, while the wheels are still as they came."""
    wheels = sorted(distributions(path=[str(site)]), key=lambda part: canonicalize_name(part.name))
    foreign = (_python(tree, interpreter), *_data())
    folder = tree / "licences"
    folder.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "TramSo.txt")
    for part in wheels:
        for name, text in licence_files(part):
            target = folder / folder_of(part) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target)
    for each in foreign:
        shutil.copyfile(each.text, folder / f"{each.name}.txt")
    (folder / "README.txt").write_text(overview(wheels, foreign), "utf-8", newline="\r\n")
    bill = windows_bill(version, wheels, foreign)
    (tree / BILL).write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", "utf-8")


def overview(wheels: Sequence[Distribution], foreign: Sequence[Foreign]) -> str:
    """Under which licence each part is, and where its text lies."""
    return "\n".join(
        [
            "TramSo: GPL-3.0-or-later (TramSo.txt). Its parts:",
            *(
                f"{part.name} {part.version}: {licence_of(part)}"
                + (f" ({folder_of(part)})" if licence_files(part) else " (came without a text)")
                for part in wheels
            ),
            *(f"{each.name} {each.version}: {each.licence} ({each.name}.txt)" for each in foreign),
            "",
        ]
    )


def windows_bill(
    version: str, wheels: Sequence[Distribution], foreign: Sequence[Foreign]
) -> dict[str, Any]:
    """The bill of materials, CycloneDX 1.6: a component a part, without a time of the build."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "tramso",
                "name": "tramso",
                "version": version,
                "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
            }
        },
        "components": [*map(_wheel, wheels), *map(_other, foreign)],
        "dependencies": [
            {
                "ref": "tramso",
                "dependsOn": [*map(_purl, wheels), *(each.purl for each in foreign)],
            }
        ],
    }


def _wheel(part: Distribution) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": _purl(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"name": licence_of(part)}}],
        "purl": _purl(part),
    }


def _purl(part: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(part.name)}@{part.version}"


def _other(part: Foreign) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"id": part.licence}}],
        "purl": part.purl,
    }


def _python(tree: Path, interpreter: Interpreter) -> Foreign:
    own = tree / "LICENSE.txt"
    text = own if own.is_file() else _PYTHON_TEXT
    purl = f"pkg:generic/python@{interpreter.version}"
    return Foreign("python", interpreter.version, "PSF-2.0", purl, text)


def _data() -> Iterator[Foreign]:
    for name, licence in _DATA.items():
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", name],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        text = Path("/usr/share/doc") / name / "copyright"
        yield Foreign(name, version, licence, f"pkg:deb/debian/{name}@{version}", text)
