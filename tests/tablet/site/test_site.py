"""The tablet build in a real browser: installed once, then without a host."""

import gzip
import hashlib
import json
import os
import random
import re
import shutil
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from store.lines import MAGIC, encode
from tests.browser.conftest import go_on, write
from tests.browser.test_probe import add_student, button, figure, start_probe, word
from tests.tablet.site.conftest import settle

pytestmark = pytest.mark.full

SLEPT = "This device slept while the clock ran."
UPDATE = "A new version of Aimline is on this device."

# Ask for the update until there is one, and say how it ended and why. (An asking joins one that
# the browser began by itself, whose answer may be from before the update was there.)
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  let [found, why] = [false, ""];
  navigator.serviceWorker.addEventListener("message", ({ data }) => (why = data.failed ?? why));
  registration.addEventListener("updatefound", () => (found = true));
  while (!found) {
    await registration.update();
    await new Promise((done) => setTimeout(done, 100));
  }
  const worker = registration.installing ?? registration.waiting;
  const ended = await new Promise((done) => {
    const look = () => {
      const state = worker?.state ?? "redundant";
      if (["installed", "redundant"].includes(state)) done(state);
    };
    worker?.addEventListener("statechange", look);
    look();
  });
  return [ended, why];
}"""

INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.inline = 1";
  document.head.append(script);
}"""

# Keep bytes as the records of this browser.
LAY = """async (text) => {
  const folder = await (await navigator.storage.getDirectory())
    .getDirectoryHandle("aimline", { create: true });
  const file = await folder.getFileHandle("records.log", { create: true });
  const to = await file.createWritable();
  await to.write(text);
  await to.close();
}"""

# The version that answers, by what it answers with.
STYLE = "async () => (await (await fetch('page.css')).text()).trim().split('\\n').pop()"


def newer(site, to, changed, line="new"):
    """Make a newer version of a built site: some files end with one more line, a comment."""
    shutil.copytree(site, to, copy_function=os.link)
    worker = (to / "sw.js").read_text()
    files = json.loads(re.search(r"^const FILES = (.*?); //", worker, re.MULTILINE)[1])
    for path in changed:
        content = gzip.decompress((site / "files" / files[path][0]).read_bytes())
        content += f"\n/* {line} */".encode()
        packed = gzip.compress(content)
        files[path][:2] = [hashlib.sha256(content).hexdigest()[:32], len(packed)]
        (to / "files" / files[path][0]).write_bytes(packed)
    listed = f"const FILES = {json.dumps(files)}; //"
    worker = re.sub(r"^const FILES = .*?; //", listed, worker, flags=re.MULTILINE)
    version = f'const VERSION = "{line}"'
    worker = re.sub(r'^const VERSION = ".*"', version, worker, flags=re.MULTILINE)
    (to / "sw.js").unlink()  # it is a link to the old one's
    (to / "sw.js").write_text(worker)
    return [f"files/{files[path][0]}" for path in changed]


def give_and_keep(page):
    """Give a probe that is finished early, and keep it."""
    start_probe(page)
    word(page, 3).click()
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    go_on(page, "Done")
    expect(button(page, re.compile("Last probe today|A score to check"))).to_be_visible()


def test_one_download_then_none(new_device, host):
    page = new_device.visit(host.url)
    assert page.settled == "usable"
    contents = [path for path in host.asked if path.startswith("files/")]
    assert len(contents) == len(set(contents)) > 30  # each downloaded once
    host.asked.clear()
    page.reload()
    assert settle(page) == "usable"
    assert set(host.asked) <= {"sw.js"}  # the browser's own look for an update
    assert page.url == host.url  # nothing in the address
    assert page.context.cookies() == []


def test_a_score_outlives_reload_and_restart_without_a_host(device, host):
    host.stop()
    page = device.visit(host.url)
    add_student(page)
    give_and_keep(page)
    page.reload()
    assert settle(page) == "usable"
    expect(button(page, re.compile("Last probe today|A score to check"))).to_be_visible()
    device.off()
    again = device.visit(host.url)
    button(again, re.compile("Last probe today|A score to check")).click()
    expect(again.get_by_text("finished early")).to_be_visible()


def test_a_reload_in_a_probe_loses_no_tap(device, host):
    page = device.visit(host.url)
    add_student(page)
    start_probe(page)
    for number in (3, 5):
        word(page, number).click()
    expect(figure(page, "errors")).to_have_text(re.compile("^2 error"))
    page.reload()
    assert settle(page) == "usable"
    expect(page.get_by_text("2 marked so far")).to_be_visible()


def test_where_there_is_much_the_list_is_there_before_the_probes(device, host):
    probe = {"student": "s1", "given_at": "2026-09-01T09:00:00+00:00"}
    events = [[1, "students", "s1", {"name": "R. T."}], [2, "students", "s2", {"name": "B. L."}]]
    events += [[n, "administrations", f"a{n}", probe] for n in range(3, 2503)]
    bodies = [b'{"own":true}', *(json.dumps(event).encode() for event in events)]
    log, _ = encode("0123456789abcdef", [*enumerate(bodies)])
    device.on()
    page = device.context.new_page()
    page.goto(f"{host.url}licences.txt")
    page.evaluate(LAY, (MAGIC + log).decode())
    page.close()
    page = device.visit(host.url)
    expect(button(page, re.compile("R. T..*Last probe Sep 1"))).to_be_visible()
    expect(button(page, re.compile("B. L..*No probe given here yet"))).to_be_visible()
    expect(page.get_by_text("2500 probes are on this device alone")).to_be_visible()
    page.reload()
    settle(page)
    unread = page.get_by_text("could not be read: 2500")
    button(page, re.compile("R. T.")).click()  # at once: whoever asks for them waits for them
    with suppress(AssertionError):  # a tap on a row that is just being filled in does nothing
        expect(unread).to_be_visible(timeout=5_000)
    if not unread.count():
        button(page, re.compile("R. T.")).click()
    expect(unread).to_be_visible()


def test_a_tablet_that_slept_in_a_sitting_has_no_time_left(device, host):
    page = device.visit(host.url)
    add_student(page)
    start_probe(page)
    [worker] = page.workers
    # What some browsers do: the steady clock stood still, and the wall's went on.
    worker.evaluate("() => { const now = Date.now; Date.now = () => now() + 600_000; }")
    expect(page.get_by_text(SLEPT).last).to_be_visible()
    expect(figure(page, "clock")).to_contain_text("Time’s up")
    button(page, "Last word").click()
    word(page, 9).click()
    button(page, "Show the score").click()
    expect(page.get_by_text("This device slept while the clock ran, and")).to_be_visible()


def test_on_an_ipads_icon_the_page_is_measured_anew_once_a_text_field_is_left(device, host):
    device.on()
    device.context.add_init_script(
        "navigator.standalone = true; let measured = 0;"
        "visualViewport.addEventListener('resize', () => ++measured);"
        "globalThis.measured = () => measured;"
    )
    page = device.visit(host.url)
    button(page, "Add a student").click()
    field = page.get_by_role("textbox", name=re.compile("^Name, initials"))
    field.click()
    expect(field).to_be_focused()
    page.evaluate("scrollTo(0, 40)")
    before = page.evaluate("measured()")
    page.keyboard.press("Tab")
    page.wait_for_function(f"measured() > {before} && scrollY === 0")


def test_a_second_tab_says_so_and_can_take_over(device, host):
    first = device.visit(host.url)
    add_student(first)
    start_probe(first)
    word(first, 2).click()
    expect(figure(first, "errors")).to_have_text("1 error")
    second = device.visit(host.url)
    assert second.settled == "Aimline is already open in another tab or window."
    word(first, 3).click()
    expect(figure(first, "errors")).to_have_text("2 errors")  # the first goes on undisturbed

    second.get_by_role("button", name="Go on here").click()
    expect(second.get_by_role("button", name="Go on here")).to_be_hidden()
    assert settle(second) == "usable"
    expect(second.get_by_text("A probe was under way")).to_be_visible()
    expect(second.get_by_text("2 marked so far")).to_be_visible()
    expect(first.get_by_text("Aimline was opened in another tab or window.")).to_be_visible()


def test_a_kill_of_the_whole_browser_loses_no_tap_that_was_shown(device, host):
    page = device.visit(host.url)
    add_student(page)
    start_probe(page)
    moment, shown = random.Random(9), 0
    for _ in range(2):
        for _ in range(moment.randint(1, 4)):
            shown += 1
            word(page, shown + 1).click()
            expect(figure(page, "errors")).to_have_text(re.compile(f"^{shown} error"))
        device.kill()
        page = device.visit(host.url)
        assert page.settled == "usable"
        expect(page.get_by_text(f"{shown} marked so far")).to_be_visible()
        button(page, "Go on").click()
        expect(figure(page, "errors")).to_have_text(re.compile(f"^{shown} error"))


def test_an_update_that_breaks_off_anywhere_leaves_the_old_version_working(
    device, host, site, tmp_path
):
    page = device.visit(host.url)
    before = page.evaluate(STYLE)
    changed = ["page.css", "page.js", "index.html", "worker.js", "assets/FontManifest.json"]
    for attempt in range(20):
        host.folder = tmp_path / f"{attempt}"
        new = newer(site, host.folder, changed, line=f"{attempt}")
        chance = random.Random(attempt)
        broken, wrong = chance.choice(new), chance.choice(["gone", "spoilt"])
        host.refuse = lambda path, broken=broken, wrong=wrong: wrong if path == broken else None
        assert page.evaluate(UPDATED)[0] == "redundant"
        assert page.evaluate(STYLE) == before
    page.reload()
    assert settle(page) == "usable"
    assert page.evaluate(STYLE) == before
    assert len(page.evaluate("caches.keys()")) <= 2  # nothing piles up

    host.asked.clear()
    host.refuse = lambda path: None
    # The reload began an attempt of its own, which may still end badly, and so may what joined it.
    ends: list[list[str]] = []
    while ["installed", ""] not in ends and len(ends) < 5:
        ends.append(page.evaluate(UPDATED))
    assert ends[-1] == ["installed", ""], ends
    asked = {path for path in host.asked if path.startswith("files/")}
    assert broken in asked
    assert asked < set(new)  # what had come already, and what had not changed, was not asked again
    assert page.evaluate(STYLE) == before  # until somebody says so


def test_an_update_is_offered_when_no_probe_is_under_way_and_taken_when_told(
    device, host, site, tmp_path
):
    page = device.visit(host.url)
    add_student(page)
    start_probe(page)
    newer(site, tmp_path / "newer", ["page.css"])
    host.folder = tmp_path / "newer"
    assert page.evaluate(UPDATED) == ["installed", ""]
    expect(page.get_by_text(UPDATE)).to_be_hidden()
    word(page, 3).click()
    expect(figure(page, "errors")).to_have_text("1 error")
    button(page, "Stop").click()
    button(page, re.compile("^Finished")).click()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    expect(page.get_by_text(UPDATE)).to_be_hidden()  # it can still be changed
    go_on(page, "Done")
    expect(page.get_by_text(UPDATE)).to_be_visible(timeout=60_000)
    with page.expect_event("load"):
        page.get_by_role("button", name="Use it now").click()
    assert settle(page) == "usable"
    assert page.evaluate(STYLE) == "/* new */"
    expect(button(page, re.compile("Last probe today|A score to check"))).to_be_visible()


@pytest.mark.parametrize("wrong", ["gone", "spoilt"])
def test_a_first_visit_that_breaks_off_goes_on_where_it_was(new_device, host, wrong):
    worker = (host.folder / "sw.js").read_text()
    last = re.search(r'"version.json":\["(\w+)"', worker)[1]
    host.refuse = lambda path: wrong if path == f"files/{last}" else None
    page = new_device.visit(host.url)
    assert "not on this device yet" in page.settled
    host.refuse = lambda path: None
    host.asked.clear()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    assert settle(page) == "usable"
    assert len([path for path in host.asked if path.startswith("files/")]) < 5


def test_the_page_may_ask_nobody_else(device, host):
    page = device.visit(host.url)
    refused = "url => fetch(url).then(() => 'answered', () => 'refused')"
    assert page.evaluate(refused, host.url) == "answered"
    assert page.evaluate(refused, "http://127.0.0.1:9/") == "refused"
    page.evaluate(INLINE)
    assert page.evaluate("window.inline") is None
    policy = page.evaluate("async () => (await fetch('')).headers.get('Content-Security-Policy')")
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy


def settings(page):
    """Go to Settings, down to where the data are kept."""
    button(page, re.compile("^Settings")).click()
    shown = page.get_by_text("The browser has", exact=False)
    page.mouse.move(500, 400)
    for _ in range(40):
        if shown.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    return shown


def test_a_full_quota_refuses_with_a_sentence_and_loses_nothing(device, host):
    page = device.visit(host.url)
    add_student(page, name="A. A.")
    tools, origin = device.context.new_cdp_session(page), host.url.rstrip("/")
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    page.reload()
    assert settle(page) == "usable"
    button(page, "Add a student").click()
    write(page, "Name, initials or district id", "B. B.")
    button(page, "Save").click()
    expect(page.get_by_text("The device is full", exact=False).first).to_be_visible()
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    button(page, "Save").click()
    expect(button(page, "Edit")).to_be_visible()
    page.reload()
    assert settle(page) == "usable"
    for name in ("A. A.", "B. B."):
        expect(button(page, re.compile(f"^{name}"))).to_be_visible()


def test_settings_say_what_the_browser_promised_and_offer_to_install(device, host):
    page = device.visit(host.url)
    page.evaluate(
        """() => {
          const offer = new Event("beforeinstallprompt", { cancelable: true });
          offer.prompt = () => (window.prompted = navigator.userActivation.isActive);
          dispatchEvent(offer);
        }"""
    )
    expect(settings(page)).to_be_visible()  # promised or not
    promised = page.evaluate("navigator.storage.persisted()")
    said = "has promised" if promised else "has not promised"
    expect(page.get_by_text(said, exact=False)).to_be_visible()
    button(page, "Install Aimline").scroll_into_view_if_needed()
    button(page, "Install Aimline").click()
    page.wait_for_function("window.prompted !== undefined")
    assert page.evaluate("window.prompted")  # a tap went before, as a browser wants it
