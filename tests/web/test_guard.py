"""The guard alone, round an app that only notes what reached it."""

import asyncio
import base64
import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from web.guard import LARGEST_HEAD, LONGEST_ADDRESS, Guard, policy

TOKEN = "0123456789abcdef"
HOST = b"127.0.0.1:8765"
OWN = (b"origin", b"http://127.0.0.1:8765")


class Inner:
    """Stands for Flet's app: notes each scope, gives one answer."""

    def __init__(self, body=b"ok", kind=b"text/plain", status=200, headers=()):
        self.reached = []
        self.start = {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", kind), *headers],
        }
        self.body = body

    async def __call__(self, scope, receive, send):
        self.reached.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        elif scope["type"] == "http":
            await send(self.start)
            half = len(self.body) // 2
            await send({"type": "http.response.body", "body": self.body[:half], "more_body": True})
            await send({"type": "http.response.body", "body": self.body[half:]})


def ask(path, *, inner=None, kind="http", method="GET", host=HOST, headers=(), query=b""):
    """Send one request through a guard; return what came back and what reached the app."""
    inner = Inner() if inner is None else inner
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        raise AssertionError("the guard reads nothing")

    scope = {
        "type": kind,
        "path": path,
        "query_string": query,
        "headers": [*([(b"host", host)] if host is not None else []), *headers],
        **({"method": method} if kind == "http" else {}),
    }
    asyncio.run(Guard(inner, token=TOKEN, port=8765)(scope, receive, send))
    return sent, inner.reached


def status(path, **how):
    sent, reached = ask(path, **how)
    assert bool(reached) == (sent[0]["status"] == 200)
    return sent[0]["status"]


def answer_headers(inner, **how):
    sent, _ = ask(f"/{TOKEN}/", inner=inner, **how)
    headers = dict(sent[0]["headers"])
    assert len(headers) == len(sent[0]["headers"]), "a header stands twice"
    return headers


@pytest.mark.parametrize("path", [f"/{TOKEN}", f"/{TOKEN}/", f"/{TOKEN}/assets/fonts/a b.ttf"])
@pytest.mark.parametrize("host", [HOST, b"localhost:8765"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_our_own_page_is_answered(path, host, method):
    assert status(path, host=host, method=method) == 200


@given(st.text(max_size=40))
@example("")
@example(TOKEN[:-1])
@example(f"x/{TOKEN}/")
@example(f"/{TOKEN}/")
@example(f"{TOKEN}x/")
@example(TOKEN.upper())
@example(f"..;/{TOKEN}/")
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_no_path_without_the_token_reaches_the_app(kind, rest):
    path = "/" + rest
    if path.split("/")[1] != TOKEN:
        sent, reached = ask(path, kind=kind, headers=[OWN])
        assert not reached
        assert sent[0].get("status") == 404 or sent == [{"type": "websocket.close", "code": 1008}]


signs = st.sampled_from([".", "..", "", "a", "b.js", "C:", "a\\b", "..\\", "\0", "\n", "%2e%2e"])


@given(st.lists(signs, max_size=6))
def test_no_path_that_climbs_reaches_the_app(names):
    path = "/".join(["", TOKEN, *names])
    climbs = any(
        name in (".", "..") or any(sign in name for sign in "\\:\0\n") for name in names
    ) or ("" in names[:-1])
    assert (status(path) == 404) == climbs


@pytest.mark.parametrize(
    "host",
    [
        None,
        b"",
        b"127.0.0.1",
        b"127.0.0.1:80",
        b"127.0.0.1:87650",
        b"localhost",
        b"aimline.example:8765",
        b"127.0.0.1.example:8765",
        b"[::1]:8765",
        b"0.0.0.0:8765",
    ],
)
def test_another_host_is_refused(host):
    assert status(f"/{TOKEN}/", host=host) == 403


def test_two_hosts_are_refused():
    assert status(f"/{TOKEN}/", headers=[(b"host", b"aimline.example")]) == 403


FOREIGN = [
    b"null",
    b"",
    b"https://127.0.0.1:8765",
    b"http://127.0.0.1:8766",
    b"http://127.0.0.1",
    b"http://localhost:8765",  # not the name that this request came under
    b"http://127.0.0.1:8765.example",
    b"file://",
]


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_foreign_origin_is_refused(kind, origin):
    sent, reached = ask(f"/{TOKEN}/ws", kind=kind, headers=[(b"origin", origin)])
    assert not reached
    assert sent[0].get("status", sent[0].get("code")) in (403, 1008)


def test_two_origins_are_refused():
    assert status(f"/{TOKEN}/", headers=[OWN, (b"origin", b"http://aimline.example")]) == 403


def test_a_websocket_needs_our_origin():
    assert ask(f"/{TOKEN}/ws", kind="websocket")[1] == []
    sent, reached = ask(f"/{TOKEN}/ws", kind="websocket", headers=[OWN])
    assert len(reached) == 1
    assert sent == [{"type": "websocket.accept"}]


OTHER_METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", ""]


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_other_methods_are_refused(method):
    sent, _ = ask(f"/{TOKEN}/", method=method)
    assert sent[0]["status"] == 405
    assert (b"allow", b"GET, HEAD") in sent[0]["headers"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ((b"content-length", b"0"), 200),
        ((b"content-length", b"1"), 413),
        ((b"content-length", b"x"), 413),
        ((b"transfer-encoding", b"chunked"), 413),
    ],
)
def test_a_request_with_a_body_is_refused(header, code):
    assert status(f"/{TOKEN}/", headers=[header]) == code


def test_an_address_too_long_is_refused():
    room = LONGEST_ADDRESS - len(f"/{TOKEN}/")
    assert status(f"/{TOKEN}/" + "a" * room) == 200
    assert status(f"/{TOKEN}/" + "a" * (room + 1)) == 414
    assert status(f"/{TOKEN}/", query=b"a" * (room + 1)) == 414


def test_a_head_too_large_is_refused():
    room = LARGEST_HEAD - len(b"host" + HOST + b"cookie")
    assert status(f"/{TOKEN}/", headers=[(b"cookie", b"a" * room)]) == 200
    assert status(f"/{TOKEN}/", headers=[(b"cookie", b"a" * (room + 1))]) == 431


def test_a_refusal_says_nothing_of_the_address_and_is_not_kept():
    sent, _ = ask("/secret-looking-path")
    assert b"secret" not in sent[1]["body"]
    assert (b"cache-control", b"no-store") in sent[0]["headers"]
    assert ask("/", method="HEAD")[0][1]["body"] == b""


def test_an_answer_carries_our_headers_and_keeps_the_isolation():
    theirs = [
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-embedder-policy", b"require-corp"),
        (b"Cache-Control", b"public"),
    ]
    headers = answer_headers(Inner(kind=b"text/javascript", headers=theirs))
    assert b"access-control-allow-origin" not in headers
    assert b"Cache-Control" not in headers
    assert headers[b"cross-origin-opener-policy"] == b"same-origin"
    assert headers[b"cross-origin-embedder-policy"] == b"require-corp"
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"cache-control"] == b"private, max-age=86400"


@pytest.mark.parametrize(("kind", "code"), [(b"text/html; charset=utf-8", 200), (b"a/b", 404)])
def test_neither_the_page_nor_an_error_is_kept(kind, code):
    headers = answer_headers(Inner(kind=kind, status=code))
    assert headers[b"cache-control"] == b"no-store"


def test_the_page_may_run_its_own_inline_scripts_and_no_other():
    page = b"<script>\nvar a;\n</script><p>x</p><script src='b.js'></script><script>c()</script>"
    sent, _ = ask(f"/{TOKEN}/", inner=Inner(page, b"text/html"))
    assert b"".join(message.get("body", b"") for message in sent[1:]) == page
    allowed = directives(dict(sent[0]["headers"])[b"content-security-policy"].decode())
    assert allowed["script-src"] == [
        "'self'",
        "'wasm-unsafe-eval'",
        *(
            f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
            for script in (b"\nvar a;\n", b"c()")
        ),
    ]


def test_the_policy_lets_nothing_outside_be_asked():
    allowed = directives(policy("127.0.0.1:8765"))
    inside = {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "blob:", "data:"}
    named = {source for sources in allowed.values() for source in sources} - inside
    assert named == {"ws://127.0.0.1:8765"}
    assert allowed["connect-src"] == ["'self'", "ws://127.0.0.1:8765"]
    assert allowed["default-src"] == ["'self'"]
    assert allowed["frame-ancestors"] == ["'none'"]
    assert allowed["form-action"] == ["'none'"]
    assert allowed["object-src"] == ["'none'"]
    assert allowed["base-uri"] == ["'self'"]


def directives(text):
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def test_start_and_end_of_the_process_are_handed_on():
    inner = Inner()
    asyncio.run(Guard(inner, token=TOKEN, port=8765)({"type": "lifespan"}, None, None))
    assert inner.reached == [{"type": "lifespan"}]
