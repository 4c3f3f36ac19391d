"""Network scanners that announce themselves: DNS-SD over multicast DNS (RFC 6762, RFC 6763).

The service is `_uscan._tcp`, its `rs` says where under the address eSCL begins (Mopria Alliance,
eSCL Technical Specification 2.97, discovery).
"""

import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeroconf import Zeroconf

log = logging.getLogger(__name__)

_SERVICE = "_uscan._tcp.local."
_LISTEN_S = 2.0  # answers come within a second (RFC 6762, 6); some devices wake up first
_ASK_LIMIT_MS = 1000


def announced_addresses(interfaces: Sequence[str] = ()) -> tuple[str, ...]:
    """Listen for two seconds; return the addresses of eSCL services, `http://192.0.2.7:80/eSCL`.

    interfaces: own addresses to listen on; all when empty. Without a network nobody is heard.
    """
    from zeroconf import InterfaceChoice, ServiceBrowser, ServiceListener, Zeroconf

    names: set[str] = set()

    class Listener(ServiceListener):
        def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
            names.add(name)

        def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
            names.add(name)

        def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
            names.discard(name)

    try:
        network = Zeroconf(interfaces=list(interfaces) or InterfaceChoice.All)
    except OSError as error:
        log.warning("nobody can be heard on the network: errno %s", error.errno)
        return ()
    try:
        browser = ServiceBrowser(network, _SERVICE, Listener())
        time.sleep(_LISTEN_S)
        browser.cancel()
        addresses = (_address(network, name) for name in sorted(names))
        return tuple(address for address in addresses if address is not None)
    finally:
        network.close()


def _address(network: "Zeroconf", name: str) -> str | None:
    from zeroconf import IPVersion

    said = network.get_service_info(_SERVICE, name, timeout=_ASK_LIMIT_MS)
    if said is None:
        return None
    root = (said.decoded_properties.get("rs") or "eSCL").strip("/")
    own = said.parsed_addresses(IPVersion.V4Only)
    return f"http://{own[0]}:{said.port}/{root}" if own else None
