"""Getting pages and reading them: the errors of `scanners` and of `station.recognition`.

And the window's own word for two runs of a pile that do not fit.
"""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

SCANNING: Mapping[str, Words] = {
    "scanner-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner failed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Try again."),
    ),
    "device-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner failed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Try again."),
    ),
    "device-not-found": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner chosen is not there."),
        QT_TRANSLATE_NOOP(
            "Problem", "Check its cable and power, then look for scanners again (F6)."
        ),
    ),
    "device-busy": Words(
        QT_TRANSLATE_NOOP("Problem", "Another program is using the scanner."),
        QT_TRANSLATE_NOOP("Problem", "Close that program, then scan again."),
    ),
    "device-offline": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner does not answer."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Check its power and cable, then scan again."
        ),
    ),
    "feeder-empty": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no paper in the feeder."),
        QT_TRANSLATE_NOOP("Problem", "Put the sheets in, then scan again."),
    ),
    "paper-jam": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner has jammed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take the paper out, put the remaining sheets back, then scan on."
        ),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved: {page}."),
    ),
    "double-feed": Words(
        QT_TRANSLATE_NOOP("Problem", "The feeder took several sheets at once."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Take them out, part them, put them back before the remaining sheets, then scan on.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved: {page}."),
    ),
    "cover-open": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's cover is open."),
        QT_TRANSLATE_NOOP("Problem", "Close it, then scan again."),
    ),
    "option-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner does not take this choice."),
        QT_TRANSLATE_NOOP("Problem", "Choose another place, size, resolution or colour mode."),
        QT_TRANSLATE_NOOP("Problem", "({value})"),
    ),
    "access-denied": Words(
        QT_TRANSLATE_NOOP("Problem", "This account may not use the scanner."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to allow it."),
    ),
    "scan-cancelled": Words(
        QT_TRANSLATE_NOOP("Problem", "The scan was stopped."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved."),
    ),
    "sides-differ": Words(
        QT_TRANSLATE_NOOP("Problem", "The two runs did not give as many sides."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "All sides are saved, in the order they were scanned: move them, or take them out "
            "and scan both runs again.",
        ),
        QT_TRANSLATE_NOOP("Problem", "(Fronts: {fronts}, backs: {backs})"),
    ),
    "page-truncated": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner broke off within a page."),
        QT_TRANSLATE_NOOP(
            "Problem", "That page was not kept, the ones before it were. Scan it again."
        ),
    ),
    "device-unsupported": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner cannot scan in this way."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Choose another place, mode or resolution."
        ),
    ),
    "device-memory": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner has no memory for a page of this size."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Pages before it are saved. Scan at a lower resolution, or switch it off and on.",
        ),
    ),
    "device-fault": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner reported a fault."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Pages before it are saved. Close its cover and clear its paper path, then scan again; "
            "if that does not help, switch it off and on first.",
        ),
    ),
    "driver-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's software is not installed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Ask IT to install it. Pages can be added from files meanwhile."
        ),
        QT_TRANSLATE_NOOP("Problem", "({driver})"),
    ),
    "worker-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner's driver crashed."),
        QT_TRANSLATE_NOOP("Problem", "Pages before it are saved. Scan again."),
    ),
    "spool-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "Part of what the interrupted scan left cannot be read."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The other pages are saved. See which sheets are missing and scan them again.",
        ),
    ),
    "worker-silent": Words(
        QT_TRANSLATE_NOOP("Problem", "The scanner stopped answering and was cut off."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages before it are saved. Switch it off and on, then scan again."
        ),
        QT_TRANSLATE_NOOP("Problem", "(After {limit_s} seconds.)"),
    ),
    "picture-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The file cannot be a page."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file."),
    ),
    "not-a-picture": Words(
        QT_TRANSLATE_NOOP("Problem", "The file is neither a picture nor a PDF."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file. Pages before it are saved."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "picture-truncated": Words(
        QT_TRANSLATE_NOOP("Problem", "The file breaks off before its end."),
        QT_TRANSLATE_NOOP("Problem", "Get it again from its source. Pages before it are saved."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "picture-too-large": Words(
        QT_TRANSLATE_NOOP("Problem", "The picture is too large for a page."),
        QT_TRANSLATE_NOOP("Problem", "Save it smaller, or scan the paper at 300 dpi."),
        QT_TRANSLATE_NOOP("Problem", "({width} × {height} pixels)"),
    ),
    "pdf-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "The PDF asks for a password."),
        QT_TRANSLATE_NOOP("Problem", "Have it saved without one, then add it again."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "reading-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The page could not be read."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "tesseract-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The reading program is not installed."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages are kept. Compare the pictures by eye, and ask IT to install it."
        ),
    ),
    "language-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The reading program lacks Vietnamese."),
        QT_TRANSLATE_NOOP(
            "Problem", "Pages are kept. Compare the pictures by eye, and ask IT to install it."
        ),
        QT_TRANSLATE_NOOP("Problem", "({language})"),
    ),
    "reading-timeout": Words(
        QT_TRANSLATE_NOOP("Problem", "Reading the page took too long."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "reading-failed": Words(
        QT_TRANSLATE_NOOP("Problem", "The page could not be read."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Compare its picture by eye."),
    ),
    "reader-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "Reading the page broke off."),
        QT_TRANSLATE_NOOP("Problem", "The page is kept. Open the dossier again to read it."),
    ),
    "card-unreadable": Words(
        QT_TRANSLATE_NOOP("Problem", "No card's QR code was found on the picture."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take the picture again, sharp and straight, or type the data."
        ),
    ),
    "mrz-unreadable": Words(
        QT_TRANSLATE_NOOP("Problem", "The three lines at the card's back could not be read."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take the picture again, sharp and straight, or type the data."
        ),
    ),
    "camera-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No camera answers."),
        QT_TRANSLATE_NOOP(
            "Problem", "Plug it in again, close other programs that use it, then try again."
        ),
    ),
    "card-not-seen": Words(
        QT_TRANSLATE_NOOP("Problem", "The camera saw no card's QR code."),
        QT_TRANSLATE_NOOP(
            "Problem", "Hold the code still, a hand's width before the camera, or type the data."
        ),
    ),
    "face-models-unfit": Words(
        QT_TRANSLATE_NOOP("Problem", "Faces cannot be told apart on this computer."),
        QT_TRANSLATE_NOOP("Problem", "Compare by eye, and tell IT."),
        QT_TRANSLATE_NOOP("Problem", "({place}: {reason})"),
    ),
    "face-unfit": Words(
        QT_TRANSLATE_NOOP("Problem", "No picture of the face was good enough."),
        QT_TRANSLATE_NOOP(
            "Problem", "More light, nearer, a card scanned at 300 dpi; or compare by eye."
        ),
    ),
    "head-not-turned": Words(
        QT_TRANSLATE_NOOP("Problem", "The head was not turned as asked."),
        QT_TRANSLATE_NOOP("Problem", "Try again, or compare by eye."),
    ),
    "face-not-alive": Words(
        QT_TRANSLATE_NOOP("Problem", "This may be a picture of a face, not a person."),
        QT_TRANSLATE_NOOP("Problem", "Look who stands there, and compare by eye."),
    ),
}
