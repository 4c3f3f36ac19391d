"""Tokens through SoftHSM2, and through a library that counts calls and plays faults."""

import os
import shutil
import subprocess
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest

from signing.errors import (
    KeyMissing,
    PinFinalTry,
    PinIncorrect,
    PinLocked,
    TokenError,
    TokenLibraryMissing,
    TokenLost,
    TokenMissing,
    TokenRefused,
    TokenSilent,
)
from signing.pin import Pin
from signing.practice.authority import Subject
from signing.token_libraries import known_libraries, soft_token_library
from signing.token_messages import to_line
from signing.token_process import worker_command
from signing.token_watch import TokenWatch
from signing.tokens import find_tokens, open_token
from signing.values import PinFlags, Token
from tests.signing_fixtures import PIN, PracticeDesk

SPY_SOURCE = Path(__file__).parents[2] / "pkcs11_spy.c"


@dataclass(frozen=True, slots=True)
class Spy:
    """The library before the desk's library: its file, what it saw, what it is to answer."""

    module: Path
    log: Path
    plan: Path

    def calls(self, name: str) -> int:
        """How often a call was made."""
        return self.log.read_text().split().count(name) if self.log.exists() else 0

    def answer(self, name: str, how: int | str) -> None:
        """From now on, answer this call so; or play what the spy's own words name."""
        told = how if isinstance(how, str) else f"{how:#x}"
        # Replaced whole: a worker may be reading it.
        self.plan.with_suffix(".new").write_text(f"{name} {told}\n")
        self.plan.with_suffix(".new").replace(self.plan)


@pytest.fixture
def spy(desk: PracticeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spy:
    """A spy of its own for this test."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "the tests need a C compiler (package gcc)"
    module = tmp_path / "spy.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", module, SPY_SOURCE, "-ldl"], check=True
    )
    made = Spy(module, tmp_path / "log", tmp_path / "plan")
    for name, value in (
        ("SPY_REAL", desk.module),
        ("SPY_LOG", made.log),
        ("SPY_PLAN", made.plan),
    ):
        monkeypatch.setenv(name, str(value))
    return made


def test_tokens_are_found_without_a_pin(desk: PracticeDesk) -> None:
    """A token shows its label, serial and certificates; no PIN is asked for."""
    token = next(t for t in find_tokens((desk.module,)) if t.label == desk.token)

    assert {"agency", "officer"} <= set(token.certificates)
    assert token.serial
    assert PinFlags(count_low=False, final_try=False, locked=False) == token.pin


def test_token_under_two_libraries_is_one_token(desk: PracticeDesk, spy: Spy) -> None:
    """The same serial under a second library is not a second token."""
    found = find_tokens((desk.module, spy.module))

    assert [desk.module] == [t.module for t in found if t.label == desk.token]
    assert spy.calls("C_GetTokenInfo") > 0


def test_missing_library_is_named(desk: PracticeDesk, tmp_path: Path) -> None:
    """A library that is not there, or is none, has an error; beside a good one it is passed by."""
    no_library = tmp_path / "text.so"
    no_library.write_text("no library")
    foreign = tmp_path / "foreign.so"
    header = bytearray(desk.module.read_bytes())
    header[18:20] = (0x28).to_bytes(2, "little")  # e_machine of a 32-bit ARM library
    foreign.write_bytes(header)
    # Half of a file brings the loader itself down, and the worker with it.
    damaged = tmp_path / "damaged.so"
    damaged.write_bytes(desk.module.read_bytes()[:4096] + b"C_GetFunctionList")
    reasons = {
        tmp_path / "gone.so": {"reason": "absent"},
        no_library: {"reason": "not-pkcs11"},
        foreign: {"reason": "other-machine"},
    }
    for missing, reason in reasons.items():
        with pytest.raises(TokenLibraryMissing) as error:
            find_tokens((missing,))
        assert {"module": missing.name, **reason} == error.value.facts
        with pytest.raises(TokenLibraryMissing), open_token(missing, desk.token, Pin(PIN)):
            pass
    assert find_tokens((no_library, damaged, desk.module))


def test_soft_token_library_is_known() -> None:
    """The library of the practice desk is among those that are looked for."""
    assert soft_token_library() in known_libraries()


def test_missing_token_is_named(desk: PracticeDesk) -> None:
    """A token that is not plugged in is missing, and no other is taken."""
    with pytest.raises(TokenMissing) as error, open_token(desk.module, "không có", Pin(PIN)):
        pass
    assert error.value.facts == {"token": "không có"}


def test_wrong_pin_is_tried_exactly_once(desk: PracticeDesk, spy: Spy) -> None:
    """A refused PIN is erased and never sent to the token again."""
    pin = Pin("000000")
    with pytest.raises(PinIncorrect) as error, open_token(spy.module, desk.token, pin):
        pass

    assert spy.calls("C_Login") == 1
    flags = {"count_low": True, "final_try": False, "locked": False}
    assert {"token": desk.token, **flags} == error.value.facts
    assert not pin

    with desk.open():
        pass
    found = find_tokens((desk.module,))
    assert [token.pin.count_low for token in found if token.label == desk.token] == [False]


def test_right_pin_is_sent_once_for_many_keys(desk: PracticeDesk, spy: Spy) -> None:
    """One login serves both keys and many signatures."""
    pin = Pin(PIN)
    with open_token(spy.module, desk.token, pin) as session:
        for label in ("officer", "agency", "officer"):
            assert session.key(label).sign(b"data")

    assert spy.calls("C_Login") == 1
    assert not pin


def test_empty_pin_is_not_tried(desk: PracticeDesk, spy: Spy) -> None:
    """An empty PIN costs no try."""
    with pytest.raises(PinIncorrect), open_token(spy.module, desk.token, Pin("")):
        pass
    assert spy.calls("C_Login") == 0


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (0x0A0, PinIncorrect),
        (0x0A1, PinIncorrect),
        (0x0A2, PinIncorrect),
        (0x0A4, PinLocked),
        (0x005, TokenLost),
        (0x030, TokenLost),
        (0x032, TokenLost),
        (0x0E0, TokenLost),
        (0x0A3, TokenRefused),
        (0x102, TokenRefused),
        (0x80001234, TokenRefused),
    ],
)
def test_refused_login_has_its_meaning(
    desk: PracticeDesk, spy: Spy, status: int, error: type[TokenError]
) -> None:
    """Whatever the token answers to the PIN, it was asked once."""
    spy.answer("C_Login", status)
    with pytest.raises(error), open_token(spy.module, desk.token, Pin(PIN)):
        pass
    assert spy.calls("C_Login") == 1


@pytest.mark.parametrize("status", [0x005, 0x030, 0x032, 0x0B3, 0x082, 0x060, 0x0E0])
def test_token_pulled_out_while_signing_is_lost(desk: PracticeDesk, spy: Spy, status: int) -> None:
    """The codes of a token that is gone all mean that it is lost; it works again afterwards."""
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        key = session.key("officer")
        spy.answer("C_Sign", status)
        with pytest.raises(TokenLost) as error:
            key.sign(b"data")
    assert {"token": desk.token} == error.value.facts
    assert error.value.retryable

    spy.plan.unlink()
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


def test_token_without_hash_mechanism_signs(desk: PracticeDesk, spy: Spy) -> None:
    """Where the token only knows raw RSA, the digest is wrapped by us, to the same result."""
    with desk.open() as session:
        expected = session.key("officer").sign(b"data")
    spy.answer("raw-rsa", "1")
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        assert expected == session.key("officer").sign(b"data")


def test_unknown_key_is_missing(desk: PracticeDesk) -> None:
    """A label without certificate is a missing key."""
    with desk.open() as session, pytest.raises(KeyMissing) as error:
        session.key("thủ quỹ")
    assert {"token": desk.token, "key": "thủ quỹ"} == error.value.facts


def test_second_login_beside_an_open_one_is_refused(desk: PracticeDesk) -> None:
    """Beside an open session any PIN would seem right: the second is refused."""
    with desk.open() as session:
        with pytest.raises(TokenRefused) as error, open_token(desk.module, desk.token, Pin("000")):
            pass
        assert error.value.facts["status"] == "already-open"
        assert session.key("officer").sign(b"data")


def test_token_taken_away_is_lost_then_missing_then_back(desk: PracticeDesk) -> None:
    """A token whose store vanishes is lost in the middle, missing after, and works once back."""
    label = f"T-{uuid.uuid4().hex[:8]}"
    tokens = Path(os.environ["SOFTHSM2_CONF"]).parent / "tokens"
    before = set(tokens.iterdir())
    desk.new_token(label)
    (folder,) = set(tokens.iterdir()) - before
    desk.new_key(label, "officer", Subject("Người Thử"))
    away = folder.with_name("away")

    with open_token(desk.module, label, Pin(PIN)) as session:
        key = session.key("officer")
        assert key.sign(b"data")
        folder.rename(desk.folder / "away")
        with pytest.raises(TokenLost):
            key.sign(b"data")
    with pytest.raises((TokenMissing, TokenLost)), open_token(desk.module, label, Pin(PIN)):
        pass

    (desk.folder / "away").rename(folder)
    assert not away.exists()
    with open_token(desk.module, label, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


@pytest.mark.parametrize(("flag", "error"), [("0x20000", PinFinalTry), ("0x40000", PinLocked)])
def test_last_try_asks_and_locked_token_is_not_tried(
    desk: PracticeDesk, spy: Spy, flag: str, error: type[TokenError]
) -> None:
    """One PIN before locking, or after it: nothing is tried, and the PIN is erased."""
    spy.answer("flags", flag)
    pin = Pin(PIN)
    with pytest.raises(error) as raised, open_token(spy.module, desk.token, pin):
        pass

    assert {"token": desk.token} == raised.value.facts
    assert spy.calls("C_Login") == 0
    assert not pin


def test_last_try_is_made_once_agreed(desk: PracticeDesk, spy: Spy) -> None:
    """With consent the last try is made; wrong, its facts say what the token says now."""
    spy.answer("flags", "0x20000")
    with open_token(spy.module, desk.token, Pin(PIN), final_try_allowed=True) as session:
        assert session.token.pin.final_try
        assert session.key("officer").sign(b"data")
    with (
        pytest.raises(PinIncorrect) as wrong,
        open_token(spy.module, desk.token, Pin("000000"), final_try_allowed=True),
    ):
        pass

    assert wrong.value.facts["final_try"] is True
    assert spy.calls("C_Login") == 2


def test_pin_pad_is_sent_no_pin(desk: PracticeDesk, spy: Spy) -> None:
    """A token with its own PIN pad says so, and the desk sends it nothing to try."""
    spy.plan.write_text(f"flags 0x100\ntyped {PIN}\n")
    assert [t.pin_pad for t in find_tokens((spy.module,)) if t.label == desk.token] == [True]
    with open_token(spy.module, desk.token, Pin("")) as session:
        assert session.token.pin_pad
        assert session.key("officer").sign(b"data")

    assert spy.calls("length=0") == 1


def test_hung_library_is_ended(
    desk: PracticeDesk, spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that never answers costs its limit; the desk lives on, and so do other tokens."""
    monkeypatch.setattr("signing.tokens._SIGN_LIMIT_S", 1.0)
    monkeypatch.setattr("signing.tokens._FIND_LIMIT_S", 1.0)
    with open_token(spy.module, desk.token, Pin(PIN)) as session, desk.open() as other:
        key = session.key("officer")
        spy.answer("C_Sign", "hang")
        with pytest.raises(TokenSilent) as silent:
            key.sign(b"data")
        assert {"token": desk.token, "limit_s": 1.0} == silent.value.facts
        with pytest.raises(TokenLost):
            key.sign(b"data")
        assert other.key("officer").sign(b"data")

    spy.answer("C_GetTokenInfo", "hang")
    found = find_tokens((spy.module, desk.module))
    assert desk.token in [token.label for token in found]


def test_crashing_library_is_a_lost_token(desk: PracticeDesk, spy: Spy) -> None:
    """A library that crashes ends its worker and nothing else; the next login starts anew."""
    with open_token(spy.module, desk.token, Pin(PIN)) as session, desk.open() as other:
        key = session.key("officer")
        spy.answer("C_Sign", "crash")
        with pytest.raises(TokenLost) as lost:
            key.sign(b"data")
        assert {"token": desk.token} == lost.value.facts
        assert other.key("officer").sign(b"data")

    for call in ("C_Login", "C_GetTokenInfo"):
        spy.answer(call, "crash")
        with pytest.raises(TokenLost), open_token(spy.module, desk.token, Pin(PIN)):
            pass
    spy.plan.unlink()
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


def test_after_a_loss_the_library_starts_anew(desk: PracticeDesk, spy: Spy) -> None:
    """No call goes to a library that lost its token until it was initialised again."""
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        key = session.key("officer")
        spy.answer("C_Sign", 0x32)
        with pytest.raises(TokenLost):
            key.sign(b"data")
        tried = spy.calls("C_Sign")
        with pytest.raises(TokenLost):
            key.sign(b"data")
        assert tried == spy.calls("C_Sign")
    spy.log.unlink()
    spy.plan.unlink()
    with open_token(spy.module, desk.token, Pin(PIN)):
        pass

    calls = spy.log.read_text().split()
    assert calls.index("C_Initialize") < calls.index("C_GetTokenInfo") < calls.index("C_Login")


def test_pin_is_in_no_argument_and_no_environment(desk: PracticeDesk) -> None:
    """What other programs can see of the worker holds no PIN, before and after the login."""
    proc = Path("/proc")
    if not proc.is_dir():
        pytest.skip("needs /proc")
    with desk.open():
        seen = b""
        for task in proc.glob("self/task/*/children"):
            for child in task.read_text().split():
                seen += (proc / child / "cmdline").read_bytes()
                seen += (proc / child / "environ").read_bytes()

    assert b"token_worker" in seen
    assert PIN.encode() not in seen


def test_two_threads_may_sign_with_one_session(desk: PracticeDesk) -> None:
    """Questions from several threads are asked one after the other."""
    signatures: list[bytes] = []
    with desk.open() as session:
        key = session.key("officer")

        def sign() -> None:
            signatures.extend(key.sign(b"data") for _ in range(20))

        threads = [threading.Thread(target=sign) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert (len(signatures), len(set(signatures))) == (80, 1)


def test_watch_sees_a_token_come_and_go(desk: PracticeDesk) -> None:
    """A library that can only be asked is asked slowly; insertion and removal are told."""
    label = f"W-{uuid.uuid4().hex[:8]}"
    tokens = Path(os.environ["SOFTHSM2_CONF"]).parent / "tokens"
    with TokenWatch((desk.module,)) as watch:
        before = watch.next(timeout_s=30)
        assert before is not None
        folders = set(tokens.iterdir())
        desk.new_token(label)
        (folder,) = set(tokens.iterdir()) - folders
        after: tuple[Token, ...] | None = before
        while after is not None and label not in [token.label for token in after]:
            after = watch.next(after, timeout_s=30)
        assert after is not None
        folder.rename(desk.folder / f"away-{label}")
        while after is not None and label in [token.label for token in after]:
            after = watch.next(after, timeout_s=30)
        assert after is not None


def test_watch_waits_in_the_library(desk: PracticeDesk, spy: Spy) -> None:
    """Where the library can wait, it is asked for tokens only when it has news."""
    spy.answer("waits", "1")
    with TokenWatch((spy.module,)) as watch:
        known = watch.next(timeout_s=30)
        assert known is not None
        asked = spy.calls("C_GetTokenInfo")
        assert watch.next(known, timeout_s=1.5) is None
        assert asked == spy.calls("C_GetTokenInfo")
        spy.plan.with_suffix(".new").write_text("waits 2\nflags 0x10000\n")
        spy.plan.with_suffix(".new").replace(spy.plan)
        changed = watch.next(known, timeout_s=30)

    assert changed is not None
    assert all(token.pin.count_low for token in changed)


def test_closing_a_watch_frees_who_waits(desk: PracticeDesk) -> None:
    """Closing does not wait for a token."""
    watch = TokenWatch((desk.module,))
    known = watch.next(timeout_s=30)
    threading.Timer(0.2, watch.close).start()

    assert watch.next(known, timeout_s=60) is None


def test_worker_ends_with_its_desk(desk: PracticeDesk, spy: Spy) -> None:
    """When the desk is gone the worker ends, even while its library hangs."""
    spy.answer("C_GetTokenInfo", "hang")
    worker = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert b"ready" in worker.stdout.readline()
        worker.stdin.write(to_line("tokens", {"module": str(spy.module)}))
        worker.stdin.flush()
        worker.stdin.close()
        worker.wait(30)

    assert worker.returncode == 1
