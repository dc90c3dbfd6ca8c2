"""Requests to addresses that people give us: only to public hosts, checked where the connection is made."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx

from filmstudio.errors import BadInput, Broken

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_PLATFORM = {ipaddress.ip_address("168.63.129.16")}
"""Public by number, but served by the cloud's own host (Azure's platform address)."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_TEREDO = ipaddress.ip_network("2001::/32")  # RFC 4380
_UNICAST = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is given to hosts of the public internet (RFC 4291)."""
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890; some clouds keep metadata here
_OWN_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa")
_CONNECT_SECONDS = 10.0


class NotPublic(BadInput):
    """The address lies inside some network and is none of a stranger's business."""

    code = "address_not_public"


def is_public(address: Address, *, private: bool = False) -> bool:
    """Whether a stranger may have us connect to it; every address inside it has to be public too.

    Refused are the special-purpose networks of RFC 6890 (loopback, private, link-local with the
    clouds' metadata, carrier-grade NAT, documentation and so on), multicast, and IPv6 addresses
    that carry such an IPv4 address. With `private`, loopback and private networks are allowed.
    """
    inner = _inner(address)
    if inner is not None:
        return is_public(inner, private=private)
    if address in _PLATFORM or address.is_multicast or address.is_unspecified:
        return False
    if address.is_link_local or getattr(address, "is_site_local", False):
        return False
    if private and (address.is_loopback or _is_home(address)):
        return True
    if isinstance(address, ipaddress.IPv6Address):
        return address in _UNICAST and address.is_global
    return address.is_global and not address.is_reserved and address not in _PROTOCOLS


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for, if any."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _TEREDO and address.teredo is not None:
        return address.teredo[1]
    return None


_HOMES = tuple(
    ipaddress.ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)


def _is_home(address: Address) -> bool:
    return any(address.version == net.version and address in net for net in _HOMES)


def checked_url(url: str, *, private: bool = False) -> SplitResult:
    """The parts of a web address whose form we accept. Its name is looked up only when it is called.

    Raises BadInput: another scheme, a user name in it, no host, a number that is not public.
    """
    if len(url) > 2000 or any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise BadInput("The address may have 2,000 letters and no spaces.", code="address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadInput("{address} is not a web address.", code="address", address=url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise BadInput(
            "The address has to begin with https:// or http:// and name a host.", code="address"
        )
    if parts.username or parts.password:
        raise BadInput("The address may not hold a user name or password.", code="address")
    host = parts.hostname.rstrip(".").lower()
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        if not private and (host == "localhost" or host.endswith(_OWN_NAMES)):
            raise NotPublic(
                "{host} is a name of a private network; give a public one.", host=host
            ) from None
        return parts
    if not is_public(address, private=private):
        raise NotPublic("{host} is not an address of the public internet.", host=host)
    return parts


@lru_cache(maxsize=1)
def _resolvers() -> ThreadPoolExecutor:
    """Names are looked up in threads: the system's resolver knows no time limit."""
    return ThreadPoolExecutor(8, thread_name_prefix="resolve")


def resolve(host: str, port: int, seconds: float = 5.0) -> list[Address]:
    """Every address of a host. Raises httpcore.ConnectError and ConnectTimeout."""
    asked = _resolvers().submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = asked.result(max(0.01, seconds))
    except Late as error:
        raise httpcore.ConnectTimeout(f"The name {host} was not found in time.") from error
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"There is no host called {host}.") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    return list(dict.fromkeys(addresses))


@dataclass(frozen=True)
class Bounds:
    """What one client may use up: seconds from now on, and bytes that it may read."""

    until: float
    bytes: int
    private: bool = False

    def left(self, timeout: float | None) -> float:
        """The seconds that are left for an operation; 0 where none are."""
        rest = max(0.0, self.until - time.monotonic())
        return rest if timeout is None else min(timeout, rest)


class _Checked(httpcore.NetworkBackend):
    """Connects only to addresses that were looked at: a name cannot change its mind in between."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, self._bounds.left(5.0))
        if not addresses:
            raise httpcore.ConnectError(f"There is no host called {host}.")
        for address in addresses:
            if not is_public(address, private=self._bounds.private):
                raise NotPublic("{host} leads to an address that is not public.", host=host)
        last: Exception | None = None
        for address in addresses[:4]:
            left = self._bounds.left(timeout)
            if left <= 0:
                raise httpcore.ConnectTimeout(f"{host} did not answer in time.")
            try:
                stream = self._plain.connect_tcp(
                    str(address), port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            return _Bounded(stream, self._bounds)
        assert last is not None
        raise last

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise httpcore.UnsupportedProtocol("Sockets of this machine are not called.")

    def sleep(self, seconds: float) -> None:
        time.sleep(self._bounds.left(seconds))


class _Bounded(httpcore.NetworkStream):
    """A connection that ends when its seconds or bytes are used up."""

    def __init__(self, stream: httpcore.NetworkStream, bounds: Bounds, read: int = 0) -> None:
        self._stream = stream
        self._bounds = bounds
        self._read = read

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._bounds.left(timeout)
        if left <= 0:
            raise httpcore.ReadTimeout("The answer took too long.")
        data = self._stream.read(max_bytes, left)
        self._read += len(data)
        if self._read > self._bounds.bytes:
            raise httpcore.ReadError("The answer is too large.")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._bounds.left(timeout)
        if left <= 0:
            raise httpcore.WriteTimeout("The request took too long.")
        self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._bounds.left(timeout)
        if left <= 0:
            raise httpcore.ConnectTimeout("The connection took too long.")
        secure = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Bounded(secure, self._bounds, self._read)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Transport(httpx.HTTPTransport):
    """httpx's transport over checked connections; what comes is read as it was sent."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), max_connections=4, network_backend=_Checked(bounds)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["Accept-Encoding"] = "identity"
        response = super().handle_request(request)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            # A few packed kilobytes can unfold to gigabytes; we asked for them as they are.
            response.close()
            raise httpx.DecodingError("The answer is packed, which was not asked for.")
        return response


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def client(
    *, seconds: float, most_bytes: int = 64 << 20, private: bool = False, read: float = 60.0
) -> httpx.Client:
    """A client for one errand: it lives `seconds` at most, follows no redirect and uses no proxy.

    `read` is how long the other side may be silent. It raises httpx's errors, and NotPublic where
    a name leads into a private network (unless `private`).
    """
    bounds = Bounds(time.monotonic() + seconds, most_bytes, private)
    return httpx.Client(
        transport=_Transport(bounds),
        timeout=httpx.Timeout(read, connect=_CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": "FilmStudio"},
    )


def said(error: httpx.HTTPError | httpx.InvalidURL) -> Broken:
    """A failed call as a sentence without the address, which may hold secrets."""
    if isinstance(error, httpx.TimeoutException):
        return Broken("It did not answer in time.", code="timeout")
    if isinstance(error, httpx.ConnectError):
        return Broken("It could not be reached.", code="unreachable")
    return Broken("The connection failed ({kind}).", code="connection", kind=type(error).__name__)
