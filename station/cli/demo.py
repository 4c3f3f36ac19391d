"""`tramso demo`: a whole counter on this machine, to look at or to watch running by itself."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from station.bootstrap import open_desk
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.demo.desk import PIN, DemoDesk, open_counter, prepare
from station.demo.job import MainJob
from station.errors import ServiceLost
from station.programs import window_program


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="a whole counter on this machine")
    add_json(parser)
    parser.add_argument("--out", type=Path, default=Path("out/demo"), metavar="DIR")
    parser.add_argument(
        "--run",
        dest="by_itself",
        action="store_true",
        help="run the main job even with a display",
    )
    parser.add_argument(
        "--serve", action="store_true", help="only keep the services running until stopped"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    by_itself = args.by_itself or not _has_display()
    # A plain kill ends the services too, the same way as Ctrl-C: none is left behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    demo, papers = prepare(args.out)
    with open_counter(demo, papers) as services:
        say(f"central at {services.central_url}; the PIN of the demo's token is {PIN}")
        if args.serve:
            emit(args, {"home": str(demo.home), "central": services.central_url}, [str(demo.home)])
            _wait_until_stopped()
            return DONE
        if not by_itself:
            if subprocess.call([*window_program(), "--home", str(demo.home)]) == DONE:
                return DONE
            say("the window did not open: the job runs by itself")
        with contextlib.closing(open_desk(demo.home)) as desk:
            outcome = MainJob(desk, papers, demo.out, say)()
        files = [str(path) for path in (*outcome.files, *_screens(demo))]
        emit(args, {"home": str(demo.home), "files": files}, [f"desk  {demo.home}", *files])
    return DONE if outcome.well else ANSWER_NO


def _wait_until_stopped() -> None:
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _screens(demo: DemoDesk) -> list[Path]:
    """Pictures of each screen on this desk, drawn by the real window without a display."""
    folder = demo.out / "screens"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [*window_program(), "--home", str(demo.home), "--screens", str(folder)]
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        raise ServiceLost(service="window", status=done.returncode)
    return sorted(folder.glob("*.png"))
