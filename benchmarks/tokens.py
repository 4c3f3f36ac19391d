"""Tokens: how long until the desk knows that one was plugged in, or pulled out."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pkcs11

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch, alone
from signing.practice import soft_token
from signing.token_watch import TokenWatch
from signing.values import Token

_LIMIT_S = 60.0
_STAYS, _COMES = "Ở lại", "Đến rồi đi"


def measure(runs: int) -> tuple[Row, ...]:
    """Seconds from a token's coming or going until the watch says so.

    Each change is made just after the watch has looked, so that it waits for the whole of its rest.
    """
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as name:
        folder = Path(name)
        os.environ.update(soft_token.prepare_folder(folder))
        module = soft_token.library()
        # Another benchmark may have used the library in this process, with tokens of its own.
        pkcs11.lib(str(module)).reinitialize()
        tokens = folder / "tokens"
        soft_token.create_token(module, _STAYS, "147258")
        before = set(tokens.iterdir())
        soft_token.create_token(module, _COMES, "147258")
        (here,) = set(tokens.iterdir()) - before
        away = folder / "away"
        with TokenWatch((module,)) as watch:
            turn = _Turns(watch)
            turn.wait(lambda labels: {_STAYS, _COMES} <= labels)
            pulled, plugged = list[float](), list[float]()

            def in_and_out() -> float:
                with Stopwatch() as out:
                    here.rename(away)
                    turn.wait(lambda labels: _COMES not in labels)
                with Stopwatch() as back:
                    away.rename(here)
                    turn.wait(lambda labels: _COMES in labels)
                pulled.append(out.seconds)
                plugged.append(back.seconds)
                return out.seconds + back.seconds

            alone(in_and_out, runs)
    note = "SoftHSM2, which cannot wait for news: it is started anew and asked once a second"
    return tuple(
        Row(what, "s", False, Spread.of(tuple(seconds[1:])), note=note)
        for what, seconds in (
            ("a token is plugged in, until the desk knows", plugged),
            ("a token is pulled out, until the desk knows", pulled),
        )
    )


class _Turns:
    """Waits for one state of the tokens after the other."""

    def __init__(self, watch: TokenWatch) -> None:
        self._watch = watch
        self._known: tuple[Token, ...] | None = None

    def wait(self, until: Callable[[set[str]], bool]) -> None:
        """Wait until the labels of the tokens that are there are as wanted."""
        while self._known is None or not until({token.label for token in self._known}):
            found = self._watch.next(self._known, timeout_s=_LIMIT_S)
            if found is None:
                raise RuntimeError("the watch has seen nothing")
            self._known = found
