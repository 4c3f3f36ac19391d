"""`tramso card face`: is who stands before the camera whom the card shows?"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from station.check_face import FaceAnswer, FaceCheck
from station.cli.camera_options import add_camera, camera_of
from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, emit
from station.cli.sign_in import signed_in_desk
from station.portrait import portrait_from
from station.recognition.head_turn import Side
from station.watch_face import FaceSight
from station.written import iso

_TURN = {Side.LEFT: "turn your head to your left", Side.RIGHT: "turn your head to your right"}

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_words(add: Add) -> None:
    """Declare the word."""
    face = add("face", _face, "whether who stands there is whom it shows")
    face.add_argument("dossier", metavar="DOSSIER", help="code or id; its requester agreed to it")
    which = face.add_mutually_exclusive_group(required=True)
    which.add_argument("--picture", type=Path, metavar="FILE", help="of the card, with its photo")
    which.add_argument(
        "--by-eye", choices=[each.value for each in FaceAnswer], help="what the clerk saw"
    )
    add_camera(face)


def face_document(check: FaceCheck | None) -> dict[str, object] | None:
    """A check as JSON; None where nothing stands."""
    if check is None:
        return None
    return {
        "answer": check.answer.value,
        "by_eye": check.by_eye,
        "likeness": check.likeness,
        "threshold": check.threshold,
        "model": None if check.by_eye else {"name": check.model, "sha256": check.model_sha256},
        "portrait": check.portrait or None,
        "alive": check.alive or None,
        "at": iso(check.at),
    }


def _face(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        dossier = find_dossier(desk.store, args.dossier)
        if args.by_eye:
            return _say(args, desk.check_face.by_eye(dossier.id, FaceAnswer(args.by_eye)))
        with stopped_by_ctrl_c() as stop:
            check = desk.check_face(
                dossier.id,
                portrait_from(args.picture),
                camera_of(args),
                stop=stop,
                tell=_Prompter().tell,
                limit_s=args.limit_s or 0,
            )
        return INTERRUPTED if check is None else _say(args, check)


def _say(args: argparse.Namespace, check: FaceCheck) -> int:
    how = "by eye" if check.by_eye else f"{check.likeness} of {check.threshold}, {check.model}"
    emit(args, face_document(check), [f"{check.answer}  ({how})"])
    return DONE if check.answer is FaceAnswer.SAME else ANSWER_NO


@dataclass(slots=True)
class _Prompter:
    """Says on standard error what is wanted, once each time that it changes."""

    _said: str = field(default="")

    def tell(self, sight: FaceSight) -> None:
        words = "" if sight.flaw is None else sight.flaw.value
        if sight.side is not None:
            words = "turn back" if sight.back else _TURN[sight.side]
        if words and words != self._said:
            print(words, file=sys.stderr)
        self._said = words
