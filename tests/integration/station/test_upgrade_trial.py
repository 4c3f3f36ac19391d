"""A new version tries itself on what is kept, and where that fails the desk stays as it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from offline_store.records import DocumentId
from offline_store.schema import HEAD
from signing.pin import Pin
from signing.values import VerificationReport
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.upgrade_errors import UpgradeRefused
from tests.integration.offline_store.test_store import STEPS
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.signing_fixtures import PIN, PracticeDesk
from tests.store_fixtures import opened_database

Upgrade = Callable[[str], None]


@pytest.fixture
def home(desk: PracticeDesk, tmp_path: Path) -> Path:
    """A desk with one signed copy and one paper still in work, closed."""
    counter = open_signing_desk(
        tmp_path / "home", desk, desk.module, signing={"timestamp_limit_s": 5}
    )
    try:
        signed, _ = ready(counter, tmp_path, 2)
        counter.certify(signed, {desk.token: Pin(PIN)})
    finally:
        counter.close()
    return tmp_path / "home"


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """Makes this program the next version, with one more step, of that SQL."""

    def made(sql: str) -> None:
        steps = tmp_path / "migrations"
        shutil.copytree(STEPS, steps)
        (steps / "versions/step_next.py").write_text(
            "from alembic import op\n"
            "revision = 'next'\n"
            f"down_revision = '{HEAD}'\n"
            "def upgrade() -> None:\n"
            f"    op.execute({sql!r})\n",
            "utf-8",
        )
        monkeypatch.setattr("offline_store.schema._SCRIPTS", steps)
        monkeypatch.setattr("offline_store.schema.HEAD", "next")

    return made


def _shape(home: Path) -> str:
    with opened_database(home, home / "store.db") as database:
        ((shape,),) = database.execute("SELECT version_num FROM alembic_version").fetchall()
    return str(shape)


def _copies(desk: Desk) -> list[DocumentId]:
    with desk.store.snapshot() as records:
        return [
            document.id
            for dossier in records.dossiers.list()
            for document in dossier.documents
            if document.copy is not None
        ]


def test_what_is_taken_as_before_goes_live(
    home: Path, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is judged once, when the shape changes, and on no other day."""
    judged = list[bytes]()

    def watched(pdf: bytes, trust: tuple[Path, ...]) -> VerificationReport:
        judged.append(pdf)
        return verify_pdf(pdf, trust)

    monkeypatch.setattr("station.upgrade_trial.verify_pdf", watched)
    open_desk(home).close()
    assert judged == []
    upgrade("CREATE TABLE added (id TEXT) STRICT")
    for _ in range(2):
        counter = open_desk(home)
        try:
            (copy,) = _copies(counter)
            assert [counter.hand_over.pdf(copy)] == judged
        finally:
            counter.close()
    assert _shape(home) == "next"


def test_a_dossier_that_no_longer_opens_keeps_the_old_version(
    home: Path,
    upgrade: Upgrade,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A step that spoils what is kept is found out; the version before opens the desk as it was."""
    with monkeypatch.context() as patched:
        patched.setattr("offline_store.schema.HEAD", HEAD)
        upgrade("UPDATE dossier SET created_at = 'once upon a time'")
        with pytest.raises(UpgradeRefused) as refused:
            open_desk(home)
        assert refused.value.facts["kind"] == "dossier"
        assert main(["dossier", "list", "--json", "--home", str(home)]) != 0
        assert '"upgrade-refused"' in capsys.readouterr().err
        assert _shape(home) == HEAD
    monkeypatch.undo()
    counter = open_desk(home)
    try:
        assert len(_copies(counter)) == 1
    finally:
        counter.close()


def test_a_signature_that_is_no_longer_whole_keeps_the_old_version(
    home: Path, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version that takes a good copy for a broken one does not become the desk's."""

    def spoiled(pdf: bytes, trust: tuple[Path, ...]) -> VerificationReport:
        # As a reader would see it that turns one byte of what was signed.
        at = pdf.index(b"/MediaBox")
        return verify_pdf(pdf[:at] + b"/mediaBox" + pdf[at + 9 :], trust)

    upgrade("CREATE TABLE added (id TEXT) STRICT")
    with monkeypatch.context() as patched:
        patched.setattr("station.upgrade_trial.verify_pdf", spoiled)
        with pytest.raises(UpgradeRefused) as refused:
            open_desk(home)
    assert refused.value.facts["kind"] == "copy"
    assert str(refused.value.facts["name"]).startswith("1 ")
    assert _shape(home) == HEAD


def test_a_file_that_is_gone_is_not_the_versions_fault(home: Path, upgrade: Upgrade) -> None:
    """Damage of the disk, which the doctor tells, holds up no upgrade."""
    counter = open_desk(home)
    try:
        with counter.store.snapshot() as records:
            (copy,) = (
                document.copy
                for dossier in records.dossiers.list()
                for document in dossier.documents
                if document.copy is not None
            )
        counter.store.files.path(copy.sha256).unlink()
    finally:
        counter.close()
    upgrade("CREATE TABLE added (id TEXT) STRICT")
    open_desk(home).close()
    assert _shape(home) == "next"
