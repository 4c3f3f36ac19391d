"""Updates by way of central: a real repository (TUF), a real line; what is wrong is refused."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.command_line import main as central_words
from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from central.update_repository import UpdateRepository
from offline_store.errors import CentralUnreachable
from offline_store.update_wire import PackageKind
from station.bootstrap import Desk, open_desk
from station.desk_check import Check, Status
from station.doctor import Doctor
from station.errors import StationError
from station.fetch_update import FOLDER, FetchUpdate, last_look
from station.installed_package import InstalledPackage, PackageVersion
from station.settings import FILE_NAME
from station.update_errors import UpdateMissing, UpdateOlder, UpdatesUnused, UpdateUntrusted
from station.update_line import UpdateLine
from tests.faulty_line import Fault, faulty_line

HERE = InstalledPackage(PackageKind.DEB, PackageVersion.parse("0.1.0-1"))
NEWER = "tramso_0.2.0-1_amd64.deb"
CONTENT = bytes(range(256)) * 4096
PASSWORD = b"of the safe"


@dataclass(frozen=True)
class Counter:
    """A desk, its central, and where IT keeps keys and packages."""

    desk: Desk
    central: Path
    url: str
    keys: Path
    packages: Path

    def repository(self, now: datetime | None = None) -> UpdateRepository:
        """Central's, by another clock where one is given."""
        return UpdateRepository(self.central, *([] if now is None else [lambda: now]))

    def offer(
        self,
        name: str = NEWER,
        *rings: str,
        content: bytes = CONTENT,
        by: UpdateRepository | None = None,
    ) -> None:
        """Offer a package of that name, to the ring of all where no other is said."""
        package = self.packages / name
        package.write_bytes(content)
        repository = by or self.repository()
        repository.offer(package, rings or ("wide",), self.keys, PASSWORD)

    @property
    def fetch(self) -> FetchUpdate:
        """What the desk does, as if its package were the one named above."""
        return replace(self.desk.fetch_update, installed=lambda: HERE)

    @property
    def metadata(self) -> Path:
        """Where central's metadata lie."""
        return self.central / "updates/metadata"

    def stored(self, name: str = NEWER) -> Path:
        """The package as it lies at central."""
        (path,) = (self.central / "updates/targets").glob(f"*.{name}")
        return path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path, str]]:
    """A central, and a desk that has its place there and trusts a root that is still to be made."""
    folder = tmp_path_factory.mktemp("updates")
    central = init(folder / "central").folder
    home = folder / "home"
    home.mkdir()
    with run_in_thread(central) as url:
        text = f'[sync]\ncentral_url = "{url}"\nenrol_code = "{{}}"\n[store]\nkeyring = false\n'
        text += f'[updates]\nroot = "{folder}/root.json"\n'
        code = add_enrolment_code(central, "H26.99.1")
        (home / FILE_NAME).write_text(text.format(code), "utf-8")
        with closing(open_desk(home)) as desk:
            assert desk.synchronise().trouble is None
            yield desk, central, url


@pytest.fixture
def counter(served: tuple[Desk, Path, str], tmp_path: Path) -> Iterator[Counter]:
    """The same with a new repository, of which the desk has seen nothing."""
    desk, central, url = served
    made = Counter(desk, central, url, tmp_path / "keys", tmp_path)
    try:
        yield made
    finally:
        shutil.rmtree(central / "updates", ignore_errors=True)
        shutil.rmtree(desk.home / FOLDER, ignore_errors=True)


def _made(counter: Counter, now: datetime | None = None) -> UpdateRepository:
    repository = counter.repository(now)
    root = repository.make(counter.keys, PASSWORD)
    shutil.copy(root, counter.desk.settings.updates.root)
    return repository


def _stays(counter: Counter, reason: str) -> None:
    """The desk refuses, says why at once and later, and has nothing that could be installed."""
    with pytest.raises(UpdateUntrusted) as refused:
        counter.fetch()
    assert refused.value.facts == {"reason": reason}
    last = last_look(counter.desk.home)
    assert last is not None
    assert (last.code, last.version, last.fetched) == ("update-untrusted", "", False)
    assert list((counter.desk.home / FOLDER).glob("packages/*tramso_*.deb")) == []
    check = _check(counter)
    assert (check.status, check.case) == (Status.WARN, "update-untrusted")
    assert reason in check.detail


def _check(counter: Counter) -> Check:
    desk = counter.desk
    doctor = Doctor(desk.home, desk.settings, desk.scanner, desk.now)
    return next(check for check in doctor() if check.id == "updates")


def test_what_is_offered_comes_verified_and_is_not_installed(counter: Counter) -> None:
    """The newest one of this desk's ring and kind: as it was offered, told once on the trail."""
    _made(counter)
    counter.offer()
    counter.offer("tramso_0.3.0-1_amd64.deb", "pilot")
    counter.offer("tramso_0.4.0-1_x64.msi")
    counter.offer("tramso_0.1.10-2_amd64.deb")
    update = counter.fetch.look()
    assert update is not None
    assert (update.offer.version, update.path) == ("0.2.0-1", None)
    for _ in range(2):
        update = counter.fetch()
        assert update is not None
        assert update.path is not None
        assert update.path.read_bytes() == CONTENT
    check = _check(counter)
    assert (check.case, check.facts) == ("update-ready", {"version": "0.2.0-1"})
    with counter.desk.store.snapshot() as records:
        acts = [(line.act, line.subject) for line in records.audit.lines()]
    assert acts.count(("update-fetched", "0.2.0-1")) == 1
    # The pilots get it first; then all.
    counter.offer("tramso_0.3.0-1_amd64.deb", "pilot", "wide")
    update = counter.fetch()
    assert update is not None
    assert update.offer.version == "0.3.0-1"
    left = [path.name for path in (counter.desk.home / FOLDER / "packages").glob("*.deb")]
    assert left == ["tramso_0.3.0-1_amd64.deb"]


def test_nothing_newer_older_and_nothing_at_all(counter: Counter) -> None:
    """The same version is well; an older one is refused in words; none for this ring is told."""
    _made(counter)
    with pytest.raises(UpdateMissing):
        counter.fetch()
    counter.offer("tramso_0.1.0-1_amd64.deb")
    assert counter.fetch() is None
    shutil.rmtree(counter.central / "updates")
    shutil.rmtree(counter.desk.home / FOLDER)
    shutil.rmtree(counter.keys)
    _made(counter)
    counter.offer("tramso_0.0.9-4_amd64.deb")
    with pytest.raises(UpdateOlder) as older:
        counter.fetch()
    assert older.value.facts == {"offered": "0.0.9-4", "installed": "0.1.0-1"}


def test_metadata_that_ran_out(counter: Counter) -> None:
    """Whoever keeps new versions from desks cannot do so longer than the signatures hold."""
    long_ago = datetime.now(UTC) - timedelta(days=400)
    repository = _made(counter, long_ago)
    counter.offer(by=repository)
    _stays(counter, "expired")
    # IT signs anew, and it goes on.
    counter.repository().renew(counter.keys, PASSWORD)
    assert counter.fetch() is not None


def test_metadata_that_are_older_than_what_was_seen(counter: Counter, tmp_path: Path) -> None:
    """A central that was put back, or somebody who hides the newest version, is found out."""
    _made(counter)
    counter.offer()
    shutil.copytree(counter.metadata, tmp_path / "before")
    counter.offer("tramso_0.2.1-1_amd64.deb")
    assert counter.fetch() is not None
    shutil.rmtree(counter.metadata)
    shutil.copytree(tmp_path / "before", counter.metadata)
    shutil.rmtree(counter.desk.home / FOLDER / "packages")
    _stays(counter, "rolled-back")


def test_a_central_that_came_back_from_a_backup(counter: Counter, tmp_path: Path) -> None:
    """Renewed once, it is newer to every desk than whatever was offered after the backup."""
    _made(counter)
    shutil.copytree(counter.central / "updates", tmp_path / "backup")
    for number in range(3):
        counter.offer(f"tramso_0.2.{number}-1_amd64.deb")
    assert counter.fetch() is not None
    shutil.rmtree(counter.central / "updates")
    shutil.copytree(tmp_path / "backup", counter.central / "updates")
    counter.repository().renew(counter.keys, PASSWORD)
    counter.offer("tramso_0.3.0-1_amd64.deb")
    update = counter.fetch()
    assert update is not None
    assert update.offer.version == "0.3.0-1"


def test_metadata_of_different_states(counter: Counter) -> None:
    """A newest snapshot in name that is an older one: parts of two states make none."""
    _made(counter)
    counter.offer()
    numbers = sorted(
        int(path.name.split(".")[0]) for path in counter.metadata.glob("*.snapshot.json")
    )
    before, newest = numbers[-2:]
    shutil.copy(
        counter.metadata / f"{before}.snapshot.json", counter.metadata / f"{newest}.snapshot.json"
    )
    _stays(counter, "mixed")


def test_metadata_by_other_keys(counter: Counter, tmp_path: Path) -> None:
    """Somebody who has central's machine, but not IT's keys, offers nothing."""
    _made(counter)
    shutil.rmtree(counter.central / "updates")
    other = replace(counter, keys=tmp_path / "other-keys")
    counter.repository().make(other.keys, PASSWORD)
    other.offer()
    _stays(counter, "wrong-key")


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT[1:] + b"x", CONTENT + b"x"])
def test_a_package_that_is_not_what_was_signed(counter: Counter, content: bytes) -> None:
    """Cut short, changed, or longer: none of it stays."""
    _made(counter)
    counter.offer()
    counter.stored().write_bytes(content)
    _stays(counter, "damaged")


def test_a_line_that_breaks_in_the_middle(counter: Counter) -> None:
    """Nothing of half a package stays; the next look gets it whole. Away is no wrong signature."""
    _made(counter)
    counter.offer()
    with counter.desk.store.snapshot() as records:
        place = records.desk.enrolment()
    root = Path(counter.desk.settings.updates.root).read_bytes()
    folder = counter.desk.home / FOLDER
    away = replace(place, central_url="http://127.0.0.1:1")
    with UpdateLine(away, root, folder, 5.0) as updates, pytest.raises(CentralUnreachable):
        updates.offers()
    cut = Fault("cut-down", down=len(CONTENT) // 2)
    with faulty_line(counter.url, lambda: cut) as line:
        slow = replace(place, central_url=line.url)
        with UpdateLine(slow, root, folder, 10.0) as updates, pytest.raises(CentralUnreachable):
            updates.package(updates.offers()[0])
    assert list(folder.glob("packages/*.deb")) == []
    update = counter.fetch()
    assert update is not None
    assert update.path is not None
    assert update.path.read_bytes() == CONTENT


def test_whom_to_trust_is_not_a_clerks_to_say(counter: Counter) -> None:
    """What an administrator installs is judged by what an administrator said."""
    _made(counter)
    counter.offer()
    assert counter.desk.settings.given_by["updates.root"] == "desk"
    with pytest.raises(UpdatesUnused) as refused:
        counter.fetch.to_install()
    assert refused.value.facts == {"reason": "root-of-desk"}
    assert last_look(counter.desk.home) is None
    settings = replace(counter.desk.settings, given_by={"updates.root": "machine"})
    update = replace(counter.fetch, settings=settings).to_install()
    assert update is not None
    assert update.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_disk_that_takes_nothing_stops_no_watch(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    """What the framework cannot write is logged, and the desk works on."""
    _made(counter)
    counter.offer()
    (counter.desk.home / FOLDER / "metadata/timestamp.json").mkdir(parents=True)
    counter.fetch.now_and_then(fetch=True)
    assert "update code=E" in caplog.text


def test_what_central_may_say_itself_is_said_anew(counter: Counter) -> None:
    """Snapshot and timestamp do not run out while central runs, and no key of IT's is needed."""
    repository = _made(counter, datetime.now(UTC) - timedelta(days=40))
    counter.offer(by=repository)
    shutil.rmtree(counter.keys)
    update = counter.fetch()
    assert update is not None
    assert update.offer.version == "0.2.0-1"


def test_it_looks_when_it_is_time_and_within_the_hours(counter: Counter) -> None:
    """By itself once in so many hours; files only in the hours of IT; trouble stops nobody."""
    _made(counter)
    counter.offer()
    noon = datetime(2026, 11, 27, 5, tzinfo=UTC)  # 12:00 in Hanoi
    told = replace(counter.desk.settings.updates, hours="17:30-07:00")
    settings = replace(counter.desk.settings, updates=told)

    def at(hours: float, *, fetch: bool) -> str:
        fetcher = replace(
            counter.fetch, settings=settings, now=lambda: noon + timedelta(hours=hours)
        )
        fetcher.now_and_then(fetch=fetch)
        last = last_look(counter.desk.home)
        return "" if last is None else f"{last.version} {last.fetched} {last.code}"

    assert at(0, fetch=True) == ""
    assert at(0, fetch=False) == "0.2.0-1 False "
    assert at(6.5, fetch=True) == "0.2.0-1 True "
    counter.stored().write_bytes(b"")
    shutil.rmtree(counter.desk.home / FOLDER / "packages")
    assert at(7, fetch=True) == "0.2.0-1 True "
    assert at(13, fetch=True) == " False update-untrusted"


@pytest.mark.parametrize("reason", ["no-root", "root-unreadable", "no-package", "not-offered"])
def test_a_desk_that_takes_no_updates_says_so(counter: Counter, reason: str) -> None:
    """Nothing is tried where nobody said whom to trust, or where there is nothing to update."""
    if reason != "not-offered":
        _made(counter)
    root = {"no-root": "", "root-unreadable": "/nowhere/root.json"}
    told = counter.desk.settings.updates
    settings = replace(
        counter.desk.settings, updates=replace(told, root=root.get(reason, told.root))
    )
    fetch = replace(counter.fetch, settings=settings)
    if reason == "no-package":
        fetch = replace(fetch, installed=lambda: None)
    with pytest.raises(StationError) as refused:
        fetch()
    assert isinstance(refused.value, UpdatesUnused)
    assert refused.value.facts == {"reason": reason}


def test_the_words_of_central(counter: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    """Made, offered, listed, withdrawn and renewed by command; other keys and names are refused."""
    password = counter.packages / "password"
    password.write_bytes(PASSWORD + b"\n")
    package = counter.packages / NEWER
    package.write_bytes(CONTENT)

    def say(word: str, *words: str, keys: Path = counter.keys) -> dict[str, object]:
        own = [] if word == "list" else [f"--keys={keys}", f"--password-file={password}"]
        status = central_words(
            ["update", word, "--json", "--home", str(counter.central), *own, *words]
        )
        told = capsys.readouterr()
        document: dict[str, object] = json.loads(told.out or told.err)
        assert status == (3 if "error" in document else 0)
        return document

    root = Path(str(say("init")["root"]))
    assert json.loads(root.read_text("utf-8"))["signed"]["_type"] == "root"
    assert "PRIVATE KEY" in (counter.keys / "root.pem").read_text("ascii")
    assert "ENCRYPTED" in (counter.keys / "targets.pem").read_text("ascii")
    assert "error" in say("init")
    offered = say("offer", f"--package={package}", "--ring=pilot", "--ring=wide")
    assert offered == {
        "file": NEWER,
        "version": "0.2.0-1",
        "kind": "deb",
        "rings": ["pilot", "wide"],
    }
    assert say("list") == {"offers": [offered]}
    package.write_bytes(b"another")
    assert "error" in say("offer", f"--package={package}", "--ring=wide")
    assert "error" in say("offer", f"--package={password}", "--ring=wide")
    assert "error" in say("renew", keys=counter.packages / "none")
    assert datetime.fromisoformat(str(say("renew")["until"])) > datetime.now(UTC)
    assert say("withdraw", f"--package={NEWER}") == {"file": NEWER}
    assert say("list") == {"offers": []}
    assert "error" in say("withdraw", f"--package={NEWER}")
