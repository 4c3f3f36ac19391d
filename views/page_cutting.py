"""Cropping and splitting the page in hand: what is laid over it, and the act it ends in."""

from collections.abc import Callable

from offline_store.records import PageId
from views.language import translate
from views.page_frame import CropFrame, CutLine, PageOverlay
from views.page_view import PageView
from views.presenters.page_acts import PageActs


class PageCutting:
    """At most one frame or line lies over the page. changed: told when it comes or goes."""

    def __init__(self, view: PageView, acts: PageActs, changed: Callable[[], None]) -> None:
        self._view = view
        self._acts = acts
        self._changed = changed
        self.overlay: PageOverlay | None = None

    def begin_crop(self, page_id: PageId) -> None:
        """Lay a frame over the page in hand."""
        self.end()
        frame = CropFrame(self._view, translate("PageCutting", "Frame around what is kept"))

        def accept() -> None:
            box = frame.box
            self.end()
            if box is not None:
                self._acts.crop(page_id, box)

        self._begin(frame, accept)

    def begin_split(self, page_id: PageId) -> None:
        """Lay a line over the page in hand."""
        self.end()
        line = CutLine(self._view, translate("PageCutting", "Line on which the page is cut"))

        def accept() -> None:
            cut, at, swaps = line.cut
            self.end()
            self._acts.split(page_id, cut, at, second_first=swaps)

        self._begin(line, accept)

    def accept(self) -> None:
        """Cut as it is shown."""
        if self.overlay is not None:
            self.overlay.accepted.emit()

    def end(self) -> None:
        """Leave the page as it is."""
        if self.overlay is not None:
            overlay, self.overlay = self.overlay, None
            overlay.hide()
            overlay.deleteLater()
            self._changed()

    def words(self) -> tuple[str, str]:
        """What the primary button says, and how the frame or line is moved."""
        if isinstance(self.overlay, CropFrame):
            return (
                translate("PageCutting", "Crop"),
                translate(
                    "PageCutting",
                    "Draw with the mouse, or: arrow keys pull the edges in, with Shift out.",
                ),
            )
        return (
            translate("PageCutting", "Cut in two"),
            translate("PageCutting", "Click, or move the line with the arrow keys."),
        )

    def _begin(self, overlay: PageOverlay, accept: Callable[[], None]) -> None:
        self._view.zoom_to_fit()
        self.overlay = overlay
        overlay.accepted.connect(accept)
        overlay.cancelled.connect(self.end)
        self._changed()
