"""The face check in words: what is wrong with a picture, what is asked, what came of it."""

from station.check_face import FaceAnswer, FaceCheck
from station.recognition.face_quality import FaceFlaw
from station.recognition.head_turn import Side
from station.watch_face import FaceSight
from views.language import translate
from views.wording import moment, number


def flaw_text(flaw: FaceFlaw) -> str:
    """What is to be done that the picture will do."""
    return {
        FaceFlaw.NONE: translate("Face", "Look into the camera: no face is seen."),
        FaceFlaw.SEVERAL: translate("Face", "Only one person before the camera."),
        FaceFlaw.SMALL: translate("Face", "Come nearer: the face is too small."),
        FaceFlaw.TURNED: translate("Face", "Look straight ahead."),
        FaceFlaw.DARK: translate("Face", "More light: the face is too dark."),
        FaceFlaw.BRIGHT: translate("Face", "Less light: the face is too bright."),
        FaceFlaw.BLURRED: translate("Face", "Hold still: the face is blurred."),
    }[flaw]


def portrait_text(flaw: FaceFlaw) -> str:
    """Why the photo on the card will not do."""
    return {
        FaceFlaw.NONE: translate("Face", "No face is seen on the card's picture."),
        FaceFlaw.SEVERAL: translate("Face", "Several faces are on the card's picture."),
        FaceFlaw.SMALL: translate("Face", "The photo is too small: scan the card at 300 dpi."),
        FaceFlaw.TURNED: translate("Face", "The face on the photo is turned away."),
        FaceFlaw.DARK: translate("Face", "The photo is too dark."),
        FaceFlaw.BRIGHT: translate("Face", "The photo is too bright."),
        FaceFlaw.BLURRED: translate("Face", "The photo is blurred: scan the card anew."),
    }[flaw]


def sight_text(sight: FaceSight) -> str:
    """What is asked of the citizen just now."""
    if sight.side is not None:
        if sight.back:
            return translate("Face", "Now look straight ahead again.")
        if sight.side is Side.LEFT:
            return translate("Face", "Turn the head to your left.")
        return translate("Face", "Turn the head to your right.")
    if sight.flaw is not None:
        return flaw_text(sight.flaw)
    return translate("Face", "Good. Hold still.")


def check_text(check: FaceCheck | None) -> str:
    """What came of it; who decided, and when."""
    if check is None:
        return translate("Face", "Nothing was compared yet.")
    same = check.answer is FaceAnswer.SAME
    if check.by_eye:
        words = (
            translate("Face", "Compared by eye: the same person. {time}")
            if same
            else translate("Face", "Compared by eye: not the same person. {time}")
        )
        return words.format(time=moment(check.at))
    words = (
        translate(
            "Face",
            "Like the photo. Likeness {likeness} of 1000, needed {threshold}. "
            "Look yourself, too. {time}",
        )
        if same
        else translate(
            "Face",
            "Not like the photo. Likeness {likeness} of 1000, needed {threshold}. "
            "Look yourself. {time}",
        )
    )
    return words.format(
        likeness=_of_1000(check.likeness),
        threshold=_of_1000(check.threshold),
        time=moment(check.at),
    )


def _of_1000(share: float | None) -> str:
    return number(max(0, round(1000 * (share or 0.0))))
