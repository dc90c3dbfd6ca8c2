"""Tests of calls to strangers' addresses: what is refused, and what a call may use up."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio import outside
from filmstudio.errors import BadInput
from filmstudio.outside import NotPublic

PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::8.8.8.8"]
INSIDE = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192"),
    *("198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::7f00:1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::"),
    "2001:0:0:0:0:0:80ff:fffe",  # Teredo: its client is 127.0.0.1
]


@pytest.mark.parametrize("text", PUBLIC)
def test_addresses_of_the_internet_are_public(text):
    assert outside.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", INSIDE)
def test_addresses_inside_a_network_are_not(text):
    assert not outside.is_public(ipaddress.ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_address_stays_what_it_is_inside_ipv6(address):
    mapped = ipaddress.ip_address(f"::ffff:{address}")
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))
    assert outside.is_public(mapped) == outside.is_public(address)
    assert outside.is_public(sixtofour) == outside.is_public(address)


@given(st.ip_addresses())
def test_whoever_may_call_private_networks_still_not_their_metadata(address):
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        assert not outside.is_public(address, private=True)
    if outside.is_public(address):
        assert outside.is_public(address, private=True)


@pytest.mark.parametrize("text", ["127.0.0.1", "::1", "10.0.0.7", "192.168.178.20", "fd12::7"])
def test_private_networks_can_be_allowed(text):
    assert outside.is_public(ipaddress.ip_address(text), private=True)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.com", "file:///etc/passwd", "gopher://x", "//example.com", "example.com"),
        *("http://", "http:///path", "https://user:pw@example.com/", "http://example.com:0/"),
        *("http://example.com:99999/", "http://exa mple.com/", "http://example.com/\r\nX: y"),
        *("http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"),
        *("http://localhost:9200/", "http://redis.internal/", "http://printer.local", "http://[::"),
        "https://example.com/" + "a" * 2000,
    ],
)
def test_other_addresses_are_refused_when_they_are_given(url):
    with pytest.raises(BadInput):
        outside.checked_url(url)


def test_a_web_address_is_taken():
    assert outside.checked_url("https://hooks.example.com:8443/x?y=1").port == 8443


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"]
)
def test_numbers_written_otherwise_and_names_are_looked_at_when_called(host):
    with (
        outside.client(seconds=5) as client,
        pytest.raises((NotPublic, httpx.ConnectError, httpx.InvalidURL)),
    ):
        client.get(f"http://{host}:9/")


def test_every_address_of_a_name_has_to_be_public(monkeypatch):
    answers = [ipaddress.ip_address("8.8.8.8"), ipaddress.ip_address("10.0.0.1")]
    monkeypatch.setattr(outside, "resolve", lambda *args: answers)
    with outside.client(seconds=5) as client, pytest.raises(NotPublic, match="not public"):
        client.get("http://two.example.com/")


@contextmanager
def server(answer: bytes, *, drip: float = 0.0) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives everybody the same bytes, all at once or one by one."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            with connection:
                heard.append(connection.recv(65536))
                try:
                    if drip:
                        for byte in answer:
                            connection.sendall(bytes([byte]))
                            time.sleep(drip)
                    else:
                        connection.sendall(answer)
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        ended.set()
        thread.join()
        listener.close()


def head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode()


def test_the_name_is_looked_up_once_and_what_was_checked_is_called(monkeypatch):
    asked = []

    def resolve(host, port, seconds=5.0):
        asked.append(host)
        return [ipaddress.ip_address("127.0.0.1" if len(asked) == 1 else "127.0.0.2")]

    monkeypatch.setattr(outside, "resolve", resolve)
    monkeypatch.setattr(outside, "is_public", lambda address, private: str(address) == "127.0.0.1")
    with (
        server(head("Content-Length: 2") + b"ok") as (port, heard),
        outside.client(seconds=5) as client,
    ):
        assert client.get(f"http://rebound.example.com:{port}/").text == "ok"
    assert asked == ["rebound.example.com"]
    assert b"host: rebound.example.com" in heard[0].lower()


def test_redirects_are_not_followed():
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    with server(answer) as (port, _), outside.client(seconds=5, private=True) as client:
        assert client.get(f"http://127.0.0.1:{port}/").status_code == 302


def test_answers_are_bounded_in_bytes():
    body = head("Content-Length: 1000000") + b"x" * 1_000_000
    with (
        server(body) as (port, _),
        outside.client(seconds=5, private=True, most_bytes=100_000) as client,
        pytest.raises(httpx.ReadError, match="too large"),
    ):
        client.get(f"http://127.0.0.1:{port}/")


def test_packed_answers_are_refused():
    body = head("Content-Encoding: gzip", "Content-Length: 3") + b"abc"
    with (
        server(body) as (port, heard),
        outside.client(seconds=5, private=True) as client,
        pytest.raises(httpx.DecodingError),
    ):
        client.get(f"http://127.0.0.1:{port}/")
    assert b"accept-encoding: identity" in heard[0].lower()


def test_a_server_that_drips_is_left_in_time():
    began = time.monotonic()
    with (
        server(head("X-Long: " + "a" * 3000), drip=0.02) as (port, _),
        outside.client(seconds=0.5, private=True) as client,
        pytest.raises(httpx.TimeoutException),
    ):
        client.get(f"http://127.0.0.1:{port}/")
    assert time.monotonic() - began < 2.5


def test_the_environments_proxy_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with (
        server(head("Content-Length: 2") + b"ok") as (port, _),
        outside.client(seconds=5, private=True) as client,
    ):
        assert client.get(f"http://127.0.0.1:{port}/").text == "ok"
