"""The server as a process of its own, round the smallest of Flet apps."""

import http.client
import logging
import re
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.sync.servers import held_port
from web.local import PortUnavailable, listen, new_token
from web.sparing_log import LINES, SPAN_S, Sparing

ROOT = Path(__file__).parents[2]
TOKEN = "0123456789abcdef"
SMALLEST = f"""
from pathlib import Path
from web.local import serve

def show(page):
    pass

def ready(address):
    print(address, flush=True)

serve(lambda: show, port=0, token={TOKEN!r}, assets=Path("assets"), on_ready=ready)
print("returned")
"""
# What a browser sends to open a websocket from our own page.
HANDSHAKE = """\
GET {path} HTTP/1.1\r
Host: {host}\r
Origin: http://{host}\r
Connection: Upgrade\r
Upgrade: websocket\r
Sec-WebSocket-Version: 13\r
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
\r
"""


@pytest.fixture
def server():
    """A running server and its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", SMALLEST],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, urlsplit(process.stdout.readline().strip())
    process.kill()
    process.communicate()


def test_a_token_is_new_each_time_and_fits_a_path():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 32 and token.isalnum() for token in tokens)


def test_a_taken_port_is_named():
    with listen(0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortUnavailable, match=rf"^Port {port} cannot be used .*another port"):
            listen(port)


def test_a_port_is_ours_again_at_once():
    with held_port() as port:
        for _ in range(2):
            with listen(port) as listener:
                assert listener.getsockname() == ("127.0.0.1", port)


def test_the_address_holds_the_token_and_answers(server):
    process, address = server
    assert address.path == f"/{TOKEN}/"
    assert address.hostname == "127.0.0.1"
    with closing(http.client.HTTPConnection(address.netloc, timeout=30)) as client:
        client.request("GET", address.path)
        page = client.getresponse()
        text = page.read().decode()
        client.request("GET", "/")
        assert client.getresponse().status == 404
    assert page.status == 200
    assert "server" not in page.headers
    assert "<title>Aimline</title>" in text
    assert f'<base href="/{TOKEN}/">' in text
    process.terminate()
    said, complained = process.communicate(timeout=10)
    assert TOKEN not in said + complained


def test_what_the_page_asks_for_beforehand_is_there(server):
    _, address = server
    page = (ROOT / "assets" / "index.html").read_text()
    wanted = re.findall(r'"([^"]+)"', page[page.index("const wanted") : page.index("];")])
    assert len(wanted) == 6
    with closing(http.client.HTTPConnection(address.netloc)) as connection:
        for name in wanted:
            connection.request("HEAD", address.path + name)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, name


# Connections that send no request


@pytest.mark.parametrize("sent", ["", "GET / HT", "GET / HTTP/1.1\r\nHost: {host}\r\n"])
def test_a_connection_that_sends_no_whole_request_is_closed(server, sent):
    _, address = server
    with socket.create_connection((address.hostname, address.port), timeout=30) as half:
        half.sendall(sent.format(host=address.netloc).encode())
        assert ended(half)


def test_nor_is_one_held_whose_second_request_stops_halfway(server):
    _, address = server
    with socket.create_connection((address.hostname, address.port), timeout=30) as half:
        page = f"GET {address.path}index.html HTTP/1.1\r\nHost: {address.netloc}\r\n"
        half.sendall(f"{page}\r\n".encode())
        assert half.recv(12) == b"HTTP/1.1 200"
        half.sendall(page.encode())
        assert ended(half)


def ended(connection):
    """Read until the other side closes, or resets; a time-out raises."""
    with suppress(ConnectionResetError):
        while connection.recv(65_536):
            pass
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of open files to lower")
def test_a_thousand_half_open_connections_keep_nobody_out_and_say_little(tmp_path):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    with (tmp_path / "stderr").open("w") as stderr, ExitStack() as stack:
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", SMALLEST],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)),
            )
        )
        stack.callback(process.kill)
        address = urlsplit(process.stdout.readline().strip())
        where = (address.hostname, address.port)
        half_open = [
            stack.enter_context(socket.create_connection(where, timeout=30)) for _ in range(1000)
        ]
        with closing(http.client.HTTPConnection(address.netloc, timeout=30)) as client:
            client.request("GET", address.path)
            assert client.getresponse().status == 200
        for connection in half_open[:500]:
            with suppress(OSError):
                connection.sendall(b"nothing of HTTP\r\n\r\n")
        assert all(ended(connection) for connection in half_open)
        process.terminate()
        assert process.wait(30) == 0
    said = (tmp_path / "stderr").read_text()  # more of it on a slow machine: a few each second
    assert len(said) < 50_000
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_the_log_leaves_out_what_comes_again_and_again_and_says_so():
    now = [0.0]
    sparing = Sparing(lambda: now[0])

    def line():
        return logging.LogRecord("a", logging.WARNING, "", 0, "again", None, None)

    assert [sparing.filter(line()) for _ in range(LINES + 7)] == [True] * LINES + [False] * 7
    now[0] = SPAN_S
    next_one = line()
    assert sparing.filter(next_one)
    assert next_one.getMessage() == "(7 lines before this one were left out.) again"
    assert sparing.filter(last := line())
    assert last.getMessage() == "again"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_with_a_websocket_open(server, number):
    process, address = server
    with socket.create_connection((address.hostname, address.port), timeout=30) as page:
        page.sendall(HANDSHAKE.format(path=f"{address.path}ws", host=address.netloc).encode())
        assert page.recv(1024).startswith(b"HTTP/1.1 101 ")
        process.send_signal(number)
        assert process.communicate(timeout=10) == ("returned\n", "")
    assert process.returncode == 0


def test_a_signal_ends_it_cleanly_while_it_still_starts(server):
    process, _ = server
    process.terminate()
    assert process.communicate(timeout=10) == ("returned\n", "")
    assert process.returncode == 0


@pytest.fixture
def slow(tmp_path):
    """A server whose app comes when a file is there, and its address."""
    told = f"""
from pathlib import Path
import time
from web.local import serve

def load():
    while not Path({str(tmp_path / "come")!r}).exists():
        time.sleep(0.01)
    return Path({str(tmp_path / "come")!r}).read_text() and (lambda page: None) or 1 / 0

def ready(address):
    print(address, flush=True)

serve(load, port=0, token={TOKEN!r}, assets=Path("assets"), on_ready=ready)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", told],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, urlsplit(process.stdout.readline().strip())
    process.kill()
    process.communicate()


def test_files_are_answered_before_the_app_is_there_and_a_websocket_waits(slow, tmp_path):
    _, address = slow
    with closing(http.client.HTTPConnection(address.netloc, timeout=30)) as client:
        client.request("GET", f"{address.path}flutter_bootstrap.js")
        assert client.getresponse().status == 200
    with socket.create_connection((address.hostname, address.port), timeout=30) as page:
        page.sendall(HANDSHAKE.format(path=f"{address.path}ws", host=address.netloc).encode())
        (tmp_path / "come").write_text("now")
        assert page.recv(1024).startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("tabs", [0, 3])
def test_a_signal_ends_it_cleanly_while_tabs_wait_for_the_app(slow, tmp_path, number, tabs):
    process, address = slow
    with ExitStack() as waiting:
        for _ in range(tabs):
            where = (address.hostname, address.port)
            page = waiting.enter_context(socket.create_connection(where, timeout=30))
            page.sendall(HANDSHAKE.format(path=f"{address.path}ws", host=address.netloc).encode())
        with closing(http.client.HTTPConnection(address.netloc, timeout=30)) as client:
            client.request("GET", f"{address.path}flutter_bootstrap.js")
            assert client.getresponse().status == 200  # so the tabs were heard as well
        process.send_signal(number)
        (tmp_path / "come").write_text("now")
        assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_an_app_that_can_not_be_loaded_ends_it_with_the_reason(slow, tmp_path):
    process, _ = slow
    (tmp_path / "come").touch()
    _, complained = process.communicate(timeout=30)
    assert complained.rstrip().endswith("ZeroDivisionError: division by zero")
    assert process.returncode == 1
