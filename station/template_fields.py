"""Which fields a paper's template asks for, seen before it is composed.

A template reads what it is given as `form`: by `form.name`, or by `form.at("name")`.
"""

import re
from collections.abc import Collection
from pathlib import Path

from station.errors import FormTemplateInvalid

_FIELD = re.compile(r'\bform\.(?:at\(\s*"([a-z0-9_]+)"|([a-z][a-z0-9_]*))')
_COMMENT = re.compile(r"(?m)(^|\s)//.*$")
_OF_ANY_VALUE = frozenset({"at", "keys", "values", "pairs", "len"})


def source_of(template: Path, frame: Path) -> str:
    """The template's text without its comments, with that of the frame where it uses it.

    Raises:
        FormTemplateInvalid: it cannot be read.
    """
    try:
        source = template.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormTemplateInvalid(template=template.name, reason="not-readable") from error
    if frame.name in source:
        source += frame.read_text("utf-8")
    return _COMMENT.sub("", source)


def require_fields(
    name: str, source: str, must_show: Collection[str], there: Collection[str]
) -> None:
    """See that nothing is left out, and that nothing is asked for that there is not.

    name: the template's. source: its text. must_show: fields, and files by their names. there: the
    fields that it will be given.

    Raises:
        FormTemplateInvalid: it leaves a field out, or asks for another. Facts: template, field.
    """
    asked = {one or other for one, other in _FIELD.findall(source)} - _OF_ANY_VALUE
    for field in sorted(must_show):
        if field not in asked and not ("." in field and field in source):
            raise FormTemplateInvalid(template=name, field=field, reason="field-missing")
    for field in sorted(asked - set(there)):
        raise FormTemplateInvalid(template=name, field=field, reason="field-unknown")
