"""How the demo newsroom speaks HTTP, and how its process begins and ends."""

from __future__ import annotations

import gzip
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from feedreader.demo.server import Server

FERRY = "lantern/2024/night-ferry-returns/"


def test_requests_are_recorded(demo: Server) -> None:
    before = len(demo.requests)
    httpx.get(f"{demo.base_url}people/", headers={"X-Odd": "yes"})
    (seen,) = demo.requests[before:]
    assert (seen.method, seen.path) == ("GET", "/people/")
    assert seen.header("X-Odd") == "yes"
    assert seen.header("none") == ""


@pytest.mark.parametrize("path", ["", "lantern/feed.xml", FERRY, "pictures/ferry.png", "people/oda-hale/"])
def test_unchanged_answers_304(demo: Server, path: str) -> None:
    first = httpx.get(demo.base_url + path)
    by_tag = httpx.get(demo.base_url + path, headers={"If-None-Match": first.headers["etag"]})
    by_date = httpx.get(demo.base_url + path, headers={"If-Modified-Since": first.headers["last-modified"]})
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_tag.headers["etag"] == first.headers["etag"]
    assert by_date.status_code == 304


def test_a_tag_outranks_a_date(demo: Server) -> None:
    first = httpx.get(demo.base_url)
    both = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]}
    assert httpx.get(demo.base_url, headers=both).status_code == 200
    nonsense = {"If-Modified-Since": "the day before yesterday"}
    assert httpx.get(demo.base_url, headers=nonsense).status_code == 200


def test_gzip_only_when_accepted(demo: Server) -> None:
    plain = httpx.get(demo.base_url + FERRY, headers={"Accept-Encoding": "identity"})
    with httpx.stream("GET", demo.base_url + FERRY, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert "content-encoding" not in plain.headers
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert answer.headers["etag"] == plain.headers["etag"]
    assert "content-encoding" not in httpx.get(f"{demo.base_url}pictures/ferry.png").headers


def test_head_is_get_without_a_body(demo: Server) -> None:
    options = {"Accept-Encoding": "identity"}
    head = httpx.head(demo.base_url + FERRY, headers=options)
    get = httpx.get(demo.base_url + FERRY, headers=options)
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "last-modified"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "pictures/none.png",
        "pictures/../papers.toml",
        "pictures/%2e%2e/content/papers.toml",
        "pictures//etc/passwd.png",
        "pictures/",
        "kite/archive/99.xml",
        "kite/archive/x.xml",
        "staple/feed.json?page=99",
    ],
)
def test_what_is_not_there(demo: Server, path: str) -> None:
    port = httpx.URL(demo.base_url).port
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"Not in this edition" in answer


@pytest.mark.parametrize(
    ("path", "place"), [("lantern/feed/", "/lantern/feed.xml"), (FERRY[:-1], f"/{FERRY}")]
)
def test_what_has_moved(demo: Server, path: str, place: str) -> None:
    answer = httpx.get(demo.base_url + path)
    assert (answer.status_code, answer.headers["location"]) == (301, place)


def test_answers_side_by_side(demo: Server) -> None:
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(httpx.get(f"{demo.base_url}kite/feed.xml").status_code))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [200] * 8


@contextmanager
def process(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "feedreader.demo", "--port", "0", *options]
    running = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def test_process_prints_its_address_and_ends_with_stdin() -> None:
    with process("--now", "2024-10-24T14:05:00Z") as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert httpx.URL(address).host == "127.0.0.1"
        assert "13:55:00 +0000" in httpx.get(f"{address}lantern/feed.xml").text
        rest, errors = running.communicate(timeout=10)
        assert (running.returncode, rest, errors) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a process at once there")
def test_process_ends_on_sigterm_without_a_word() -> None:
    with process() as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=10) == 0
        assert running.stderr is not None
        assert running.stderr.read() == ""


def test_a_port_in_use_is_said_in_a_sentence(demo: Server) -> None:
    port = str(httpx.URL(demo.base_url).port)
    command = [sys.executable, "-m", "feedreader.demo", "--port", port]
    shown = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert "cannot listen" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_it_listens_on_loopback_only(demo: Server) -> None:
    assert demo.base_url.startswith("http://127.0.0.1:")
