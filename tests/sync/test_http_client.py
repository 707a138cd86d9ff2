"""What a web server may answer, and by which way it is asked."""

import asyncio
import datetime
import gzip
import ipaddress
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from servers import LOGIN

from sync.errors import (
    FolderProblem,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    TooLarge,
    WrongLogin,
)
from sync.folders.connect import reached
from sync.folders.dav_folder import DavFolder
from sync.folders.folder import Login
from sync.folders.http_client import Connections

EMPTY = b'<multistatus xmlns="DAV:"/>'


def do(work):
    return asyncio.run(work)


class Page(BaseHTTPRequestHandler):
    """Answers whatever is asked with what its server has to say."""

    protocol_version = "HTTP/1.1"

    def _answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.path, self.headers))
        self.send_response(self.server.status)
        for name, value in {"Content-Length": len(self.server.page), **self.server.heads}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(self.server.page)
        self.server.hold.wait()

    do_GET = do_PUT = do_MKCOL = do_PROPFIND = _answer  # noqa: N815

    def log_message(self, *_):
        pass


@contextmanager
def answers(status=207, page=EMPTY, secret=None, **heads):
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.status, server.page, server.heads = status, page, heads
        server.asked, server.hold = [], threading.Event()
        server.hold.set()
        server.at = f"127.0.0.1:{server.server_port}"
        if secret:
            server.socket = secret.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.hold.set()
            server.shutdown()
            thread.join()


@contextmanager
def folder_at(url, login=LOGIN, *, own_machine=False):
    web = Connections(url, login, own_machine=own_machine)
    try:
        yield DavFolder(url, web)
    finally:
        web.close()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, WrongLogin),
        (403, NotAllowed),
        (404, NotThere),
        (413, NoSpace),
        (507, NoSpace),
        (423, NotReached),
        (500, NotReached),
        (503, NotReached),
        (301, FolderProblem),
        (418, FolderProblem),
    ],
)
def test_what_webdav_answers_becomes_a_sentence(status, kind):
    """WsgiDAV has few of these answers: when its disk is full, it says 500."""
    with answers(status, b"no") as server, folder_at(f"http://{server.at}/x") as folder:
        for work in (folder.list, lambda: folder.put("d/aa/x", b"x")):
            with pytest.raises(kind) as problem:
                do(work())
            assert type(problem.value) is kind
            assert str(problem.value).endswith(".")


@pytest.mark.parametrize("page", [b"<html><p>Log in</html>", b"{}", b"<a/>"])
def test_a_page_that_is_no_webdav_is_said_or_empty(page):
    said = pytest.raises(FolderProblem, match=r"isn't WebDAV\. Check the folder's address")
    with answers(200, page) as server, folder_at(f"http://{server.at}/x") as folder, said:
        do(folder.list())


def test_more_than_was_asked_for_is_not_read_packed_or_not():
    much = bytes(10 * 2**20)
    for page, heads in ((much, {}), (gzip.compress(much), {"Content-Encoding": "gzip"})):
        with answers(200, page, **heads) as server, folder_at(f"http://{server.at}/x") as folder:
            assert do(folder.get("d/aa/x", len(much))) == much
            with pytest.raises(TooLarge):
                do(folder.get("d/aa/x", len(much) - 1))
            assert do(folder.get("d/aa/x", len(much))) == much


@pytest.fixture
def alone(monkeypatch):
    """Take away what the environment says of proxies."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("scheme", "password", "login"),
    [
        ("http://", "a%20word", "YW5uYTphIHdvcmQ="),
        ("", "a%20word", "YW5uYTphIHdvcmQ="),
        ("http://", "%C5%BC", "YW5uYTrFvA=="),  # in UTF-8 (RFC 7617)
    ],
)
def test_the_proxy_that_the_environment_names_is_asked(alone, scheme, password, login):
    with answers() as server:
        alone.setenv("http_proxy", f"{scheme}anna:{password}@{server.at}")
        with folder_at("http://school.invalid/dav") as folder:
            assert do(folder.list()) == {}
        path, heads = server.asked[0]
        assert path.startswith("http://school.invalid/dav")
        assert heads["Proxy-Authorization"] == f"Basic {login}"
        assert heads["Authorization"].startswith("Basic ")


def test_no_proxy_is_asked_for_whom_it_is_not_meant(alone):
    with answers() as server:
        alone.setenv("http_proxy", "http://127.0.0.1:9")
        with folder_at(f"http://{server.at}/dav", own_machine=True) as folder:
            assert do(folder.list()) == {}
        with folder_at(f"http://{server.at}/dav") as folder, pytest.raises(NotReached):
            do(folder.list())
        alone.setenv("no_proxy", "127.0.0.1")
        with folder_at(f"http://{server.at}/dav") as folder:
            assert do(folder.list()) == {}
        alone.delenv("no_proxy")
        alone.setenv("http_proxy", "socks5://127.0.0.1:9")  # of a kind that we don't speak
        with folder_at(f"http://{server.at}/dav", Login("a", "b")) as folder:
            assert do(folder.list()) == {}


@pytest.mark.parametrize(
    "proxy",
    [
        "http://anna:secret@proxy:80a",
        *("http://[::1", "pro xy:80", "http://proxy:99999", "http://", "http://:8080"),
    ],
)
def test_a_proxy_that_cant_be_one_is_said_without_its_password(alone, proxy):
    alone.setenv("https_proxy", proxy)
    said = pytest.raises(FolderProblem, match=r"proxy .* can't be read\. .* try again\.$")
    with said as problem, reached("davs://school.invalid/dav", LOGIN):
        pass
    assert problem.value.__suppress_context__


def test_closing_breaks_off_an_answer_that_never_ends(alone):
    async def asked(folder, server):
        asked = asyncio.create_task(folder.get("d/aa/x", 100))
        async with asyncio.timeout(30):
            while not asked.done():
                folder.close()
                await asyncio.wait([asked], timeout=0.01)
        await asked

    with answers(200, b"x", **{"Content-Length": 100}) as server:
        server.hold.clear()
        with folder_at(f"http://{server.at}/x") as folder, pytest.raises(NotReached):
            do(asked(folder, server))


def test_an_authority_of_this_machine_is_trusted_and_no_stranger(alone, tmp_path):
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.datetime.now(datetime.UTC)
    own = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(own, critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, both = serialization.Encoding.PEM, tmp_path / "both.pem"
    both.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(pem)
    )
    secret = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secret.load_cert_chain(both)
    with answers(secret=secret) as server:
        unknown = pytest.raises(NotReached, match=r"doesn't answer \(SSLError\)")
        with folder_at(f"https://{server.at}/x") as folder, unknown:
            do(folder.list())
        alone.setenv("SSL_CERT_FILE", str(both))
        with folder_at(f"https://{server.at}/x") as folder:
            assert do(folder.list()) == {}
