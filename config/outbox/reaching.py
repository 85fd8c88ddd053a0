"""Using an address that somebody else chose: never a private one, never led elsewhere, never for long.

The name is looked up once, every address behind it must be public, and the connection goes to the one that was judged,
so a name that leads elsewhere a moment later changes nothing (OWASP, Server-Side Request Forgery Prevention).
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from config.refusal import Refused

PATIENCE_S = 10
WRAPPING = tuple(map(ip_network, ("64:ff9b::/96", "2002::/16", "2001::/32")))
"""IPv6 addresses that hold an IPv4 one (NAT64, 6to4, Teredo), which could be private."""
PORTS = frozenset({443, 8443})
HOW = "Give an address such as https://jobs.example.org/events: https, no name or password in it, port 443 or 8443."
PRIVATE = "This address is not on the public internet, so it is not used."
BROKEN_OFF = "The answer broke off before its end."


class NotReached(OSError):
    """Why nothing arrived, as a sentence without a word of what the other side sent."""


def check_address(address: str) -> None:
    """Raises Refused for what can never be sent to. Asks no name server: where it leads is judged at each sending."""
    try:
        place = urlsplit(address)
        port = place.port or 443
    except ValueError as error:
        raise Refused(HOW, field="address") from error
    plain = address.isascii() and address.isprintable() and " " not in address
    if not (plain and place.hostname and place.username is None and not place.fragment):
        raise Refused(HOW, field="address")
    if settings.REACH_PRIVATE_ADDRESSES:
        return
    if place.scheme != "https" or port not in PORTS:
        raise Refused(HOW, field="address")
    if _is_number(place.hostname) and not is_public(place.hostname):
        raise Refused(PRIVATE, field="address")


def is_public(number: str) -> bool:
    """Whether this IP address is reached over the public internet; never through one of another kind."""
    found = ip_address(number)
    inside = getattr(found, "ipv4_mapped", None) or found
    wrapped = any(found.version == net.version and found in net for net in WRAPPING)
    return inside.is_global and not inside.is_multicast and not wrapped


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that was answered. Raises NotReached. Nothing of the answer's body is read."""
    with _asked("POST", address, headers, body) as answer:
        return answer.status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered; `body` only of a 200."""

    status: int
    etag: str
    body: bytes = b""


def get(address: str, headers: Mapping[str, str], *, most: int) -> Fetched:
    """Raises NotReached, also for an answer of more than `most` bytes."""
    with _asked("GET", address, headers) as answer:
        body = answer.read(most + 1) if answer.status == HTTPStatus.OK else b""
        if len(body) > most:
            raise NotReached(f"The answer is larger than {most // 1024**2} MB.")
        if body and answer.length:
            raise NotReached(BROKEN_OFF)
        return Fetched(answer.status, answer.headers.get("ETag", ""), body)


@contextmanager
def _asked(method: str, address: str, headers: Mapping[str, str], body: bytes | None = None) -> Iterator[HTTPResponse]:
    place = urlsplit(address)
    try:
        with _connected(place) as connection:
            path = place.path or "/"
            connection.request(method, f"{path}?{place.query}" if place.query else path, body, dict(headers))
            yield connection.getresponse()
    except NotReached:
        raise
    except (OSError, HTTPException) as error:
        raise NotReached(f"No answer within {PATIENCE_S} seconds, or none that can be read.") from error


@contextmanager
def _connected(place: SplitResult) -> Iterator[HTTPConnection]:
    """Cut off after PATIENCE_S in all, whatever trickles in."""
    host, secure = place.hostname or "", place.scheme == "https"
    kind, usual = (HTTPSConnection, 443) if secure else (HTTPConnection, 80)
    with _open(host, place.port or usual) as plain:
        context = ssl.create_default_context()
        sock = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) if secure else plain
        timer = Timer(PATIENCE_S, _cut, [sock])
        timer.daemon = True
        timer.start()
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = kind(host, place.port, timeout=PATIENCE_S)
            connection.sock = sock
            yield connection
        finally:
            timer.cancel()
            sock.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # the plain one also of a TLS socket: whoever reads is woken


def _open(host: str, port: int) -> socket.socket:
    """To the very address that was judged; of several, to one of the older kind, which every network reaches."""
    try:
        found = {str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotReached("No such place: its name leads nowhere.") from error
    if not settings.REACH_PRIVATE_ADDRESSES and not all(map(is_public, found)):
        raise NotReached(PRIVATE)
    return socket.create_connection((min(found, key=lambda number: (":" in number, number)), port), timeout=PATIENCE_S)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
