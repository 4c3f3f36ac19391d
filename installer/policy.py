"""Templates for group policy: ADMX, and its words (ADML) in Vietnamese and English.

Made of the settings themselves: what there is, of which kind, between which values and what it
means stands in the program alone, so that no template can say what the program does not know.
A policy writes the value that `station/registry_settings` reads. Tables have no place in it.

After [MS-GPREG] and the schema of policy definition files (version 1.0).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from station.registry_settings import POLICY
from station.setting_choices import CHOICES, least_of
from station.setting_words import section_words, setting_words
from station.settings import setting_keys

TEMPLATE = "TramSo"
LANGUAGES = ("vi-VN", "en-US")
_SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_NAMESPACE = "TramSo.Policies.Desk"
_VALUE = "value"
_MOST = 2**31 - 1
_LONGEST = 1023
_SAID: Mapping[str, Mapping[str, str]] = {
    "en-US": {
        "name": "TramSo: the desk of a one-stop counter",
        "about": "Settings that are locked at every desk which this policy reaches.",
        "supported": "TramSo on Windows 10 or later",
        "key": "Setting: {key}.",
        "built_in": "Without this policy, and where no file says otherwise: {value}.",
        "nothing": "nothing",
        "lock": "What stands here holds, and cannot be changed at the desk.",
        "switch": "Enabled: yes. Disabled: no.",
    },
    "vi-VN": {
        "name": "Trạm Số: bàn làm việc của bộ phận một cửa",
        "about": "Các thiết lập bị khóa tại mọi bàn làm việc mà chính sách này áp dụng.",
        "supported": "Trạm Số trên Windows 10 trở lên",
        "key": "Thiết lập: {key}.",
        "built_in": "Nếu không có chính sách này và không tệp nào ghi khác: {value}.",
        "nothing": "để trống",
        "lock": "Giá trị đặt ở đây được áp dụng và không sửa được tại bàn làm việc.",
        "switch": "Bật (Enabled): có. Tắt (Disabled): không.",
    },
}


def lay_policy(folder: Path) -> None:
    """Write the template and its words, as Windows' folder of policy definitions has them."""
    folder.mkdir(parents=True)
    (folder / f"{TEMPLATE}.admx").write_bytes(admx())
    for language in LANGUAGES:
        (folder / language).mkdir()
        (folder / language / f"{TEMPLATE}.adml").write_bytes(adml(language))


def policy_keys() -> Iterator[tuple[str, str | bool | int | tuple[str, ...]]]:
    """The settings that a policy can give, with what is built in."""
    for key, built_in in setting_keys():
        if isinstance(built_in, float):  # policy knows whole numbers and texts
            yield key, str(built_in)
        elif isinstance(built_in, str | bool | int | tuple):
            yield key, built_in


def admx() -> bytes:
    """The template: which policies there are, and what each writes into the registry."""
    root = _root("policyDefinitions")
    spaces = _add(root, "policyNamespaces")
    _add(spaces, "target", prefix="tramso", namespace=_NAMESPACE)
    _add(root, "resources", minRequiredRevision="1.0")
    supported = _add(_add(root, "supportedOn"), "definitions")
    _add(supported, "definition", name="supported", displayName="$(string.supported)")
    categories = _add(root, "categories")
    _add(categories, "category", name=TEMPLATE, displayName="$(string.name)")
    for section in _sections():
        named = {"name": _category(section), "displayName": f"$(string.{_category(section)})"}
        _add(_add(categories, "category", **named), "parentCategory", ref=TEMPLATE)
    policies = _add(root, "policies")
    for key, built_in in policy_keys():
        _policy(policies, key, built_in)
    return _text(root)


def adml(language: str) -> bytes:
    """The template's words in one of `LANGUAGES`."""
    said, vietnamese = _SAID[language], language == "vi-VN"
    root = _root("policyDefinitionResources")
    for tag in ("displayName", "description"):
        _add(root, tag).text = said["name" if tag == "displayName" else "about"]
    resources = _add(root, "resources")
    strings = _add(resources, "stringTable")
    for name in ("name", "supported"):
        _add(strings, "string", id=name).text = said[name]
    for section in _sections():
        words = section_words()[section]
        _add(strings, "string", id=_category(section)).text = words.vi if vietnamese else words.en
    presentations = _add(resources, "presentationTable")
    for key, built_in in policy_keys():
        words = setting_words()[key]
        told = words.vi if vietnamese else words.en
        _add(strings, "string", id=_name(key)).text = told
        _add(strings, "string", id=f"{_name(key)}_more").text = _explained(
            key, built_in, told, said
        )
        for choice in _choices(key):
            _add(strings, "string", id=_choice(key, choice)).text = choice
        if not isinstance(built_in, bool):
            _presentation(presentations, key, built_in, told)
    return _text(root)


def _policy(
    policies: ElementTree.Element, key: str, built_in: str | bool | int | tuple[str, ...]
) -> None:
    attributes = {
        "name": _name(key),
        "class": "Machine",
        "displayName": f"$(string.{_name(key)})",
        "explainText": f"$(string.{_name(key)}_more)",
        "key": POLICY,
    }
    if isinstance(built_in, bool):
        attributes["valueName"] = key
    else:
        attributes["presentation"] = f"$(presentation.{_name(key)})"
    policy = _add(policies, "policy", **attributes)
    _add(policy, "parentCategory", ref=_category(key.partition(".")[0]))
    _add(policy, "supportedOn", ref="supported")
    if isinstance(built_in, bool):
        for tag, value in (("enabledValue", "1"), ("disabledValue", "0")):
            _add(_add(policy, tag), "decimal", value=value)
        return
    elements = _add(policy, "elements")
    where = {"id": _VALUE, "valueName": key}
    if isinstance(built_in, tuple):
        _add(elements, "multiText", **where)
    elif isinstance(built_in, int):
        least = str(least_of(built_in))
        _add(elements, "decimal", **where, required="true", minValue=least, maxValue=str(_MOST))
    elif _choices(key):
        choices = _add(elements, "enum", **where, required="true")
        for choice in _choices(key):
            item = _add(choices, "item", displayName=f"$(string.{_choice(key, choice)})")
            _add(_add(item, "value"), "string").text = choice
    else:
        _add(elements, "text", **where, maxLength=str(_LONGEST))


def _presentation(
    table: ElementTree.Element, key: str, built_in: str | int | tuple[str, ...], told: str
) -> None:
    presentation = _add(table, "presentation", id=_name(key))
    if isinstance(built_in, tuple):
        _add(presentation, "multiTextBox", refId=_VALUE).text = told
    elif isinstance(built_in, int):
        _add(presentation, "decimalTextBox", refId=_VALUE, defaultValue=str(built_in)).text = told
    elif choices := _choices(key):
        chosen = {"defaultItem": str(choices.index(built_in))} if built_in in choices else {}
        _add(presentation, "dropdownList", refId=_VALUE, noSort="true", **chosen).text = told
    else:
        box = _add(presentation, "textBox", refId=_VALUE)
        _add(box, "label").text = told
        if built_in and "\n" not in built_in:
            _add(box, "defaultValue").text = built_in


def _explained(
    key: str, built_in: str | bool | int | tuple[str, ...], told: str, said: Mapping[str, str]
) -> str:
    if isinstance(built_in, tuple):
        value = "; ".join(built_in)
    else:
        value = str(int(built_in)) if isinstance(built_in, bool) else str(built_in)
    lines = [
        f"{told}.",
        said["key"].format(key=key),
        said["built_in"].replace("{value}", value or said["nothing"]),
        *([said["switch"]] if isinstance(built_in, bool) else []),
        said["lock"],
    ]
    return "\n\n".join(lines)


def _choices(key: str) -> tuple[str, ...]:
    """What a setting may be; an empty value says nothing in the registry, and is no choice."""
    return tuple(choice for choice in CHOICES.get(key, ()) if choice)


def _sections() -> tuple[str, ...]:
    """Those of which a policy can give something."""
    return tuple(dict.fromkeys(key.partition(".")[0] for key, _ in policy_keys()))


def _name(key: str) -> str:
    """A policy's name: letters, digits and underscores alone are allowed."""
    return key.replace(".", "_")


def _category(section: str) -> str:
    return f"section_{section}"


def _choice(key: str, choice: str) -> str:
    return f"{_name(key)}_is_{choice.replace('.', '_').replace('-', '_')}"


def _root(tag: str) -> ElementTree.Element:
    return ElementTree.Element(tag, xmlns=_SCHEMA, revision="1.0", schemaVersion="1.0")


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _text(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    # Windows' own editor of policies reads lines of its own kind.
    return (
        (head + ElementTree.tostring(root, encoding="unicode") + "\n")
        .encode()
        .replace(b"\n", b"\r\n")
    )
