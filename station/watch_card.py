"""Watch for a card: a webcam or a film, picture by picture, until a card's code is read."""

import threading
from contextlib import closing
from dataclasses import dataclass

from station.camera import CameraOver, Preview, pictures, small_jpeg
from station.read_card import first_card
from station.recognition.card_qr import CardData
from station.recognition.codes import codes_in
from station.recognition.errors import CardNotSeen
from station.recognition.picture import Pixels

_SHOW_EVERY = 3  # pictures
_AS_IT_IS = 300  # no second look at an enlarged picture: the next one is better


@dataclass(frozen=True, slots=True)
class WatchForCard:
    """A camera or film in, a card's data out. camera: which, where none is named; empty: any."""

    camera: str = ""
    limit_s: int = 60

    def __call__(
        self, source: str = "", *, stop: threading.Event, preview: Preview | None = None
    ) -> CardData | None:
        """Look until a card's code was read, and return what it says; None when `stop` was set.

        source: a camera's id, or a film's path. preview: gets a small JPEG of what is seen, now and
        then, on this thread.

        Raises:
            CameraMissing: it cannot be opened, or gives no pictures any more.
            CardNotSeen: the time was up, or the film at its end.
        """
        with closing(pictures(source or self.camera, self.limit_s, stop)) as seen:
            try:
                for number, rgb in enumerate(seen):
                    if preview is not None and number % _SHOW_EVERY == 0:
                        preview(small_jpeg(rgb))
                    if (card := card_seen(rgb)) is not None:
                        return card
            except CameraOver as over:
                raise CardNotSeen from over
        return None


def card_seen(rgb: Pixels) -> CardData | None:
    """The card of the first code of a picture that is a card's; None where there is none."""
    return first_card(codes_in(rgb, _AS_IT_IS))
