"""The MSI of a tree: wixl lays the files in, msibuild adds what wixl knows nothing of.

wixl (msitools 0.101) takes ASCII and paths relative to where it runs; conditions of components,
secure and hidden properties, the texts in Vietnamese and all that keeps an earlier installation's
answers are rows that msibuild writes. Two builds of one tree are the same bytes: every identifier
is made of what it names, and the times in the summary are the release's.
"""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid5
from xml.etree import ElementTree

from installer.msi_properties import FOLDER, HIDDEN, KEPT, PROGRAM_KEY, SILENT
from installer.msi_summary import set_times
from installer.windows_tree import files_of, settle

# For ever: by it each version finds those before it.
UPGRADE_CODE = "{0B0E6C0B-6B1D-5A6E-9C62-1D5C0B3C7C11}"
_NAMES = UUID("6f1f4a52-1c0e-5f0e-8d54-6a1f0b6c2f10")
_WIX = "http://schemas.microsoft.com/wix/2006/wi"
KIND = "msi"
NEWER = (
    "TramSo: máy này đã có bản mới hơn; bản cũ không mở được dữ liệu của bản mới. "
    "A newer version is installed; an older one does not open what it wrote."
)
OTHER_KIND = (
    "TramSo: máy này đã có TramSo được cài theo cách khác; hãy gỡ bản ấy trước. "
    "Another kind of TramSo is installed here: remove that one first."
)
WINDOWS_10 = "TramSo cần Windows 10 hoặc 11, 64 bit. TramSo needs Windows 10 or 11 of 64 bits."
LINK = "Trạm Số"
LINK_TOLD = "Quét, đối chiếu, vào sổ, ký số và trả bản sao chứng thực"
# Upgrade table: keep the features, versions up to and with this one.
_UP_TO_THIS = 0x1 | 0x200
_TEXT_OF_A_PROPERTY = 51


@dataclass(frozen=True, slots=True)
class WindowsRelease:
    """What is built. revision: of the packaging. moment: seconds since 1970, of every file in it.

    about: what the file says of itself, such as which Python is in it; ASCII.
    """

    version: str
    revision: int
    moment: int
    about: str


def make_msi(tree: Path, target: Path, release: WindowsRelease) -> None:
    """Pack a tree of files; `target` is written anew."""
    settle(tree, release.moment)
    source = target.with_suffix(".wxs")
    source.write_text(_source(tree, release), "ascii")
    target.unlink(missing_ok=True)
    subprocess.run(
        ["wixl", "-a", "x64", "-o", str(target.resolve()), str(source.resolve())],
        cwd=tree,
        # Its warnings are about attributes that are written as rows below.
        env={**os.environ, "SOURCE_DATE_EPOCH": str(release.moment)},
        check=True,
    )
    _add_rows(target, release)
    contents = hashlib.sha256(source.read_bytes())
    for path in files_of(tree):
        contents.update((tree / path).read_bytes())
    package = _guid(f"package {contents.hexdigest()}")
    # "x64;0": of no language more than another; the texts are in both.
    _build(target, "-s", "TramSo", "TramSo", "x64;0", package)
    set_times(target, release.moment)
    source.unlink()


def _source(tree: Path, release: WindowsRelease) -> str:
    """The files, their folders and the rows that wixl knows, in its language."""
    root = ElementTree.Element("Wix", xmlns=_WIX)
    product = _add(
        root,
        "Product",
        Id=_guid(f"product {release.version} {release.revision}"),
        Name="TramSo",
        Manufacturer="TramSo",
        Language="0",
        Codepage="1252",
        Version=release.version,
        UpgradeCode=UPGRADE_CODE,
    )
    _add(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Comments=release.about,
    )
    _add(product, "Media", Id="1", Cabinet="tramso.cab", EmbedCab="yes")
    _add(product, "MajorUpgrade", DowngradeErrorMessage="newer")
    told = {"ARPCOMMENTS": release.about, "ARPNOMODIFY": "1", "MSIRESTARTMANAGERCONTROL": "0"}
    for name, value in told.items():
        _add(product, "Property", Id=name, Value=value)
    for number, (name, root_key) in enumerate((("KIND", "HKLM"), ("KINDOFUSER", "HKCU"))):
        _search(product, name, f"kind{number}", PROGRAM_KEY, "InstallKind", root_key)
    for each in KEPT:
        _search(product, each.saved, f"saved{each.name}", each.place, each.key)
    for condition, message in (
        (f'Installed OR NOT KIND OR KIND = "{KIND}"', "kind"),
        ("Installed OR NOT KINDOFUSER", "kindofuser"),
        ("VersionNT64 AND VersionNT >= 603", "windows"),
    ):
        _add(product, "Condition", Message=message).text = condition

    folders = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    place = _add(folders, "Directory", Id="ProgramFiles64Folder")
    place = _add(place, "Directory", Id="INSTALLDIR", Name="TramSo")
    components = [*_files(tree, place), *_registry(place, release)]
    menu = _add(folders, "Directory", Id="ProgramMenuFolder")
    link = _component(menu, "link")
    _add(
        link,
        "Shortcut",
        Id="link",
        Name="TramSo",
        Target="[INSTALLDIR]tramso-desk.exe",
        WorkingDirectory="INSTALLDIR",
        Description="link",
    )
    _value(link, PROGRAM_KEY, "Link", "1", "integer")
    feature = _add(product, "Feature", Id="Desk", Title="TramSo", Level="1")
    for name in (*components, "link"):
        _add(feature, "ComponentRef", Id=name)
    return ElementTree.tostring(root, encoding="unicode")


def _files(tree: Path, place: ElementTree.Element) -> list[str]:
    """A component a file, under an identifier made of its path: the same in every version."""
    folders = {PurePosixPath("."): place}
    names = list[str]()
    for path in files_of(tree):
        inside = PurePosixPath(path.as_posix())
        for folder in reversed([*inside.parents][:-1]):
            if folder not in folders:
                folders[folder] = _add(
                    folders[folder.parent], "Directory", Id=_short("d", folder), Name=folder.name
                )
        name = _short("c", inside)
        component = _component(folders[inside.parent], name)
        _add(
            component,
            "File",
            Id=_short("f", inside),
            Name=inside.name,
            Source=str(inside),
            KeyPath="yes",
        )
        names.append(name)
    return names


def _registry(place: ElementTree.Element, release: WindowsRelease) -> list[str]:
    """What kind of installation this is, of which version, where it lies, what it was told."""
    about = _component(place, "about")
    _value(about, PROGRAM_KEY, "InstallKind", KIND)
    for name, value in (
        (FOLDER.key, "[INSTALLDIR]"),
        ("Version", f"{release.version}-{release.revision}"),
    ):
        _add(
            about,
            "RegistryValue",
            Root="HKLM",
            Key=PROGRAM_KEY,
            Name=name,
            Value=value,
            Type="string",
        )
    for door in ("tramso.exe", "tramso-desk.exe"):
        _add(
            about,
            "RegistryValue",
            Root="HKLM",
            Key=rf"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\{door}",
            Value=f"[INSTALLDIR]{door}",
            Type="string",
        )
    for each in SILENT:
        _value(_component(place, f"told{each.name}"), each.place, each.key, f"[{each.name}]")
    return ["about", *(f"told{each.name}" for each in SILENT)]


def _add_rows(target: Path, release: WindowsRelease) -> None:
    """What wixl has no word for, and every text that is not ASCII."""
    codes = target.with_suffix(".idt")
    codes.write_bytes(b"\r\n\r\n65001\t_ForceCodepage\r\n")
    _build(target, "-i", str(codes))
    codes.unlink()
    path = target.with_name("Environment.idt")
    path.write_bytes(
        b"Environment\tName\tValue\tComponent_\r\ns72\tl255\tL255\ts72\r\n"
        b"Environment\tEnvironment\r\nPath\t=-*PATH\t[~];[INSTALLDIR]\tabout\r\n"
    )
    _build(target, "-i", str(path))
    path.unlink()

    # What reaches the part that runs with an administrator's rights.
    secure = ["WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED", "KIND", "KINDOFUSER"]
    secure += [name for each in KEPT for name in (each.name, each.saved)]
    rows = [
        _update("Property", "Value", ";".join(secure), "Property", "SecureCustomProperties"),
        _insert("Property", Property="MsiHiddenProperties", Value=";".join(HIDDEN)),
        _update("LaunchCondition", "Description", NEWER, "Description", "newer"),
        _update("LaunchCondition", "Description", OTHER_KIND, "Description", "kind"),
        _update("LaunchCondition", "Description", OTHER_KIND, "Description", "kindofuser"),
        _update("LaunchCondition", "Description", WINDOWS_10, "Description", "windows"),
        _update("Shortcut", "Name", LINK, "Shortcut", "link"),
        _update("Shortcut", "Description", LINK_TOLD, "Shortcut", "link"),
        # A newer packaging of the same version replaces the older one, too.
        "DELETE FROM `Upgrade` WHERE `ActionProperty` = 'WIX_UPGRADE_DETECTED'",
        _insert(
            "Upgrade",
            UpgradeCode=UPGRADE_CODE,
            VersionMax=release.version,
            Attributes=_UP_TO_THIS,
            ActionProperty="WIX_UPGRADE_DETECTED",
        ),
        # Inside the transaction: an upgrade that fails puts the old one back.
        "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 "
        "WHERE `Action` = 'RemoveExistingProducts'",
        _insert("InstallExecuteSequence", Action="RemoveEnvironmentStrings", Sequence=3300),
        _insert("InstallExecuteSequence", Action="WriteEnvironmentStrings", Sequence=5200),
    ]
    rows += [
        _update("Component", "Condition", each.name, "Component", f"told{each.name}")
        for each in SILENT
    ]
    for number, each in enumerate(KEPT):
        rows += [
            _insert(
                "CustomAction",
                Action=each.keep,
                Type=_TEXT_OF_A_PROPERTY,
                Source=each.name,
                Target=f"[{each.saved}]",
            ),
            _insert(
                "InstallExecuteSequence",
                Action=each.keep,
                Condition=f"{each.saved} AND NOT {each.name}",
                Sequence=60 + number,
            ),
        ]
    _build(target, *(word for row in rows for word in ("-q", row)))


def _search(
    product: ElementTree.Element,
    name: str,
    signature: str,
    key: str,
    value: str,
    root: str = "HKLM",
) -> None:
    found = _add(product, "Property", Id=name)
    _add(
        found,
        "RegistrySearch",
        Id=signature,
        Root=root,
        Key=key,
        Name=value,
        Type="raw",
        Win64="yes",
    )


def _component(place: ElementTree.Element, name: str) -> ElementTree.Element:
    return _add(place, "Component", Id=name, Guid=_guid(f"component {name}"), Win64="yes")


def _value(
    component: ElementTree.Element, key: str, name: str, value: str, kind: str = "string"
) -> None:
    """The registry value by which a component is known to be there."""
    _add(
        component,
        "RegistryValue",
        Root="HKLM",
        Key=key,
        Name=name,
        Value=value,
        Type=kind,
        KeyPath="yes",
    )


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _update(table: str, column: str, value: str, where: str, is_: str) -> str:
    return f"UPDATE `{table}` SET `{column}` = '{value}' WHERE `{where}` = '{is_}'"


def _insert(table: str, **row: str | int) -> str:
    columns = ", ".join(f"`{name}`" for name in row)
    values = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in row.values())
    return f"INSERT INTO `{table}` ({columns}) VALUES ({values})"


def _build(target: Path, *words: str) -> None:
    subprocess.run(["msibuild", str(target), *words], check=True)


def _short(letter: str, path: PurePosixPath) -> str:
    """An identifier of a path: MSI's are of ASCII letters and no longer than 72."""
    return letter + hashlib.sha256(str(path).encode()).hexdigest()[:32]


def _guid(name: str) -> str:
    return "{" + str(uuid5(_NAMES, name)).upper() + "}"
