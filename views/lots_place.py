"""The place of lots, put together: its page, and what people do there."""

from views.pages.lots import LotsPage
from views.pictures import Pictures
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.lots import LotsPresenter
from views.theme import Theme


def lots_place(
    theme: Theme, pictures: Pictures, counter: Counter, serial: Jobs, parallel: Jobs
) -> tuple[LotsPage, LotsPresenter]:
    """The page and its presenter, which know each other."""
    page = LotsPage(theme, pictures)
    presenter = LotsPresenter(counter, page, serial, parallel)
    page.attach(presenter)
    return page, presenter
