"""Words between a desk and central about a citizen's copies: which there are, one to be used."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from offline_store.wire import Id, Line, Number

PATH_COPIES = "/api/v1/copies/of-citizen"
PATH_COPY_FILE = PATH_COPIES + "/file"


def figures_of(id_number: str) -> str:
    """The figures of an ID number, by which it is compared; empty where none was given.

    People and cards write it with and without spaces.
    """
    return "".join(each for each in id_number if each in "0123456789")


class CopiesQuestion(BaseModel):
    """Which copies were certified for a citizen? dossier_code: in whose dossier a desk asks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id_number: Annotated[str, StringConstraints(pattern=r"^([0-9]{9}|[0-9]{12})$")]
    dossier_code: Line


class CopyAtCentral(BaseModel):
    """A copy as central has it; its code is that of the look-up page. sha256: maybe empty."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: Id
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    title: Line
    agency: Line
    book: Line
    number: Number
    signed_at: AwareDatetime


class CopiesAnswer(BaseModel):
    """The newest first, and no more than the newest hundred."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    copies: tuple[CopyAtCentral, ...]


class CopyFileQuestion(CopiesQuestion):
    """One copy of a citizen's, by its identity code; the answer is the file itself."""

    code: Id
