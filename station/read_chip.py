"""Read chip: what an identity card's chip says of its owner, and whether the state wrote it.

Nothing of it is kept: the portrait and the details are values that go when nobody shows them any
more, and the keys go with the line.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from offline_store.records import Requester
from offline_store.search_key import search_key
from station.card_settings import CardSettings
from station.chip.access_keys import NUMBER_DIGITS, AccessKey, LinesKey, NumberKey
from station.chip.basic_access import open_basic
from station.chip.card_access import PaceWay, read_card_access
from station.chip.card_files import CardFile, ReadingStopped, Watch, read_file
from station.chip.chip_authentication import ask_for, read_dg14
from station.chip.commands import DONE, Carrier, Command, Line, PlainLine
from station.chip.data_groups import read_com, read_dg1
from station.chip.errors import ChipKeyMissing, ChipNotSupported, ChipRefused, ChipUnreadable
from station.chip.issuers import load_issuers
from station.chip.pace import open_pace
from station.chip.passive_authentication import Original, Proof, prove
from station.chip.personal_details import Details, read_dg13
from station.chip.portrait import Portrait, read_dg2
from station.chip.reader import laid_card
from station.chip.tlv import TlvDamaged
from station.hanoi_time import Clock
from station.recognition.mrz import Mrz
from station.recognition.personal_id import read_personal_id

ISSUERS_FOLDER = "chip-issuers"

_APPLICATION = bytes.fromhex("A0000002471001")  # of travel documents (9303-10, 3.5.2)
_MASTER_FILE = bytes.fromhex("3F00")

T = TypeVar("T")


class Access(StrEnum):
    """By which way the chip was opened."""

    PACE = "pace"
    BASIC = "basic"


class Stage(StrEnum):
    """What is under way."""

    WAITING = "waiting"  # for a card on the reader
    OPENING = "opening"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. done, total: bytes of the file that is read; 0 of 0 otherwise."""

    stage: Stage
    file: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ChipReading:
    """What a chip says. details, portrait: None where it has none, or they were not asked for.

    lacking: files that are there and could not be had, each with the code of why.
    """

    access: Access
    zone: Mrz
    details: Details | None
    portrait: Portrait | None
    proof: Proof
    lacking: Mapping[str, str]

    @property
    def name(self) -> str:
        """In Vietnamese, where its letters are those of the lines; else empty: never guessed."""
        said = "" if self.details is None else self.details.get("name")
        of_lines, of_details = search_key(self.zone.name), search_key(said)
        cut = not self.zone.name_whole and of_details.startswith(of_lines)
        return said if said and (of_details == of_lines or cut) else ""

    @property
    def requester(self) -> Requester:
        """The card's owner as who asks at the counter."""
        address = "" if self.details is None else self.details.get("residence")
        number = self.zone.id_number
        return Requester(self.name, number, self.zone.birth_date, address)


def key_of(zone: Mrz | None, number: str, settings: CardSettings) -> AccessKey:
    """What opens the chip, of what is known of its card: its lines, else its personal number.

    Raises:
        ChipKeyMissing: neither is known (`wanted`: `number`), or the number does not say it
        (`lines`).
    """
    if zone is not None:
        return LinesKey.of(zone)
    if read_personal_id(number) is None:
        raise ChipKeyMissing(wanted="number")
    if not settings.chip_number_from_id:
        raise ChipKeyMissing(wanted="lines")
    return NumberKey(number[-NUMBER_DIGITS:])


@dataclass(frozen=True, slots=True)
class ReadChip:
    """A card on a reader in, what its chip says out. home: where the issuers' folder is."""

    home: Path
    settings: CardSettings
    now: Clock

    def __call__(
        self,
        key: AccessKey,
        *,
        stop: threading.Event,
        told: Callable[[Progress], None] = lambda progress: None,
        reader: str = "",
        limit_s: int = 0,
    ) -> ChipReading | None:
        """Wait for a card and read it; None when `stop` was set.

        told: gets how far it is, on this thread. reader, limit_s: instead of the settings'.

        Raises:
            ChipError: as its classes say. OSError: a certificate of the folder cannot be opened.
        """
        settings = self.settings
        try:
            with laid_card(
                reader or settings.chip_reader,
                limit_s or settings.chip_limit_s,
                stop,
                lambda: told(Progress(Stage.WAITING)),
            ) as card:
                return self.over(card, key, stop, told)
        except ReadingStopped:
            return None

    def over(
        self,
        carrier: Carrier,
        key: AccessKey,
        stop: threading.Event,
        told: Callable[[Progress], None] = lambda progress: None,
    ) -> ChipReading:
        """The same of a card that is connected.

        Raises:
            ReadingStopped: `stop` was set. ChipError, OSError: as above.
        """
        watch = Watch(
            stop,
            lambda file, done, total: told(Progress(Stage.READING, file.label, done, total)),
        )
        told(Progress(Stage.OPENING))
        access, line = _open(PlainLine(carrier), key, watch)
        lacking: dict[str, str] = {}
        groups = self._groups(line, watch, lacking)
        sod = read_file(line, CardFile.SOD, watch)
        chip_key = read_dg14(groups[14]) if 14 in groups else None
        original = Original.NOT_OFFERED if chip_key is None else ask_for(chip_key, line)
        zone = read_dg1(groups[1])
        names = self.settings.details()
        return ChipReading(
            access=access,
            zone=zone,
            details=_taken(groups, CardFile.DG13, lambda data: read_dg13(data, names), lacking),
            portrait=_taken(groups, CardFile.DG2, read_dg2, lacking),
            proof=prove(
                sod,
                groups,
                load_issuers(self.issuers),
                self.now(),
                original,
                asked=[file.group for file in self._wanted],
            ),
            lacking=lacking,
        )

    @property
    def issuers(self) -> Path:
        """The folder of the authorities' certificates."""
        given = self.settings.chip_issuers
        return Path(given) if given else self.home / ISSUERS_FOLDER

    @property
    def _wanted(self) -> tuple[CardFile, ...]:
        wanted = (CardFile.DG1, CardFile.DG13, CardFile.DG14)
        return (*wanted, CardFile.DG2) if self.settings.chip_portrait else wanted

    def _groups(self, line: Line, watch: Watch, lacking: dict[str, str]) -> dict[int, bytes]:
        """Whole files by number; the portrait last, which takes longest."""
        com = read_file(line, CardFile.COM, watch)
        listed = None if com is None else read_com(com)
        groups = {}
        for file in self._wanted:
            if listed is not None and file.group not in listed:
                continue
            try:
                data = read_file(line, file, watch)
            except ChipRefused as error:
                lacking[file.label] = error.code
                continue
            if data is not None:
                groups[file.group] = data
        if 1 not in groups:
            raise ChipUnreadable(file=CardFile.DG1.label, reason="short")
        return groups


def _open(line: PlainLine, key: AccessKey, watch: Watch) -> tuple[Access, Line]:
    """By PACE where the chip offers it, else by its lines; then its application is chosen."""
    line.exchange(Command(0x00, 0xA4, 0x00, 0x0C, _MASTER_FILE))  # where EF.CardAccess lies
    offered, ways = _ways(line, watch)
    if ways:
        secured: Line = open_pace(line, ways[0], key)
        _choose_application(secured)
        return Access.PACE, secured
    _choose_application(line)
    if isinstance(key, NumberKey):
        if offered:
            raise ChipNotSupported(what="pace")
        raise ChipKeyMissing(wanted="lines")
    return Access.BASIC, open_basic(line, key)


def _ways(line: Line, watch: Watch) -> tuple[bool, tuple[PaceWay, ...]]:
    try:
        card_access = read_file(line, CardFile.CARD_ACCESS, watch)
    except ChipRefused:
        return False, ()  # so chips answer that have no such file
    if card_access is None:
        return False, ()
    try:
        return read_card_access(card_access)
    except TlvDamaged as error:
        raise ChipUnreadable(file=CardFile.CARD_ACCESS.label, reason="structure") from error


def _taken(
    groups: Mapping[int, bytes],
    file: CardFile,
    take: Callable[[bytes], T],
    lacking: dict[str, str],
) -> T | None:
    """What a group says. One that cannot be read is told; the others count all the same."""
    if file.group not in groups:
        return None
    try:
        return take(groups[file.group])
    except ChipUnreadable as error:
        lacking[file.label] = error.code
        return None


def _choose_application(line: Line) -> None:
    status = line.exchange(Command(0x00, 0xA4, 0x04, 0x0C, _APPLICATION)).status
    if status != DONE:
        raise ChipNotSupported(what="application")
