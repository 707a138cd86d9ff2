"""Pages saved as a file, to print or to send. Nothing is sent from here."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date

from screens.reports.page_maker import Laid, PageMaker
from screens.shell.file_dialogs import save_file
from screens.shell.window import Window
from screens.words.catalogue import count_of, say

FRAME_S = 0.05  # until what was said is on the screen


def file_name(kind: str, day: date, ending: str, place: int | None = None) -> str:
    """Return what a file is called: its kind, its day, its place, and nobody's name."""
    number = "" if place is None else f"-{place:02}"
    return f"aimline-{kind}-{day.isoformat()}{number}.{ending}"


async def save_pages(
    window: Window,
    maker: PageMaker,
    kind: str,
    day: date,
    lay_out: Sequence[Callable[[], Laid]],
    *,
    each: bool = False,
    progress: Callable[[int], bool] = lambda _done: True,
) -> bool:
    """Save reports as one PDF, or a PDF ``each`` in one archive; return whether they were.

    Args:
        lay_out: makes the pages of each report.
        progress: is told how many are done, and says whether to go on.
    """
    from screens.paper.report_printing import ReportArchive, finished
    from screens.paper.tagged_pdf import draw_pages

    window.notice(count_of("reports.saving", len(lay_out)))
    await asyncio.sleep(FRAME_S)
    printer, lacking = maker.printer(kind), set[str]()
    archive, document = ReportArchive(), printer.new_file()
    for place, pages_of in enumerate(lay_out, start=1):
        if not progress(place - 1):
            document.only_measures()
            return False
        pages = pages_of()
        if each and pages:
            printed = printer.one_file([pages])
            lacking |= {*printed.lacking}
            archive.add(file_name(kind, day, "pdf", place), printed)
        elif pages:
            draw_pages(document, pages)
        await asyncio.sleep(0)
    if each:
        document.only_measures()
        raw, name = archive.finish(), file_name(kind, day, "zip")
    else:
        printed = finished(document)
        lacking |= {*printed.lacking}
        raw, name = printed.raw, file_name(kind, day, "pdf")
    progress(len(lay_out))
    saved = await save_file(window, name, raw)
    if saved and lacking:
        window.notice(say("reports.lacking", letters=" ".join(sorted(lacking))))
    elif saved:
        window.notice(say("reports.saved"))
    return saved
