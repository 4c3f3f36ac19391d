"""A chip read from its first command to the verdict, without a reader between."""

import logging
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from offline_store.records import Requester
from station.card_settings import CardSettings
from station.chip.access_keys import AccessKey, LinesKey, NumberKey
from station.chip.card_files import ReadingStopped
from station.chip.errors import (
    ChipError,
    ChipKeyMissing,
    ChipKeyWrong,
    ChipLineBroken,
    ChipLost,
    ChipNotSupported,
)
from station.chip.passive_authentication import Original, Reason, Verdict
from station.chip.suites import TRIPLE_DES
from station.chip.tlv import tlv
from station.demo.page_texts import ADDRESS, CARD_MRZ, ID_NUMBER, NAME
from station.hanoi_time import utc_now
from station.read_chip import ISSUERS_FOLDER, Access, ChipReading, Progress, ReadChip, Stage, key_of
from station.recognition.mrz import read_mrz
from tests.chip.chip_files import (
    Authority,
    chip_groups,
    com,
    dg2,
    dg13,
    jpeg,
    lds_object,
    make_authority,
    revoked,
    sod,
)
from tests.chip.software_chip import LINES_KEY, NUMBER_KEY, SoftwareChip, chip_of

WRONG_LINES = LinesKey("099000124", "990415", "390415")
WRONG_NUMBER = NumberKey("000000")


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Who issues the cards of these tests."""
    return make_authority()


@pytest.fixture
def read(tmp_path: Path, authority: Authority) -> ReadChip:
    """A desk that knows the issuer."""
    folder = tmp_path / ISSUERS_FOLDER
    folder.mkdir()
    (folder / "csca.pem").write_bytes(authority.pem())
    return ReadChip(tmp_path, CardSettings(), utc_now)


def over(read: ReadChip, chip: SoftwareChip, key: AccessKey = NUMBER_KEY) -> ChipReading:
    """What the chip says."""
    return read.over(chip, key, threading.Event())


@pytest.mark.parametrize(
    ("pace", "key", "access"),
    [
        ((2, 2, 13), NUMBER_KEY, Access.PACE),
        ((2, 4, 12), LINES_KEY, Access.PACE),
        ((2, 3, 18), NUMBER_KEY, Access.PACE),
        ((2, 1, 15), LINES_KEY, Access.PACE),
        ((6, 2, 12), NUMBER_KEY, Access.PACE),
        (None, LINES_KEY, Access.BASIC),
    ],
)
def test_a_card_says_whose_it_is_and_that_it_is_genuine(
    read: ReadChip,
    authority: Authority,
    pace: tuple[int, int, int] | None,
    key: AccessKey,
    access: Access,
) -> None:
    """By PACE with each suite, by its chip-authentication mapping, and by BAC."""
    chip = over(read, chip_of(authority, pace=pace), key)

    assert chip.access is access
    assert chip.zone == read_mrz("\n".join(CARD_MRZ))
    assert chip.requester == Requester(NAME, ID_NUMBER, "15/04/1999", ADDRESS)
    assert chip.details is not None
    assert chip.details.named()["family"] == "Nguyễn Văn Cường; Trần Thị Bình"
    assert chip.portrait is not None
    assert (chip.portrait.format, chip.portrait.pixels().shape) == ("jpeg2000", (400, 320, 3))
    assert chip.proof.verdict is Verdict.PROVEN
    assert chip.proof.groups == (1, 2, 13)
    assert "CSCA" in chip.proof.issuer
    assert chip.proof.chip is Original.NOT_OFFERED
    assert chip.lacking == {}


@pytest.mark.parametrize("suite", [2, 1])
def test_the_original_chip_is_told_from_a_copy(
    read: ReadChip, authority: Authority, suite: int
) -> None:
    """A copy has all the data and not the key, under AES and under 3DES; a mute one is no proof."""
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    groups = chip_groups(chip_key=key.public_key(), suite=suite)
    chip = chip_of(authority, groups=groups, own_key=key)
    if suite == 1:
        chip.own_suite = TRIPLE_DES

    original = over(read, chip)
    chip.reset()
    chip.own_key = other
    copy = over(read, chip)
    chip.reset()
    chip.own_key = None
    mute = over(read, chip)

    assert (original.proof.chip, original.proof.verdict) == (Original.YES, Verdict.PROVEN)
    assert (copy.proof.chip, copy.proof.verdict) == (Original.NO, Verdict.FALSE)
    assert copy.proof.reasons == (Reason.CHIP_COPIED,)
    assert (mute.proof.chip, mute.proof.verdict) == (Original.REFUSED, Verdict.PROVEN)

    chip.reset()
    chip.files = {**chip.files, 0x011E: com({n: data for n, data in groups.items() if n != 14})}
    silent = over(read, chip)  # a copy that does not let its key be seen
    assert (silent.proof.chip, silent.proof.verdict) == (Original.REFUSED, Verdict.UNPROVEN)
    assert silent.proof.reasons == (Reason.GROUP_WITHHELD,)


def test_what_was_changed_is_told(read: ReadChip, authority: Authority) -> None:
    """A group that was changed, one that was never signed, and a signature over something else."""
    groups = chip_groups()
    other = dg13({2: ("Nguyễn Văn Khác",)})
    changed = over(read, chip_of(authority, groups=groups, changed={13: other}))
    unsigned = chip_of(authority, groups=groups)
    without = {number: data for number, data in groups.items() if number != 13}
    unsigned.files = {**unsigned.files, 0x011D: sod(without, authority)}
    forged = chip_of(authority, groups=groups)
    said = sod(groups, authority)
    content = lds_object(groups)
    assert content in said
    forged.files = {
        **forged.files,
        0x011D: said.replace(content, lds_object({**groups, 13: other})),
        0x010D: other,
    }

    assert changed.proof.verdict is Verdict.FALSE
    assert changed.proof.reasons == (Reason.GROUP_CHANGED,)
    assert changed.proof.groups == (1, 2)
    assert over(read, unsigned).proof.reasons == (Reason.GROUP_UNSIGNED,)
    assert over(read, forged).proof.reasons == (Reason.SIGNATURE_WRONG,)


def test_who_signed_is_asked_of_the_folder(
    read: ReadChip, authority: Authority, tmp_path: Path
) -> None:
    """Nobody there; another of the same name; a revoked signer; files that are none."""
    chip = chip_of(authority)
    folder = tmp_path / ISSUERS_FOLDER
    known = folder / "csca.pem"

    (folder / "list.crl").write_bytes(revoked(authority))
    assert over(read, chip).proof.reasons == (Reason.SIGNER_REVOKED,)
    (folder / "list.crl").write_bytes(revoked(make_authority()))
    (folder / "notes.cer").write_bytes(b"no certificate")
    assert over(read, chip).proof.verdict is Verdict.PROVEN
    known.write_bytes(make_authority().pem())
    assert over(read, chip).proof.reasons == (Reason.AUTHORITY_UNKNOWN,)
    known.unlink()
    nobody = over(read, chip).proof
    assert (nobody.verdict, nobody.reasons) == (Verdict.UNPROVEN, (Reason.NO_AUTHORITY,))


def test_days_count(read: ReadChip, authority: Authority) -> None:
    """After the certificates' end nothing is proven, and nothing is called false."""
    late = replace(read, now=lambda: datetime.now(UTC) + timedelta(days=365 * 20))

    proof = over(late, chip_of(authority)).proof

    assert proof.reasons == (Reason.SIGNER_EXPIRED, Reason.AUTHORITY_EXPIRED)
    assert proof.verdict is Verdict.UNPROVEN


def test_a_wrong_key_is_tried_once(read: ReadChip, authority: Authority) -> None:
    """By number, by lines, by BAC; and BAC does not open by the number."""
    for pace, key, name in (
        ((2, 2, 13), WRONG_NUMBER, "number"),
        ((2, 2, 13), WRONG_LINES, "lines"),
        (None, WRONG_LINES, "lines"),
    ):
        chip = chip_of(authority, pace=pace)
        with pytest.raises(ChipKeyWrong) as wrong:
            over(read, chip, key)
        assert wrong.value.facts == {"key": name}
        authentications = [command for command in chip.commands if command[1] in (0x82, 0x22)]
        assert len(authentications) == 1
    with pytest.raises(ChipKeyMissing) as missing:
        over(read, chip_of(authority, pace=None))
    assert missing.value.facts == {"wanted": "lines"}


def test_an_unknown_way_of_pace_leaves_basic_access(read: ReadChip, authority: Authority) -> None:
    """With the lines; with the number alone it is told what is not known."""
    chip = chip_of(authority, pace=(4, 2, 13))  # integrated mapping

    assert over(read, chip, LINES_KEY).access is Access.BASIC
    chip.reset()
    with pytest.raises(ChipNotSupported) as told:
        over(read, chip)
    assert told.value.facts == {"what": "pace"}


def test_a_bit_turned_on_the_way_ends_it(read: ReadChip, authority: Authority) -> None:
    """Wherever it is turned, nothing of the answer is believed."""
    for at in (1, 2, 5, 20):
        chip = chip_of(authority)
        chip.tampered = at
        with pytest.raises(ChipLineBroken):
            over(read, chip)


def test_a_card_that_is_taken_away_is_lost(read: ReadChip, authority: Authority) -> None:
    """At any command: before it is open, and while it is read."""
    whole = chip_of(authority)
    over(read, whole)
    for after in (0, 1, 4, 9, len(whole.commands) - 1):
        chip = chip_of(authority)
        chip.pulled_after = after
        with pytest.raises(ChipLost):
            over(read, chip)


def test_what_a_chip_withholds_or_lacks_is_told(read: ReadChip, authority: Authority) -> None:
    """A refused group, a damaged portrait, another layout of details; the rest counts."""
    chip = chip_of(authority)
    chip.withheld = frozenset({0x010D})
    said = over(read, chip)
    assert (said.details, dict(said.lacking)) == (None, {"EF.DG13": "chip-refused"})
    assert said.requester == Requester("", ID_NUMBER, "15/04/1999")

    groups = {**chip_groups(), 2: dg2(jpeg()[:200]), 13: tlv(0x6D, b"\x04\x03abc")}
    said = over(read, chip_of(authority, groups=groups))
    assert said.lacking == {"EF.DG2": "chip-unreadable", "EF.DG13": "chip-unreadable"}
    assert said.proof.verdict is Verdict.PROVEN

    bare = chip_of(authority, groups={1: chip_groups()[1]})
    bare.files = {0x0101: bare.files[0x0101]}
    said = over(read, bare)
    assert said.proof.reasons == (Reason.NO_OBJECT,)
    assert said.portrait is None
    assert said.lacking == {}


def test_a_name_is_never_guessed(read: ReadChip, authority: Authority) -> None:
    """Only where its letters are those of the lines."""
    other = chip_groups(details={2: ("Nguyễn Văn Am",), 9: (ADDRESS,)})

    said = over(read, chip_of(authority, groups=other)).requester

    assert (said.name, said.address) == ("", ADDRESS)


def test_files_longer_than_an_offset_reaches(read: ReadChip, authority: Authority) -> None:
    """A portrait of more than 32 KiB; without it where the settings say so."""
    groups = {**chip_groups(), 2: dg2(jpeg() + bytes(40_000))}
    chip = chip_of(authority, groups=groups)

    said = over(read, chip)
    assert said.proof.groups == (1, 2, 13)
    assert any(command[1] == 0xB1 for command in chip.commands)

    chip.reset()
    short = replace(read, settings=CardSettings(chip_portrait=False))
    assert over(short, chip).portrait is None


def test_progress_is_told_and_a_stop_is_heard(read: ReadChip, authority: Authority) -> None:
    """Between two pieces."""
    told: list[Progress] = []
    stop = threading.Event()

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.file == "EF.DG2" and progress.done > 1000:
            stop.set()

    with pytest.raises(ReadingStopped):
        read.over(chip_of(authority), NUMBER_KEY, stop, tell)

    assert told[0] == Progress(Stage.OPENING)
    assert told[-1].done < told[-1].total
    files = list(dict.fromkeys(progress.file for progress in told[1:]))
    assert files == ["EF.CardAccess", "EF.COM", "EF.DG1", "EF.DG13", "EF.DG2"]


def test_nothing_of_a_chip_is_kept_or_logged(
    read: ReadChip, authority: Authority, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither portrait, details, lines nor keys: not on disk, in the log, or in a value's words."""
    mark = b"PLANTED-IN-THE-PORTRAIT"
    groups = chip_groups(portrait=jpeg(mark))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with caplog.at_level(logging.DEBUG):
        said = over(read, chip_of(authority, groups=groups))
        with pytest.raises(ChipError) as wrong:
            over(read, chip_of(authority), WRONG_NUMBER)

    assert said.portrait is not None
    assert said.portrait.data.endswith(mark)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    words = caplog.text + repr(wrong.value) + repr(said.portrait) + repr((LINES_KEY, NUMBER_KEY))
    for planted in (mark.decode(), ID_NUMBER, ID_NUMBER[-6:], NAME, "990415", "099000123"):
        assert planted not in words


def test_what_opens_a_chip_is_known_from_its_card() -> None:
    """Lines first; else the number's last six, where the settings say that these open it."""
    zone = read_mrz("\n".join(CARD_MRZ))
    settings = CardSettings()

    assert key_of(zone, ID_NUMBER, settings) == LINES_KEY
    assert key_of(None, ID_NUMBER, settings) == NUMBER_KEY
    with pytest.raises(ChipKeyMissing, match="lines"):
        key_of(None, ID_NUMBER, CardSettings(chip_number_from_id=False))
    with pytest.raises(ChipKeyMissing, match="number"):
        key_of(None, "012345678", settings)
    never = replace(zone, valid_until="")
    assert LinesKey.of(never).ends == "991231"


def test_what_com_lists_alone_is_read(read: ReadChip, authority: Authority) -> None:
    """A group that it does not name is not asked for."""
    groups = chip_groups()
    chip = chip_of(authority, groups=groups)
    chip.files = {**chip.files, 0x011E: com({1: groups[1]})}

    said = over(read, chip)

    assert (said.details, said.portrait) == (None, None)
    # Not all that was signed was seen.
    assert said.proof.reasons == (Reason.GROUP_WITHHELD,)
    assert said.proof.verdict is Verdict.UNPROVEN
    assert b"\x01\x02" not in [command[5:7] for command in chip.commands]
