"""Addresses of this machine, under which the page is served."""

import socket
from contextlib import closing

LOOPBACK = "127.0.0.1"
_ELSEWHERE = ("192.0.2.1", 9)
"""An address in no network (RFC 5737). Nothing is sent to it."""


def local_network_address() -> str | None:
    """This machine's IPv4 address in the local network; None: it is in none.

    It is that from which a packet to somewhere else would be sent: a UDP socket is told where to,
    which sends nothing, and asked where from.
    """
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(_ELSEWHERE)
            address: str = probe.getsockname()[0]
        except OSError:
            return None
    return None if address.startswith(("127.", "0.")) else address


def listening(addresses: tuple[str, ...], *, port: int = 0, tries: int = 20) -> list[socket.socket]:
    """Sockets that listen at these addresses, at this port; 0: one that is free at all of them.

    Raises OSError if it is not free, or if there is none.
    """
    for left in range(tries, 0, -1):
        sockets: list[socket.socket] = []
        try:
            common = port
            for address in addresses:
                sockets.append(socket.create_server((address, common)))
                common = sockets[0].getsockname()[1]
        except OSError:
            for each in sockets:
                each.close()
            if left == 1:
                raise
        else:
            return sockets
    return []
