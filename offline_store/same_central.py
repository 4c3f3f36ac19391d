"""Whether an address is that of the central where a desk has its place."""

from urllib.parse import urlsplit

from offline_store.records import Enrolment


def same_central(earlier: Enrolment, url: str, authority: str) -> bool:
    """Whether a desk's secret of that place may be said at that address.

    Its own authority says which central it is, wherever it moved. Without one the address does,
    which may have become an encrypted one since.
    """
    if earlier.authority:
        return earlier.authority == authority
    try:
        before, after = urlsplit(earlier.central_url.lower()), urlsplit(url.lower())
    except ValueError:
        return False  # no address at all
    return before.hostname == after.hostname and (before.scheme, after.scheme) != ("https", "http")
