"""Token workers under faults: hung, crashed and lost libraries, last tries, PIN pads, watching."""

import os
import subprocess
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signing.errors import (
    PinFinalTry,
    PinIncorrect,
    PinLocked,
    TokenError,
    TokenLost,
    TokenSilent,
)
from signing.pin import Pin
from signing.token_messages import to_line
from signing.token_process import worker_command
from signing.token_spare import prepare_worker, put_away, take_worker
from signing.token_watch import TokenWatch
from signing.tokens import find_tokens, open_token
from signing.values import Token
from station.copy_signing import CopySigning
from station.settings import SigningSettings
from tests.pkcs11_spy import Spy, spy
from tests.signing_fixtures import PIN, PracticeDesk

__all__ = ["spy"]


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


def test_consent_travels_with_the_pin(desk: PracticeDesk, spy: Spy, tmp_path: Path) -> None:
    """At the station the last try is made with a PIN that was given for it, and with no other."""
    spy.answer("flags", "0x20000")
    settings = SigningSettings(officer_module=str(spy.module), officer_token=desk.token)
    signing = CopySigning(settings, desk.trust, tmp_path)
    with pytest.raises(PinFinalTry), signing.unlock({desk.token: Pin(PIN)}, datetime.now(UTC)):
        pass
    assert spy.calls("C_Login") == 0

    with signing.unlock({desk.token: Pin(PIN, may_lock=True)}, datetime.now(UTC)):
        pass
    assert spy.calls("C_Login") == 1


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
        away = folder.rename(desk.folder / f"away-{label}")
        while after is not None and label in [token.label for token in after]:
            after = watch.next(after, timeout_s=30)
        # A token that is gone for good spoils the library for all that this process asks of it.
        away.rename(folder)
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


def test_a_login_takes_the_spare_worker(desk: PracticeDesk, spy: Spy) -> None:
    """It is started before it is needed, has loaded no library, and serves one login only."""
    prepare_worker()
    spare = take_worker(token=desk.token)
    assert not maps(spare.process_id) & {spy.module.name, desk.module.name}
    put_away(spare)
    other = take_worker(token=desk.token)
    # Whoever was put away has ended before another one is given.
    assert not spare.lives
    assert other.process_id != spare.process_id
    other.end()


def test_a_dead_or_outdated_spare_is_not_given(
    desk: PracticeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Libraries read their settings from variables: a worker with those of before is of no use."""
    prepare_worker()
    monkeypatch.setenv("SOFTHSM2_CONF_OF_BEFORE", "x")
    current = take_worker(token=desk.token)
    assert current.lives
    assert current.is_current
    current.end()

    prepare_worker()
    dead = take_worker(token=desk.token)
    dead.kill()
    put_away(dead)
    with open_token(desk.module, desk.token, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


def maps(process_id: int) -> set[str]:
    """The names of the libraries that a process has loaded; none where the system does not say."""
    try:
        lines = Path(f"/proc/{process_id}/maps").read_text("utf-8").splitlines()
    except OSError:
        return set()
    return {Path(line.split()[-1]).name for line in lines if "/" in line}
