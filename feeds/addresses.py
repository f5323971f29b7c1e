"""Which addresses we never talk to: decided on the URL, and again when the socket is opened.

A name is checked by what it resolves to at that moment, on every hop, so neither DNS rebinding nor a
redirect leads inside. The list follows the special-purpose registries of IANA (RFC 6890), plus the
addresses at which clouds hand out credentials.
"""

from __future__ import annotations

import socket
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from records.errors import ForbiddenError

# Metadata services that are not link-local: Azure's wire server, AWS by IPv6, Alibaba, Oracle. Local sources,
# too, are refused them.
_METADATA = frozenset(map(ip_address, ("168.63.129.16", "fd00:ec2::254", "100.100.100.200", "192.0.0.192")))

# Special, too, but global by the tables of some Python versions: IETF protocols and the 6to4 relay,
# IPv4-compatible and site-local IPv6, NAT64 for local use, documentation, segment routing.
_SPECIAL = tuple(
    map(
        ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "::/96", "fec0::/10", "64:ff9b:1::/48", "3fff::/20", "5f00::/16"),
    )
)

_NAT64 = IPv6Network("64:ff9b::/96")

_PRIVATE, _NOT_PUBLIC = "a private, loopback or reserved address", "not a public address"
#: Refusals that `local` lifts.
OWN_NETWORK = frozenset({_PRIVATE, _NOT_PUBLIC})

#: Ports below this are other services' own; a feed lives on 80, 443 or high up.
_FIRST_FREE_PORT = 1024


class RefusedAddressError(OSError):
    """The socket was about to be opened to an address that we don't talk to.

    The text is the same for every address: connecting code that tries several merges errors by text.
    """

    def __init__(self) -> None:
        super().__init__(_NOT_PUBLIC)


@lru_cache(maxsize=4096)
def why_refused(address: str, *, local: bool = False) -> str:
    """Why we don't talk to this IP address, "" when we do. `local` admits private and loopback ones."""
    ip = _innermost(ip_address(address))
    if ip in _METADATA:
        return "a cloud's metadata service"
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return "a link-local, multicast or unspecified address"
    special = any(ip.version == network.version and ip in network for network in _SPECIAL)
    if (ip.is_global and not special) or local:
        return ""
    return _PRIVATE


def _innermost(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64), else itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip.teredo:
        return ip.teredo[1]
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def check_url(url: str, *, local: bool = False) -> None:
    """ForbiddenError when `url` itself shows that we don't go there, before any name is resolved."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ForbiddenError(url, "not a URL") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ForbiddenError(url, "only http and https")
    if "@" in parts.netloc:
        raise ForbiddenError(url, "a user name in the URL")
    if port is not None and port < _FIRST_FREE_PORT and port not in (80, 443):
        raise ForbiddenError(url, f"port {port}")
    literal = _literal(
        unicodedata.normalize("NFKC", host).replace("。", ".")
    )  # as resolvers and proxies read it
    if literal and (why := why_refused(literal, local=local)):
        raise ForbiddenError(url, why)


def _literal(host: str) -> str:
    """The address that a host spells out, in any notation that a resolver takes (2130706433, 0x7f.1)."""
    try:
        return str(ip_address(host))
    except ValueError:
        try:
            return str(IPv4Address(socket.inet_aton(host)))
        except (OSError, UnicodeEncodeError):
            return ""


def is_literal(host: str) -> bool:
    """Whether a host is an address, not a name."""
    return bool(_literal(host))


def open_public(address: tuple[Any, ...]) -> socket.socket:
    """A socket for `getaddrinfo`'s row, refused when it leads to an address that isn't public."""
    return _open(address, local=False)


def open_local(address: tuple[Any, ...]) -> socket.socket:
    """A socket for `getaddrinfo`'s row; private and loopback addresses are fine."""
    return _open(address, local=True)


def _open(address: tuple[Any, ...], *, local: bool) -> socket.socket:
    family, kind, protocol, _, target = address
    if why_refused(target[0], local=local):
        raise RefusedAddressError
    return socket.socket(family, kind, protocol)
