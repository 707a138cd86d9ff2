"""The tablet build: what is in it, what is not, and that it is always the same."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile

import pytest

from screens.parts.theme import FONTS
from web import client_fonts
from web.build import origin, site
from web.tablet_contents import RENDERERS, ROOT
from web.tablet_parts import BuildFailed
from web.tablet_policy import headers

CACHE = ROOT / "build" / "cache"
THERE = "https://cloud.example.org:8443"  # the one other server that it may reach
MOST = 12_000_000  # bytes over the wire at the first visit
MOST_PRINTING = 1_800_000  # when a page is first printed

# Builds it again in another process and prints what lies on the host.
AGAIN = """
import hashlib, json, sys
from pathlib import Path
from web.build import site

made = site(Path(sys.argv[1]), webdav=sys.argv[2])
host = {name: hashlib.sha256(content).hexdigest() for name, content in made.host.items()}
print(json.dumps([made.version, host]))
"""


@pytest.fixture(scope="module")
def made():
    return site(CACHE, webdav=THERE)


@pytest.fixture(scope="module")
def archive(made):
    """What Python finds on the tablet, by path."""
    content, _ = made.kept["aimline.tar"]
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


@pytest.mark.long
def test_two_builds_are_the_same_byte_for_byte(made, tmp_path):
    shutil.copytree(CACHE / "wheels", tmp_path / "wheels")  # but compile everything anew
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", AGAIN, str(tmp_path), THERE]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    version, host = json.loads(ran.stdout)
    assert version == made.version
    assert host == {n: hashlib.sha256(content).hexdigest() for n, content in made.host.items()}


def test_the_version_is_one_of_the_content(made):
    assert re.fullmatch(r"[0-9a-f]{16}", made.version)
    assert f'const VERSION = "{made.version}"' in made.host["sw.js"].decode()


def test_the_archive_holds_the_rooms_and_nothing_else_of_the_project(archive):
    ours = {name.split("/")[0] for name in archive} - {"packages"}
    assert ours == {"commands", "probes", "records", "screens", "store", "sync", "web"}
    web = {name for name in archive if name.startswith("web/")}
    modules = [
        "__init__",
        "browser_files",
        "browser_folders",
        "browser_printing",
        "browser_promises",
        "browser_secret_store",
        "dataclass_methods",
        "entry",
        "fetching",
        "imports",
        "opfs",
        "picked",
        "webcrypto",
    ]
    data = {
        "web/tablet/dataclass_methods.bin",
        "web/tablet/flet_names.txt",
        "web/tablet/webdav.txt",
    }
    assert web == {f"web/tablet/{name}.pyc" for name in modules} | data
    assert not [name for name in archive if name.endswith(".py") or "test" in name]
    assert [name for name in archive if re.fullmatch(r"probes/forms/orf/.*\.txt", name)]


def test_nothing_tells_of_the_machine_it_was_built_on(made, archive):
    machine = str(ROOT).encode()
    held = {**archive, **made.host, **{name: content for name, (content, _) in made.kept.items()}}
    assert [name for name, content in held.items() if machine in content] == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_file_of_the_list_is_on_the_host(made, renderer):
    worker = made.host["sw.js"].decode()
    listed = json.loads(re.search(r"^const FILES = (.*?); //", worker, re.MULTILINE)[1])
    for name, (content, size, only) in listed.items():
        assert len(made.host[f"files/{content}"]) == size
        assert only == made.kept[name][1]
    assert set(RENDERERS[renderer]) <= set(listed)


def test_a_first_visit_is_small_enough(made):
    assert made.on_the_way("skwasm") <= MOST


def test_what_prints_comes_beside_the_first_visit_and_holds_no_more_than_it_needs(made):
    content, when = made.kept["printing.tar"]
    assert when == "asked"
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        names = archive.getnames()
    tops = {name.split("/")[1].partition(".")[0] for name in names if name.startswith("packages/")}
    library = {"difflib", "http", "timeit", "unittest"}
    assert tops == {"defusedxml", "fontTools", "fpdf", *library}
    assert [name for name in names if name.endswith(".py")] == []
    fonts = [name for name in names if not name.startswith("packages/")]
    assert len(fonts) == 3
    assert all(name.startswith("screens/paper/fonts/") for name in fonts)
    name = hashlib.sha256(content).hexdigest()[:32]
    assert len(made.host[f"files/{name}"]) <= MOST_PRINTING


def png_size(content):
    return "x".join(str(int.from_bytes(content[at : at + 4])) for at in (16, 20))


def test_the_manifest_says_who_it_is_and_its_pictures_are_as_it_says(made):
    manifest = json.loads(made.host["manifest.json"])
    assert manifest["id"] == manifest["scope"] == "./"
    assert {one["form_factor"] for one in manifest["screenshots"]} == {"narrow", "wide"}
    for one in (*manifest["icons"], *manifest["screenshots"]):
        assert png_size(made.host[one["src"]]) == one["sizes"]
    for one in manifest["screenshots"]:
        sides = sorted(map(int, one["sizes"].split("x")))
        # What browsers show: each side of 320 to 3840 px, one at most 2.3 times the other.
        assert 320 <= sides[0] <= sides[1] <= min(3840, 2.3 * sides[0])
    pictures = {name for name in made.kept if name.startswith("screenshots/")}
    assert pictures == {one["src"] for one in manifest["screenshots"]}


def test_pictures_of_the_manifest_come_when_asked_for_and_not_with_a_first_visit(made):
    worker = made.host["sw.js"].decode()
    listed = json.loads(re.search(r"^const FILES = (.*?); //", worker, re.MULTILINE)[1])
    pictures = [name for name in made.kept if name.startswith("screenshots/")]
    assert pictures
    assert {listed[name][2] for name in pictures} == {"asked"}


def test_the_page_has_one_title_and_lets_people_zoom(made):
    page = made.host["index.html"].decode()
    assert page.count("<title>") == 1
    viewport = re.search(r'<meta name="viewport" content="([^"]*)"', page)[1]
    assert "scal" not in viewport.replace("initial-scale=1", "")


def test_the_page_has_no_script_of_its_own_and_no_foreign_address(made):
    page = made.host["index.html"].decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    for name in (
        "index.html",
        "dropped.js",
        "files.js",
        "folder.js",
        "page.js",
        "page.css",
        "manifest.json",
        "sw.js",
    ):
        text = made.host[name].decode().replace(THERE, "")
        assert re.findall(r"https?://(?!www\.w3\.org)", text) == []
    policy = headers()["Content-Security-Policy"]
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "connect-src" not in policy  # so that default-src holds


def test_the_one_webdav_server_is_named_wherever_the_policy_is(made, archive):
    allowed = f"connect-src 'self' {THERE}"
    assert allowed in made.host["index.html"].decode()
    assert allowed in made.host["sw.js"].decode()
    assert allowed in json.loads(made.host["headers.json"])["Content-Security-Policy"]
    assert archive["web/tablet/webdav.txt"] == THERE.encode()


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("https://cloud.example.org", "https://cloud.example.org"),
        ("https://Cloud.Example.org/", "https://cloud.example.org"),
        ("https://cloud.example.org:8443", "https://cloud.example.org:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ],
)
def test_a_webdav_server_is_an_origin(written, taken):
    assert origin(written) == taken


@pytest.mark.parametrize(
    "written",
    [
        *("cloud.example.org", "http://cloud.example.org", "https://", "https://*", "davs://x.org"),
        *("https://x.org/dav", "https://u:p@x.org", "https://x.org:p", "https://x.org'; img-src *"),
        *("https://x.org https://y.org", "https://x.org?a", "https://x;y.org", "https://x.org#a"),
    ],
)
def test_what_is_no_origin_is_refused(written):
    with pytest.raises(BuildFailed):
        origin(written)


def test_icons_that_screens_name_are_in_the_font(made):
    from fontTools.ttLib import TTFont

    content, _ = made.kept["assets/fonts/MaterialIcons-Regular.otf"]
    glyphs = set(TTFont(io.BytesIO(content)).getGlyphOrder())
    assert {"arrow_back_baseline", "tune_baseline", "description_outlined"} <= glyphs
    assert len(content) < 40_000


def test_the_client_has_the_themes_fonts_before_it_draws():
    assert {name: f"fonts/{file}" for name, file in client_fonts.OWN.items()} == FONTS
