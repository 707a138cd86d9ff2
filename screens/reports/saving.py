"""Pages saved as a file or shared, to print or to send. Nothing is sent from here."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from screens.reports.page_maker import Laid, PageMaker
from screens.shell.file_dialogs import save_file, share_files
from screens.shell.window import Window
from screens.words.catalogue import count_of, say

FRAME_S = 0.05  # until what was said is on the screen


def file_name(kind: str, day: date, ending: str, place: int | None = None) -> str:
    """Return what a file is called: its kind, its day, its place, and nobody's name."""
    number = "" if place is None else f"-{place:02}"
    return f"aimline-{kind}-{day.isoformat()}{number}.{ending}"


class MadeFiles(NamedTuple):
    """PDFs by their names, and the letters that they show as "?" because the fonts lack them."""

    files: dict[str, bytes]
    lacking: set[str]


async def hand_out(
    window: Window,
    maker: PageMaker,
    kind: str,
    day: date,
    lay_out: Sequence[Callable[[], Laid]],
    *,
    each: bool = False,
    share: bool = False,
    progress: Callable[[int], bool] = lambda _done: True,
) -> bool:
    """Save reports as one PDF or, for a PDF ``each``, an archive; or share them as they are.

    Return whether it was done.

    Args:
        lay_out: makes the pages of each report.
        progress: is told how many are done, and says whether to go on.
        share: by the device's share sheet; where it has none, they are saved.
    """
    window.notice(count_of("reports.saving", len(lay_out)))
    await asyncio.sleep(FRAME_S)
    made = await _made(maker, kind, day, lay_out, each=each, progress=progress)
    if made is None:
        return False
    shared = await share_files(window, made.files) if share else None
    done = shared
    if shared is None:
        done = await save_file(window, *_one_file(made.files, file_name(kind, day, "zip")))
    if done and made.lacking:
        window.notice(say("reports.lacking", letters=" ".join(sorted(made.lacking))))
    elif done:
        window.notice(say("reports.shared" if shared else "reports.saved"))
    return bool(done)


async def _made(
    maker: PageMaker,
    kind: str,
    day: date,
    lay_out: Sequence[Callable[[], Laid]],
    *,
    each: bool,
    progress: Callable[[int], bool],
) -> MadeFiles | None:
    """Print reports; None if it was broken off."""
    from screens.paper.report_printing import finished
    from screens.paper.tagged_pdf import draw_pages

    printer, made = maker.printer(), MadeFiles({}, set())
    document = printer.new_file()
    for place, pages_of in enumerate(lay_out, start=1):
        if not progress(place - 1):
            document.only_measures()
            return None
        pages = pages_of()
        if each and pages:
            printed = printer.one_file([pages])
            made.lacking.update(printed.lacking)
            made.files[file_name(kind, day, "pdf", place)] = printed.raw
        elif pages:
            draw_pages(document, pages)
        await asyncio.sleep(0)
    if each:
        document.only_measures()
    else:
        printed = finished(document)
        made.lacking.update(printed.lacking)
        made.files[file_name(kind, day, "pdf")] = printed.raw
    progress(len(lay_out))
    return made


def _one_file(files: dict[str, bytes], archive_name: str) -> tuple[str, bytes]:
    """Return a single file as it is, several as an archive: its name and its bytes."""
    from screens.paper.report_printing import archive

    if len(files) == 1:
        return next(iter(files.items()))
    return archive_name, archive(files)
