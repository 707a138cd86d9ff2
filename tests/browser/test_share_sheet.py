"""The tablet page's share sheet, as far as a browser without one can show it: what it is given."""

from pathlib import Path

import pytest

import web

FILES = Path(web.__file__).parent / "tablet" / "files.js"

# What the browser would do, and what was handed to it.
STUB = """([fails, can]) => {
  globalThis.given = [];
  navigator.canShare = ({ files }) => can && files.every((one) => one instanceof File);
  navigator.share = async (told) => {
    given.push(told);
    if (fails !== "") throw new DOMException("it says so", fails);
  };
}"""

SHARE = """async () => {
  const content = new TextEncoder().encode("%PDF-1").buffer;
  const files = ["1", "2"].map((place) => ({
    name: `aimline-family-2026-12-10-0${place}.pdf`, content, type: "application/pdf",
  }));
  const said = await fileAnswers.share({ files });
  const told = [];
  for (const { files: handed, ...more } of given) {
    for (const one of handed) told.push([one.name, one.type, await one.text()]);
    told.push(Object.keys(more));
  }
  return [said, told];
}"""


@pytest.fixture
def tablet(browser):
    page = browser.new_page()
    page.set_content(
        '<div id="ask" hidden><button id="ask-do"></button><button id="ask-not"></button></div>'
    )
    page.add_script_tag(path=FILES)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        ("", {"saved": True}),
        ("AbortError", {"saved": False}),
        ("DataError", {"unable": True}),
        ("InvalidStateError", {"unable": True}),
    ],
)
def test_files_go_with_name_and_type_and_nothing_beside_them(tablet, fails, said):
    tablet.evaluate(STUB, [fails, True])
    answer, told = tablet.evaluate(SHARE)
    assert answer == said
    named = [f"aimline-family-2026-12-10-0{place}.pdf" for place in (1, 2)]
    assert told == [*([name, "application/pdf", "%PDF-1"] for name in named), []]


def test_a_sheet_that_takes_no_such_files_is_never_shown(tablet):
    tablet.evaluate(STUB, ["", False])
    assert tablet.evaluate(SHARE) == [{"unable": True}, []]
    tablet.evaluate("() => { navigator.canShare = navigator.share = undefined; }")
    assert tablet.evaluate(SHARE) == [{"unable": True}, []]


@pytest.mark.parametrize(
    ("tapped", "said"), [("ask-do", {"saved": True}), ("ask-not", {"saved": False})]
)
def test_a_tap_that_came_too_early_is_asked_for_once_more(tablet, tapped, said):
    tablet.evaluate(STUB, ["NotAllowedError", True])
    tablet.evaluate(f"() => {{ globalThis.answer = ({SHARE})(); }}")
    tablet.locator("#ask-do").wait_for(state="visible")
    assert tablet.locator("#ask-do").inner_text() == "Share"
    tablet.evaluate("() => { navigator.share = async () => {}; }")
    tablet.locator(f"#{tapped}").click()
    assert tablet.evaluate("async () => (await answer)[0]") == said
