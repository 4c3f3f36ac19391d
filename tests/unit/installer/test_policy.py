"""Group policy's templates: of every setting that there is, whole in both languages."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from installer.policy import LANGUAGES, TEMPLATE, adml, admx, lay_policy, policy_keys
from station.errors import SettingLocked
from station.registry_settings import POLICY
from station.setting_choices import CHOICES, least_of
from station.settings import read_settings, setting_keys, value_of

_SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
_BOXES = {
    "text": "textBox",
    "decimal": "decimalTextBox",
    "multiText": "multiTextBox",
    "enum": "dropdownList",
}


def _policies() -> dict[str, ElementTree.Element]:
    """By the setting that each writes."""
    found = {}
    for policy in ElementTree.fromstring(admx()).iter(f"{_SPACE}policy"):
        named = policy.get("valueName") or _element(policy).get("valueName")
        assert named is not None
        found[named] = policy
    return found


def _element(policy: ElementTree.Element) -> ElementTree.Element:
    (element,) = policy.findall(f"{_SPACE}elements/*")
    return element


def test_every_setting_that_fits_has_its_policy() -> None:
    """All but tables, each once, under the key that the program reads; of the machine alone."""
    wanted = [key for key, built_in in setting_keys() if not isinstance(built_in, dict)]
    policies = _policies()
    assert list(policies) == wanted == [key for key, _ in policy_keys()]
    assert {policy.get("key") for policy in policies.values()} == {POLICY}
    assert {policy.get("class") for policy in policies.values()} == {"Machine"}
    names = [str(policy.get("name")) for policy in policies.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\w+", name) for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_asked_for_is_there(language: str) -> None:
    """No policy without its name, its explanation and its box; and none of them for nothing."""
    template, words = ElementTree.fromstring(admx()), ElementTree.fromstring(adml(language))
    asked = re.findall(r"\$\((string|presentation)\.(\w+)\)", admx().decode("utf-8"))
    for kind in ("string", "presentation"):
        told = [str(each.get("id")) for each in words.iter(f"{_SPACE}{kind}")]
        assert len(set(told)) == len(told)
        assert {name for of, name in asked if of == kind} == set(told)
    assert all(each.text for each in words.iter(f"{_SPACE}string"))
    boxes = {each.get("id"): each for each in words.iter(f"{_SPACE}presentation")}
    for policy in template.iter(f"{_SPACE}policy"):
        if policy.find(f"{_SPACE}elements") is not None:
            (box,) = boxes[policy.get("name")]
            element = _element(policy)
            assert box.get("refId") == element.get("id")
            assert box.tag == _SPACE + _BOXES[element.tag.removeprefix(_SPACE)]
    categories = {each.get("name") for each in template.iter(f"{_SPACE}category")}
    parents = {each.get("ref") for each in template.iter(f"{_SPACE}parentCategory")}
    assert parents <= categories


def _as_the_editor_writes(key: str, built_in: object) -> object:
    """A value of the kind in which the policy's editor puts it into the registry."""
    policy = _policies()[key]
    if isinstance(built_in, bool):
        told = policy.find(f"{_SPACE}enabledValue/{_SPACE}decimal")
        assert told is not None
        return int(str(told.get("value")))
    element = _element(policy)
    match element.tag.removeprefix(_SPACE):
        case "decimal":
            assert element.get("minValue") == str(least_of(int(str(built_in))))
            return int(str(built_in))
        case "multiText":
            assert isinstance(built_in, tuple)
            return list(built_in)
        case "enum":
            values = [each.text for each in element.iter(f"{_SPACE}string")]
            assert set(values) == set(CHOICES[key]) - {""}
            return values[0]
        case _:
            return built_in


def test_what_a_policy_writes_is_taken_and_locked(tmp_path: Path) -> None:
    """Every policy at once: the program reads each, and the desk's own file may gainsay none."""
    written = {key: _as_the_editor_writes(key, built_in) for key, built_in in policy_keys()}
    # An empty text says nothing, in the registry as in the editor.
    said = {key for key, value in written.items() if value not in ("", [])}

    def registry(key: str) -> dict[str, Any]:
        return dict(written) if key == POLICY else {}

    settings = read_settings(tmp_path, tmp_path / "none.toml", registry)
    assert settings.locked == said
    assert settings.given_by == dict.fromkeys(said, "policy")
    for key, built_in in policy_keys():
        if key in said and not isinstance(built_in, bool) and key not in CHOICES:
            assert str(value_of(settings, key)) == str(built_in)
    (tmp_path / "tramso.toml").write_text("[scanning]\ndpi = 200\n", "utf-8")
    with pytest.raises(SettingLocked):
        read_settings(tmp_path, tmp_path / "none.toml", registry)


def test_the_files_lie_as_windows_looks_for_them(tmp_path: Path) -> None:
    """The template, and its words in a folder of each language's name; the same bytes each time."""
    lay_policy(tmp_path / "policy")
    found = {path.relative_to(tmp_path / "policy").as_posix() for path in tmp_path.rglob("*.adm?")}
    assert found == {f"{TEMPLATE}.admx", *(f"{each}/{TEMPLATE}.adml" for each in LANGUAGES)}
    assert (tmp_path / "policy" / f"{TEMPLATE}.admx").read_bytes() == admx()
    assert "Người ký chứng thực" in adml("vi-VN").decode("utf-8")
