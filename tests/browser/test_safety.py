"""Nobody but the app's own tab gets in, and the tab asks for nothing outside."""

import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from commands.launch import send_browser

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.fixture
def ask(app):
    """Send one request byte for byte and return its status.

    In it HOST and TOKEN stand for the app's own; a header of None is left out.
    """

    def ask(method, path, **headers):
        headers = {"Host": "HOST", **headers}
        lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
        request = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
        request = request.replace("HOST", app.host).replace("TOKEN", app.token)
        name, port = app.host.split(":")
        with socket.create_connection((name, int(port)), timeout=30) as connection:
            connection.sendall(request.encode())
            return int(connection.recv(12).removeprefix(b"HTTP/1.1 "))

    return ask


def test_a_request_is_answered_only_in_our_name_with_our_token(ask):
    assert ask("GET", "/TOKEN/") == 200
    assert ask("GET", "/TOKEN/", Origin="http://HOST") == 200
    assert ask("GET", "/TOKEN/", Host="aimline.example") == 403
    assert ask("GET", "/TOKEN/", Host="127.0.0.1") == 403
    assert ask("GET", "/TOKEN/", Host=None) == 400
    assert ask("GET", "/TOKEN/", Origin="http://aimline.example") == 403
    assert ask("GET", "/TOKEN/", Origin="null") == 403
    assert ask("GET", "/") == 404
    assert ask("GET", "/main.dart.js") == 404
    assert ask("GET", "/TOKENx/") == 404
    assert ask("GET", "//TOKEN/") == 404
    assert ask("POST", "/TOKEN/") == 405
    assert ask("PUT", "/TOKEN/upload") == 405
    assert ask("GET", "/TOKEN/", **{"Content-Length": "1000000000000"}) == 413
    assert ask("GET", "/TOKEN/", Cookie="a" * 100_000) == 431


def test_a_websocket_opens_only_for_our_own_page(ask):
    assert ask("GET", "/TOKEN/ws", **UPGRADE, Origin="http://HOST") == 101
    assert ask("GET", "/TOKEN/ws", **UPGRADE) == 403
    assert ask("GET", "/TOKEN/ws", **UPGRADE, Origin="null") == 403
    assert ask("GET", "/TOKEN/ws", **UPGRADE, Origin="http://127.0.0.1:1") == 403
    assert ask("GET", "/TOKEN/ws", **UPGRADE, Origin="https://HOST") == 403
    assert ask("GET", "/ws", **UPGRADE, Origin="http://HOST") == 403
    assert ask("GET", "/TOKEN/ws", **{**UPGRADE, "Host": "x.example"}, Origin="http://HOST") == 403


CLIMBING = [
    "/TOKEN/../main.py",
    "/TOKEN/../TOKEN/",
    "/TOKEN/%2e%2e/main.py",
    "/TOKEN/..%2f..%2fmain.py",
    "/TOKEN/assets/../../../main.py",
    "/TOKEN/..%5cmain.py",
    "/TOKEN//etc/passwd",
    "/TOKEN/C:/Windows/win.ini",
    "/TOKEN/%00",
    "/../TOKEN/",
]


def test_no_path_climbs(ask):
    assert {path: ask("GET", path) for path in CLIMBING} == dict.fromkeys(CLIMBING, 404)


@pytest.fixture
def neighbour():
    """Another program's page on another port of this machine; keeps what it was asked."""
    asked = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><title>neighbour</title>")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.url = f"http://127.0.0.1:{server.server_port}/"
        server.asked = asked
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


# Each tries to get at an address and says how it went.
ATTEMPTS = {
    "fetch": "url => fetch(url).then(r => r.text(), () => 'refused')",
    "websocket": """url => new Promise(done => {
        const socket = new WebSocket(url.replace("http", "ws") + "ws");
        socket.onopen = () => done("open");
        socket.onerror = () => done("refused");
    })""",
    "script": """url => new Promise(done => {
        const script = document.createElement("script");
        script.onload = () => done("loaded");
        script.onerror = () => done("refused");
        script.src = url + "flutter.js";  // only defines: the page's own is not begun once more
        document.head.append(script);
    })""",
}


def test_another_page_of_this_machine_gets_nothing_even_with_the_address(
    app, visit, browser, neighbour
):
    own = visit(app.url)
    with browser.new_context() as context:
        foreign = context.new_page()
        foreign.goto(neighbour.url)
        for attempt in ATTEMPTS.values():
            assert own.evaluate(attempt, app.url) != "refused"  # so the attempt itself works
            assert foreign.evaluate(attempt, app.url) == "refused"


def test_another_page_cannot_frame_the_app(app, browser, neighbour):
    with browser.new_context() as context:
        foreign = context.new_page()
        foreign.goto(neighbour.url)
        foreign.evaluate(
            """url => new Promise(done => {
                const frame = document.createElement("iframe");
                frame.onload = done;
                frame.src = url;
                document.body.append(frame);
            })""",
            app.url,
        )
        assert [frame.url for frame in foreign.frames[1:]] == ["chrome-error://chromewebdata/"]


def test_the_page_can_ask_nothing_of_anyone_else(page, neighbour):
    for attempt in ATTEMPTS.values():
        assert page.evaluate(attempt, neighbour.url) == "refused"
    assert neighbour.asked == []


def test_the_address_goes_nowhere_when_the_tab_leaves(page, neighbour):
    page.evaluate("url => { location.href = url; }", neighbour.url)
    page.wait_for_url(neighbour.url)
    assert neighbour.asked[0][0] == "/"
    assert "Referer" not in neighbour.asked[0][1]


def test_a_quiet_start(app, browser):
    """No error in the console but one: the client's own wish for a script from outside."""
    with browser.new_context() as context:
        page = context.new_page()
        said = []
        page.on("console", lambda message: message.type == "error" and said.append(message.text))
        page.add_init_script(
            "window.drawn = new Promise(done => addEventListener('flutter-first-frame', done))"
        )
        with page.expect_websocket() as opened:
            page.goto(app.url)
        page.evaluate("drawn")
        expect(page).to_have_title("Aimline")
        assert page.evaluate("document.documentElement.lang").startswith("en")
        assert page.evaluate("crossOriginIsolated")
        assert context.cookies() == []
        assert opened.value.url == app.url.replace("http", "ws") + "ws"
    assert all("rive_native.js" in line and "Content Security Policy" in line for line in said)


def test_the_page_that_the_browser_is_sent_to_leads_to_the_address(
    app, browser, tmp_path, monkeypatch
):
    sent = []
    monkeypatch.setattr("webbrowser.open", sent.append)
    send_browser(tmp_path, app.url)
    [page_file] = sent
    assert page_file.startswith("file://")
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(page_file)
        page.wait_for_url(f"{app.url}**")
        page.wait_for_selector("flutter-view", state="attached")
        assert page.evaluate("document.referrer") == ""
        assert page.evaluate("history.length") <= 2  # an empty tab, and the app
