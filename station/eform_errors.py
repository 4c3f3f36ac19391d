"""What forms that are filled in refuse: beside `errors.py`, under the same root.

StationError
├── EFormInvalid       the file of a form is not as it must be (facts: form, place, reason)
├── EFormUnknown       the dossier's procedure has no such form (facts: form, nearest)
├── EFormFieldUnknown  the form has no such field (facts: form, field, nearest)
└── EFormInDoubt       a value is in doubt, and nobody said that it is right (facts: fields)
"""

from station.errors import StationError


class EFormInvalid(StationError):
    """The file of a form is not as it must be; nothing was filled in.

    Facts: form, its file; place within it, empty for all of it; reason: `not-readable`, `not-json`,
    `too-large`, `no-such-day`, `shape` (what stands at the place is not what belongs there),
    `schema` (no JSON Schema, draft 2020-12), `type`, `format`, `reference` (of what a form's schema
    may not use), `field-unknown` (a field that the form has not), `source-unknown` (a value's
    source that there is not), `name-taken` (a field named as what every template is given).
    """

    code = "form-invalid"


class EFormUnknown(StationError):
    """The dossier's procedure has no such form. Facts: form; nearest, or None."""

    code = "form-unknown"


class EFormFieldUnknown(StationError):
    """The form has no such field. Facts: form, field; nearest, or None."""

    code = "form-field-unknown"


class EFormInDoubt(StationError):
    """Values are in doubt, and nobody said that they are right. Facts: fields, their names."""

    code = "form-in-doubt"
