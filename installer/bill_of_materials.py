"""The bill of materials (CycloneDX): what parts of which versions are in the package."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from installer.licences import SYSTEM_PARTS
from installer.parts import parts

Document = dict[str, Any]


def bill_of_materials(project: Path, system: Mapping[str, str]) -> Document:
    """The bill of this environment, less what only builds it.

    The same environment gives the same document: it bears neither time nor serial number.

    Args:
        project: pyproject.toml.
        system: Debian packages whose libraries were put in, with versions.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cyclonedx_py", "environment", sys.executable),
            *("--pyproject", str(project), "--mc-type", "application"),
            *("--output-reproducible", "--spec-version", "1.6"),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return only_parts(json.loads(done.stdout), system)


def only_parts(bill: Document, system: Mapping[str, str]) -> Document:
    """The document less what is no part of the program, and with what Debian's Python brought."""
    ours = {canonicalize_name(part.name) for part in parts()}
    root = bill["metadata"]["component"]
    kept = [
        component
        for component in bill["components"]
        if canonicalize_name(component["name"]) in ours and component["name"] != root["name"]
    ]
    for component in (root, *kept):
        # Where the machine that built has it is nobody's business.
        told = [
            reference
            for reference in component.get("externalReferences", [])
            if not reference["url"].startswith("file:")
        ]
        component.pop("externalReferences", None)
        if told:
            component["externalReferences"] = told
    kept += [
        {
            "bom-ref": f"debian:{name}",
            "type": "library",
            "name": name,
            "version": version,
            "licenses": [{"license": {"id": SYSTEM_PARTS[name]}}],
            "purl": f"pkg:deb/debian/{name}@{version}",
        }
        for name, version in sorted(system.items())
    ]
    known = {component["bom-ref"] for component in (root, *kept)}
    depends = [
        {
            "ref": each["ref"],
            **(
                {"dependsOn": on}
                if (on := [r for r in each.get("dependsOn", []) if r in known])
                else {}
            ),
        }
        for each in bill.get("dependencies", [])
        if each["ref"] in known
    ]
    told_of = {key: value for key, value in bill["metadata"].items() if key != "timestamp"}
    return {**bill, "metadata": told_of, "components": kept, "dependencies": depends}
