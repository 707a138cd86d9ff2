"""WebDAV servers as they differ: what each may answer, and devices that share through all of them.

The real ones are in test_servers.py. Here one in memory has every oddity, alone and with others.
"""

import asyncio
from random import Random
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from sync_doubles import ONCE, Device

from sync.errors import FolderProblem, InTheWay, NoSpace, NotAllowed, NotThere, NotWhole
from sync.exchange import rollup
from sync.folders.dav_folder import DavFolder, DavResponse

ROOT = "/dav/Für alle"
PAGE = b"<!doctype html><html><body><h1>Log in</h1><form></form></body></html>"
ODDITIES = {
    "redirects a folder without its slash": {"slash": 301},
    "redirects a folder with its slash": {"no_slash": 302},
    "refuses a folder without its slash": {"slash": 409},
    "wants a content type": {"typed": True},
    "500 into a missing folder": {"missing": 500},
    "403 into a missing folder": {"missing": 403},
    "404 into a missing folder": {"missing": 404},
    "412 into a missing folder": {"missing": 412},
    "makes missing folders": {"missing": None},
    "MKCOL wants no slash": {"mkcol_slash": False},
    "MKCOL wants a slash": {"mkcol_slash": True},
    "409 for a folder that is there": {"exists": 409},
    "403 for a folder that is there": {"exists": 403},
    "423 for a folder that is there": {"exists": 423},
    "201 for a folder that is there": {"exists": 201},
    "301 for a folder that is there": {"exists": 301},
    "no length": {"length": lambda size: ""},
    "no length element": {"length": lambda size: None},
    "a length in words": {"length": lambda size: "unknown"},
    "a length of 5,000 digits": {"length": lambda size: "9" * 5000},
    "a negative length": {"length": lambda size: "-1"},
    "a length of 0 always": {"length": lambda size: "0"},
    "a length with its padding": {"length": lambda size: str(size + 28)},
    "PUT is answered by 200": {"done": 200},
    "PUT is answered by 202": {"done": 202},
    "DELETE is answered by 200": {"deleted": 200},
    "addresses of another place": {"at": "/inner/store"},
    "whole addresses": {"at": "http://inner.example:8080/x"},
    "addresses without escapes": {"quoted": False},
    "addresses in small hexadecimal": {"small": True},
    "folders without their slash in listings": {"href_slash": False},
    "a folder isn't in its listing": {"own": False},
    "everything below in every listing": {"deep": True},
    "missing ones are listed as missing": {"inner_404": True},
}


class OddServer:
    """A WebDAV server in memory, with oddities; and a login page instead, for some verbs."""

    def __init__(self, **odd):
        self.odd = {
            "slash": None,
            "no_slash": None,
            "typed": False,
            "missing": 409,
            "mkcol_slash": None,
            "exists": 405,
            "length": str,
            "done": None,
            "deleted": 204,
            "at": ROOT,
            "quoted": True,
            "small": False,
            "href_slash": True,
            "own": True,
            "deep": False,
            "inner_404": False,
        }
        assert odd.keys() <= self.odd.keys()
        self.odd |= odd
        self.folders = {()}
        self.files = {}
        self.page = {}  # for a verb, with which status the login page comes
        self.refused = {}  # for a verb, the status
        self.puts = []

    def close(self):
        pass

    async def ask(self, verb, url, *, headers, content, most):
        await asyncio.sleep(0)
        if verb in self.page:
            return DavResponse(self.page[verb], PAGE[: most + 1])
        if verb in self.refused:
            return DavResponse(self.refused[verb], b"no")
        asked = unquote(urlsplit(url).path)
        if not (asked == ROOT or asked.startswith(ROOT + "/")):
            return DavResponse(404, PAGE)
        asked = asked.removeprefix(ROOT)
        path, slash = tuple(part for part in asked.split("/") if part), asked.endswith("/")
        if verb == "MKCOL":
            return DavResponse(self._mkcol(path, slash), b"")
        if path in self.folders and self.odd["no_slash" if slash else "slash"]:
            return DavResponse(self.odd["no_slash" if slash else "slash"], PAGE)
        if any(path[:depth] in self.files for depth in range(len(path))) or (
            path in self.files and slash
        ):
            return DavResponse(400, PAGE)
        if verb == "PUT":
            return DavResponse(self._put(path, content), PAGE)
        if verb == "DELETE":
            there = self.files.pop(path, None) is not None
            return DavResponse(self.odd["deleted"] if there else 404, b"")
        if verb == "GET":
            data = self.files.get(path)
            if data is None:
                return DavResponse(301 if path in self.folders else 404, PAGE)
            return DavResponse(200, data if len(data) <= most else None)
        assert verb == "PROPFIND"
        if self.odd["typed"] and "xml" not in headers.get("Content-Type", ""):
            return DavResponse(415, PAGE)
        return self._propfind(path, int(headers["Depth"]))

    def _mkcol(self, path, slash):
        if path in self.folders:
            return self.odd["exists"]
        if self.odd["mkcol_slash"] not in (None, slash):
            return 409
        if path in self.files or path[:-1] not in self.folders:
            return 409
        self.folders.add(path)
        return 201

    def _put(self, path, content):
        if path in self.folders:
            return 409
        if path[:-1] not in self.folders:
            if self.odd["missing"] is not None:
                return self.odd["missing"]
            self.folders |= {path[:depth] for depth in range(len(path))}
        known = path in self.files
        self.files[path] = content
        self.puts.append("/".join(path))
        return self.odd["done"] or (204 if known else 201)

    def _propfind(self, path, depth):
        if path not in self.folders and path not in self.files:
            if not self.odd["inner_404"]:
                return DavResponse(404, PAGE)
            return self._status(path, [self._gone(path)])
        found = []
        for other in sorted(self.folders | self.files.keys()):
            deeper = len(other) - len(path)
            is_in = other[: len(path)] == path and 0 < deeper <= (9 if self.odd["deep"] else depth)
            if (other == path and (self.odd["own"] or not depth)) or (depth and is_in):
                found.append(self._entry(other))
        return self._status(path, found)

    def _href(self, path, *, folder):
        whole = "/".join([self.odd["at"], *path]) + "/" * (folder and self.odd["href_slash"])
        href = quote(whole, safe=":/") if self.odd["quoted"] else whole
        return escape(href.lower() if self.odd["small"] and "%" in href else href)

    def _gone(self, path):
        href = self._href(path, folder=False)
        return (
            f"<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 No</d:status></d:response>"
        )

    def _entry(self, path):
        folder = path in self.folders
        kind = "<d:collection/>" if folder else ""
        size = "4096" if folder else self.odd["length"](len(self.files[path]))
        length = "" if size is None else f"<d:getcontentlength>{size}</d:getcontentlength>"
        return (
            f"<d:response><d:href>{self._href(path, folder=folder)}</d:href><d:propstat><d:prop>"
            f"{length}<d:resourcetype>{kind}</d:resourcetype></d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )

    def _status(self, path, entries):
        text = f'<d:multistatus xmlns:d="DAV:">{"".join(entries)}</d:multistatus>'
        return DavResponse(207, text.encode())


def do(work):
    return asyncio.run(work)


def folder_of(server):
    return DavFolder(f"http://server.example{quote(ROOT)}", server)


def share_through(server, name):
    """Begin, join, a second device, both writing, joined segments; then nothing more is done."""
    folder = folder_of(server)
    one, two = Device(f"one {name}"), Device(f"two {name}")
    one.found(folder)
    two.join(folder)
    for turn in range(6):
        for device in (one, two):
            device.put((ONCE, f"r{turn} {device.db.device}", {"score": turn}))
            report = device.sync(folder)
            assert report.advice == []
            assert report.sent >= 1
    for _ in range(3):
        for device in (one, two):
            device.sync(folder)
    assert one.view() == two.view()
    assert len(one.view()[ONCE]) == 12
    server.puts.clear()
    files = dict(server.files)
    for device in (one, two):
        report = device.sync(folder)
        assert (report.sent, report.healed, report.removed) == (0, 0, 0)
        assert report.advice == []
        assert device.check(folder).sound
    assert server.puts == []
    assert server.files == files
    fresh = Device(f"fresh {name}")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == one.view()
    return one, folder


@pytest.mark.parametrize("oddity", ODDITIES)
def test_devices_share_through_an_odd_server(oddity, monkeypatch):
    monkeypatch.setattr(rollup, "TOGETHER", 4)
    server = OddServer(**ODDITIES[oddity])
    server.folders.add(("keys",))
    share_through(server, oddity)
    assert len([path for path in server.files if path[0] == "d"]) < 12, "segments were joined"


@pytest.mark.parametrize("seed", range(40))
def test_devices_share_through_a_server_of_many_oddities(seed):
    random, odd = Random(seed), {}
    for oddity in random.sample(list(ODDITIES), k=12):
        if "no_slash" not in ODDITIES[oddity] or "slash" not in odd:  # it answers one of the two
            odd = ODDITIES[oddity] | odd
    if "no_slash" in odd:
        odd.pop("slash", None)
    server = OddServer(**odd)
    folder = folder_of(server)
    one, two = Device(f"one of many {seed}"), Device(f"two of many {seed}")
    one.found(folder)
    one.put(("students", "s", {"name": "Zebedee"}))
    assert one.sync(folder).sent == 1
    two.join(folder)
    two.sync(folder)
    assert two.view() == one.view()
    one.sync(folder)
    server.puts.clear()
    assert [one.sync(folder).healed, two.sync(folder).healed] == [0, 0]
    assert server.puts == []


@pytest.mark.parametrize("oddity", ODDITIES)
def test_what_is_damaged_is_put_right_through_an_odd_server(oddity):
    server = OddServer(**ODDITIES[oddity])
    folder, one = folder_of(server), Device(f"one damaged {oddity}")
    one.found(folder)
    one.put(("students", "s", {"name": "Zebedee"}))
    one.sync(folder)
    whole = dict(server.files)
    assert len(whole) == 2
    for path in whole:
        server.files[path] = b"<" + server.files[path][1:]
        one.sync(folder, deep=True)
        assert server.files == whole
        server.files.pop(path)
        one.sync(folder)
        assert server.files == whole


@pytest.mark.parametrize("oddity", ODDITIES)
def test_what_is_missing_or_in_the_way_is_said_by_an_odd_server(oddity):
    server = OddServer(**ODDITIES[oddity])
    folder = folder_of(server)
    server.files[("d",)] = b"a file"
    assert do(folder.list()) == {}
    with pytest.raises(InTheWay):
        do(folder.put("d/aa/x.seg", b"x"))
    del server.files[("d",)]
    server.folders |= {("d",), ("d", "aa"), ("d", "aa", "x.seg")}
    with pytest.raises(InTheWay):
        do(folder.put("d/aa/x.seg", b"x"))
    assert do(folder.list()) == {}
    missing = DavFolder(f"http://server.example{quote(ROOT)}-gone", server)
    for work in (missing.list, lambda: missing.put("d/aa/x.seg", b"x")):
        with pytest.raises(NotThere, match="There is no such folder on server"):
            do(work())


VERBS = ["PROPFIND", "GET", "PUT", "MKCOL", "DELETE"]


@pytest.mark.parametrize("status", [200, 302, 511])
@pytest.mark.parametrize("verbs", [*([verb] for verb in VERBS), VERBS], ids="+".join)
@pytest.mark.parametrize("oddity", ["no length", "PUT is answered by 200"])
def test_a_login_page_is_no_answer(verbs, status, oddity, monkeypatch):
    """Nothing counts as sent, received, damaged or missing; afterwards all goes on."""
    monkeypatch.setattr(rollup, "TOGETHER", 2)
    server = OddServer(**ODDITIES[oddity])
    folder = folder_of(server)
    server.page = dict.fromkeys(verbs, status)
    one, two = Device(f"one {verbs} {status}"), Device(f"two {verbs} {status}")
    said = r"isn't WebDAV|sends Aimline on to another page"
    if {"PROPFIND", "PUT", "MKCOL"} & {*verbs}:
        with pytest.raises(FolderProblem, match=said):
            one.found(folder)
        assert not one.sharing.joined
        assert server.files == {}
        server.page = {}
    one.found(folder)
    for number in range(3):
        one.put((ONCE, f"a{number}", {"score": number}))
        one.sync(folder) if number < 2 or "DELETE" not in verbs else None
    before = dict(server.files)
    server.page = dict.fromkeys(verbs, status)
    if {"PROPFIND", "GET"} & {*verbs}:
        with pytest.raises(FolderProblem, match=said):
            two.join(folder)
        assert not two.sharing.joined
        server.page = {}
    two.join(folder)
    server.page = {}
    two.sync(folder)
    server.page = dict.fromkeys(verbs, status)
    one.put((ONCE, "later", {"score": 9}))
    two.put((ONCE, "two's", {"score": 9}))
    for device in (one, two):
        if {"PROPFIND", "PUT"} & {*verbs}:
            with pytest.raises(FolderProblem, match=said):
                device.sync(folder)
            continue
        try:
            report = device.sync(folder)
        except FolderProblem:  # it had to get or delete something
            continue
        assert (report.damaged, report.healed) == ([], 0)
    for path, data in before.items():
        assert server.files.get(path, data) == data
    server.page = {}
    for _ in range(4):
        for device in (one, two):
            assert device.sync(folder).advice == []
    assert one.view() == two.view()
    assert len(one.view()[ONCE]) == 5
    assert one.check(folder).sound


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (403, NotAllowed, "takes no files"),
        (404, NotAllowed, "takes no files"),
        (405, NotAllowed, "takes no files"),
        (409, NotAllowed, "takes no files"),
        (501, NotAllowed, "takes no files"),
        (413, NoSpace, "takes no file as large"),
        (507, NoSpace, "no space left"),
        (500, FolderProblem, "is busy"),
    ],
)
def test_a_server_that_takes_no_file_says_so(status, kind, said):
    server = OddServer()
    server.refused = {"PUT": status}
    with pytest.raises(kind, match=said):
        do(folder_of(server).put("keys/x.key", b"x"))


def test_a_listing_that_says_it_is_cut_is_refused():
    server = OddServer()
    one, folder = share_through(server, "cut")
    cut = "<d:response><d:href>{}</d:href><d:status>HTTP/1.1 507 More</d:status></d:response>"
    real = server._status

    def status(path, entries):
        return real(path, [cut.format(server._href(path, folder=True)), *entries[1:2]])

    server._status = status
    files = dict(server.files)
    with pytest.raises(NotWhole, match="doesn't list all files"):
        one.sync(folder)
    assert server.files == files


@pytest.mark.parametrize("answer", [b"", b"no", b"<a/>", b"<html/>", b'<x xmlns="DAV:"/>', PAGE])
def test_an_answer_that_is_no_webdav_is_never_an_empty_folder(answer):
    server = OddServer()
    server._status = lambda path, entries: DavResponse(207, answer)
    server.folders |= {("keys",), ("d",)}
    with pytest.raises(FolderProblem, match="isn't WebDAV"):
        do(folder_of(server).list())
