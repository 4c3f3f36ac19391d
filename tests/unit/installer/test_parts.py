"""What goes into the package is known: parts, licences, the bill of materials."""

import re
from importlib.metadata import distribution

from installer.bill_of_materials import only_parts
from installer.licences import copyright_file, folder_of, licence_files, licence_of
from installer.parts import foreign_modules, parts


def test_parts_are_what_the_program_asks_for() -> None:
    """Libraries of libraries are parts; what tests and builds is none."""
    names = {part.name.lower() for part in parts()}
    assert {"tramso", "pyqt6", "pyqt6-qt6", "pyhanko", "python-sane", "asn1crypto"} <= names
    assert names.isdisjoint({"pytest", "ruff", "mypy", "setuptools", "pip", "psycopg"})


def test_modules_of_tools_are_foreign() -> None:
    """What stays out is named by module, and none of a part is among it."""
    foreign = set(foreign_modules())
    assert {"pytest", "pip", "setuptools"} <= foreign
    assert foreign.isdisjoint({"PyQt6", "yaml_not_there", "pyhanko", "cryptography", "station"})


def test_every_part_stands_in_the_copyright_file() -> None:
    """Each part has its paragraph with a licence, and its texts have a folder."""
    text = copyright_file(parts(), ("libpython3.11",))
    stanzas = dict(re.findall(r"^Files: (\S+)\nCopyright: .+\nLicense: (.+)\n", text, re.M))
    for part in parts():
        if part.name != "tramso":
            assert stanzas[f"opt/tramso/_internal/{part.name}*"] == licence_of(part)
    assert stanzas["opt/tramso/_internal/libpython3.11*"] == "PSF-2.0"
    assert stanzas["*"] == "GPL-3+"


def test_texts_of_licences_are_found() -> None:
    """The texts come with the parts, also those of what is inside a part."""
    assert licence_files(distribution("PyQt6"))
    assert any("3RD" in name for name, _ in licence_files(distribution("opencv-python-headless")))
    assert folder_of(distribution("segno")).startswith("segno-")
    assert [part.name for part in parts() if licence_of(part) == ""] == []


def test_the_bill_names_parts_alone() -> None:
    """Build tools and places of the building machine are taken out; Debian's Python comes in."""
    bill = {
        "metadata": {
            "timestamp": "2027-01-15T08:00:00+00:00",
            "component": {
                "name": "tramso",
                "bom-ref": "root",
                "externalReferences": [{"url": "file:///home/somebody", "type": "distribution"}],
            },
        },
        "components": [
            {"name": "pyHanko", "bom-ref": "a"},
            {"name": "pytest", "bom-ref": "b"},
        ],
        "dependencies": [{"ref": "root", "dependsOn": ["a", "b"]}, {"ref": "b"}],
    }
    told = only_parts(bill, {"libpython3.11": "3.11.2-6"})
    assert [each["name"] for each in told["components"]] == ["pyHanko", "libpython3.11"]
    assert told["dependencies"] == [{"ref": "root", "dependsOn": ["a"]}]
    assert "timestamp" not in told["metadata"]
    assert "externalReferences" not in told["metadata"]["component"]
