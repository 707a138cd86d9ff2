"""Forms on paper, handed over as a PDF to keep or print."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import flet as ft

from probes.form import Form
from probes.profiles import PROFILES, SkippedLine
from screens.catalogue import say

if TYPE_CHECKING:
    from screens.way import Way

# What the examiner's copy says of a line passed over, by the profile's rule.
SKIPPED: dict[SkippedLine, str] = {
    "left out": "paper.skipped_line",
    "one error": "paper.skipped_line.one_error",
    "each word an error": "paper.skipped_line.each_word",
}
Copy = Literal["student", "examiner"]


async def save_pdf(way: "Way", forms: Sequence[Form], copy: Copy) -> None:
    """Print forms to a file that the browser or the device keeps.

    The file's name says the copy and, for one form, its id: never a student.
    """
    try:
        import fpdf  # noqa: F401 (the tablet build comes without it)
    except ImportError:
        way.window.notice(say("forms.no_printing"))
        return
    from screens import paper  # slow to import and rarely wanted

    way.window.notice(say("forms.printing"))
    await asyncio.sleep(0.05)  # the notice goes out before the work begins
    name = forms[0].id if len(forms) == 1 else f"grade-{forms[0].level}"
    picker = ft.FilePicker()
    alike = way.desk.forms_of(forms[0].level)
    told = SKIPPED[PROFILES[way.desk.settings.profile].skipped_line]

    def by_profile(key: str, **values: object) -> str:
        return say(told if key == "paper.skipped_line" else key, **values)

    try:
        pdf = paper.print_forms(forms, [copy], way.desk.settings.paper, by_profile, alike)
    except paper.CannotPrint as problem:
        way.window.notice(str(problem))
        return
    saved = await picker.save_file(file_name=f"aimline-{name}-{copy}.pdf", src_bytes=pdf)
    if way.window.page.web or saved:
        way.window.notice(say("forms.saved"))
