"""What can go wrong between a page's picture and its words.

ReadingError
├── TesseractMissing   the program is not installed
├── LanguageMissing    it lacks the language (facts: language)
├── ReadingTimeout     one page took longer than its limit (facts: limit_s)
├── ReadingFailed      the program gave up on the page (facts: status)
├── ReaderLost         the reading process died on this page, or the pool was closed
├── CardUnreadable     the text is not that of an identity card's QR code (facts: reason)
├── MrzUnreadable      the text is not that of a card's machine-readable zone (facts: reason)
├── CameraMissing      no camera answers, or it gives no pictures any more (facts: camera)
├── CardNotSeen        the time was up, or the film at its end, before a card's code was read
├── FaceModelsUnfit    faces cannot be told apart with what is there (facts: reason, place)
├── FaceUnfit          no picture would do (facts: flaw, where)
├── HeadNotTurned      a turn of the head was asked for and did not come (facts: reason)
└── FaceNotAlive       IT's network takes it for a picture of a face

A file that is no picture raises the scanners' `NotAPicture`, `PictureTruncated` and
`PictureTooLarge`: to the clerk it is the same mishap, with the same cure.
"""

from typing import ClassVar

Fact = str | int | float | bool | None


class ReadingError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "reading-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class TesseractMissing(ReadingError):
    """Tesseract is not installed, or not where it is looked for."""

    code = "tesseract-missing"


class LanguageMissing(ReadingError):
    """Tesseract is there, its data for this language is not. Facts: language."""

    code = "language-missing"


class ReadingTimeout(ReadingError):
    """Reading one page took longer than its limit and was stopped. Facts: limit_s."""

    code = "reading-timeout"
    retryable = True


class ReadingFailed(ReadingError):
    """Tesseract gave up on the page. Facts: status, its exit status or the system's errno."""

    code = "reading-failed"


class ReaderLost(ReadingError):
    """The process that read this page died, or the pool was closed before it was done."""

    code = "reader-lost"
    retryable = True


class CardUnreadable(ReadingError):
    """Not the text of an identity card's QR code.

    Facts: reason, one of `field-count`, `id-number`, `old-id-number`, `name`, `birth-date`,
    `sex`, `issue-date`; never the text itself.
    """

    code = "card-unreadable"


class CameraMissing(ReadingError):
    """A camera cannot be opened, or gives no pictures any more. Facts: camera, maybe None."""

    code = "camera-missing"
    retryable = True


class CardNotSeen(ReadingError):
    """No card's code was read before the time was up, or the film at its end."""

    code = "card-not-seen"
    retryable = True


class MrzUnreadable(ReadingError):
    """Not the three lines of an identity card's machine-readable zone (ICAO 9303, TD1).

    Facts: reason, one of `lines`, `alphabet`, `document-digit`, `birth-digit`, `expiry-digit`,
    `whole-digit`, `id-digit`, `birth-date`, `expiry-date`, `name`; never the text itself.
    """

    code = "mrz-unreadable"


class FaceModelsUnfit(ReadingError):
    """What finds faces and tells them apart cannot be used. Facts: reason; place.

    reason: `missing`; `refused`, not the pinned files; `no-insightface`, the library is not
    installed; `unusable`, insightface finds no fit models in the folder.
    """

    code = "face-models-unfit"


class FaceUnfit(ReadingError):
    """No picture would do to tell a face by. Facts: flaw, a `FaceFlaw`; where.

    where: `portrait`, the photo on the card or of the chip; `camera`, until the time was up.
    """

    code = "face-unfit"
    retryable = True


class HeadNotTurned(ReadingError):
    """Nobody turned their head as it was asked for. Facts: reason.

    reason: `time`, it was up; `wrong-side`, more often than once; `left`, the face went away
    meanwhile; `another`, another one came.
    """

    code = "head-not-turned"
    retryable = True


class FaceNotAlive(ReadingError):
    """IT's network takes it for a picture of a face."""

    code = "face-not-alive"
    retryable = True
