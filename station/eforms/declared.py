"""What the file of a form declares, checked as a whole before anything is filled in."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from station.eform_errors import EFormInvalid
from station.recognition.kinds import Kind

FORMAT = "tramso-eform-1"
FORMATS = frozenset({"date", "past-date", "email"})
DAYS = frozenset({"date", "past-date"})
HEAD = frozenset({"agency", "code", "procedure", "title", "sample", "day", "month", "year"})
"""What every template is given beside the fields; no field is named so."""

_LARGEST = 256 * 1024
_MOST_FIELDS = 200
_LONGEST_TITLE = 300
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_METHODS = frozenset({"at", "keys", "values", "pairs", "len"})  # of every value of a template's
_REFERENCES = frozenset({"$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor"})
_KEYS = frozenset({"format", "title", "sample", "procedures", "component", "schema", "sources"})
_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2})?")

SOURCES: Mapping[str, frozenset[str]] = {
    "card": frozenset(
        {"number", "old_number", "name", "birth_date", "sex", "address", "issued_on", "valid_until"}
    ),
    "requester": frozenset({"name", "id_number", "birth_date", "address", "phone", "email"}),
    "owner": frozenset({"name", "id_number", "birth_date", "address", "phone", "email"}),
    "number": frozenset({"sex", "birth_year"}),
    "procedure": frozenset({"name", "code", "field"}),
    "dossier": frozenset({"code"}),
    "agency": frozenset({"name"}),
}
_OF_KINDS: Mapping[str, frozenset[str]] = {
    "described": frozenset(
        {"number", "issued_on", "issuer", "signer", "valid_until", "summary", "owner_id"}
    ),
    "copy": frozenset({"title", "number", "book", "agency", "signed_on", "code"}),
}
_ALONE = frozenset({"today", "earlier"})
_OF_KINDS_FIELDS = frozenset({"paper", "earlier"})


class FieldType(StrEnum):
    """What a field holds, by JSON Schema's names."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value may come from; see the head of this package. kind, field: empty for none."""

    of: str
    kind: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. choices: what it may say, where that is a list. needed: always, by the schema."""

    name: str
    title: str
    type: FieldType
    format: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class EForm:
    """A form. since: from when on it is used. file: what declares it. schema: as it stands there.

    procedures: codes. component: the paper of the checklist that it is, by its name, or empty.
    """

    id: str
    since: date
    file: Path
    title: str
    sample: bool
    procedures: tuple[str, ...]
    component: str
    fields: tuple[FormField, ...]
    schema: Mapping[str, Any]

    @property
    def template(self) -> Path:
        """How it is printed."""
        return self.file.with_suffix(".typ")

    def field(self, name: str) -> FormField | None:
        """The field of that name."""
        return next((each for each in self.fields if each.name == name), None)


def is_of(procedures: Sequence[str], code: str) -> bool:
    """Whether a procedure's code is among these, or the long form of one of them."""
    return any(code == each or code.startswith(f"{each}.") for each in procedures)


def read_document(file: Path) -> Mapping[str, Any]:
    """The JSON object that a file holds.

    Raises:
        EFormInvalid: it holds none.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except OSError as error:
        raise EFormInvalid(form=file.name, place="", reason="not-readable") from error
    if len(content) > _LARGEST:
        raise EFormInvalid(form=file.name, place="", reason="too-large")
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise EFormInvalid(form=file.name, place="", reason="not-json") from error
    if not isinstance(said, dict):
        raise EFormInvalid(form=file.name, place="", reason="shape")
    return said


def declared(
    form_id: str, since: date, file: Path, said: Mapping[str, Any], kinds: Sequence[Kind]
) -> EForm:
    """The form that a file's JSON declares.

    kinds: of paper, as reading knows them; sources may name no others.

    Raises:
        EFormInvalid: it is not as it must be.
    """
    return _Declaration(form_id, since, file, said, kinds).form()


@dataclass(frozen=True, slots=True)
class _Declaration:
    form_id: str
    since: date
    file: Path
    said: Mapping[str, Any]
    kinds: Sequence[Kind]

    def form(self) -> EForm:
        self._require_shape()
        schema = self.said["schema"]
        self._require_schema(schema)
        named = self.said.get("sources", {})
        for name in named:
            if name not in schema["properties"]:
                raise self._wrong(f"sources.{name}", "field-unknown")
        fields = tuple(
            self._field(name, rule, schema.get("required", ()), named.get(name, ()))
            for name, rule in schema["properties"].items()
        )
        return EForm(
            id=self.form_id,
            since=self.since,
            file=self.file,
            title=self.said["title"],
            sample=self.said.get("sample", False),
            procedures=tuple(self.said["procedures"]),
            component=self.said.get("component", ""),
            fields=fields,
            schema=schema,
        )

    def _require_shape(self) -> None:
        said = self.said
        for key in sorted(said.keys() - _KEYS):
            raise self._wrong(key, "shape")
        procedures, sources = said.get("procedures"), said.get("sources", {})
        for key, right in (
            ("format", said.get("format") == FORMAT),
            ("title", _is_title(said.get("title"))),
            ("sample", isinstance(said.get("sample", False), bool)),
            ("component", "component" not in said or _is_title(said["component"])),
            (
                "procedures",
                isinstance(procedures, list)
                and bool(procedures)
                and all(
                    isinstance(each, str) and _PROCEDURE.fullmatch(each) for each in procedures
                ),
            ),
            ("schema", isinstance(said.get("schema"), dict)),
            (
                "sources",
                isinstance(sources, dict)
                and all(
                    isinstance(each, list) and all(isinstance(one, str) for one in each)
                    for each in sources.values()
                ),
            ),
        ):
            if not right:
                raise self._wrong(key, "shape")

    def _require_schema(self, schema: Mapping[str, Any]) -> None:
        # A tenth of a second: not before a form is asked for.
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import SchemaError

        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            place = ".".join(["schema", *map(str, error.absolute_path)])
            raise self._wrong(place, "schema") from error
        except RecursionError as error:
            raise self._wrong("schema", "schema") from error
        try:
            for place, key in _keys(schema, "schema"):
                if key in _REFERENCES:
                    raise self._wrong(place, "reference")
        except RecursionError as error:
            raise self._wrong("schema", "schema") from error
        properties = schema.get("properties")
        if schema.get("type") != "object" or not isinstance(properties, dict):
            raise self._wrong("schema", "shape")
        if not 1 <= len(properties) <= _MOST_FIELDS:
            raise self._wrong("schema.properties", "shape")
        for name in schema.get("required", ()):
            if name not in properties:
                raise self._wrong(f"schema.required.{name}", "field-unknown")

    def _field(
        self, name: str, rule: object, required: Sequence[str], sources: Sequence[str]
    ) -> FormField:
        place = f"schema.properties.{name}"
        if name in HEAD | _METHODS:
            raise self._wrong(place, "name-taken")
        if not _NAME.fullmatch(name) or not isinstance(rule, dict):
            raise self._wrong(place, "shape")
        if not _is_title(rule.get("title")):
            raise self._wrong(f"{place}.title", "shape")
        kind = rule.get("type")
        if not isinstance(kind, str) or kind not in set(FieldType):
            raise self._wrong(f"{place}.type", "type")
        form, choices = rule.get("format", ""), rule.get("enum", [])
        if form and (form not in FORMATS or kind != FieldType.STRING):
            raise self._wrong(f"{place}.format", "format")
        if choices and (
            kind != FieldType.STRING or not all(isinstance(each, str) and each for each in choices)
        ):
            raise self._wrong(f"{place}.enum", "type")
        return FormField(
            name=name,
            title=rule["title"],
            type=FieldType(kind),
            format=form,
            choices=tuple(choices),
            needed=name in required,
            sources=tuple(self._source(name, each) for each in sources),
        )

    def _source(self, name: str, text: str) -> Source:
        parts = text.split(".")
        of, field = parts[0], parts[-1]
        if len(parts) == 1 and of in _ALONE:
            return Source(of)
        if len(parts) == 2 and field in SOURCES.get(of, ()):
            return Source(of, field=field)
        if len(parts) == 3:
            kind = next((each for each in self.kinds if each.id == parts[1]), None)
            known = _OF_KINDS.get(of, frozenset())
            if kind is not None and of in _OF_KINDS_FIELDS:
                known = frozenset(rule.name for rule in kind.fields)
            if kind is not None and field in known:
                return Source(of, kind.id, field)
        raise self._wrong(f"sources.{name}.{text}", "source-unknown")

    def _wrong(self, place: str, reason: str) -> EFormInvalid:
        return EFormInvalid(form=self.file.name, place=place, reason=reason)


def _is_title(text: object) -> bool:
    return (
        isinstance(text, str)
        and bool(text.strip())
        and len(text) <= _LONGEST_TITLE
        and not any(unicodedata.category(letter) == "Cc" for letter in text)
    )


def _keys(schema: object, place: str) -> Iterator[tuple[str, str]]:
    """Every key of a schema's objects, with where it stands; names of fields among them.

    What is called `properties` is not always a map of fields: under `dependentSchemas` it is one.
    """
    if isinstance(schema, dict):
        for key, value in schema.items():
            here = f"{place}.{key}"
            yield here, key
            yield from _keys(value, here)
    elif isinstance(schema, list):
        for number, each in enumerate(schema, start=1):
            yield from _keys(each, f"{place}.{number}")
