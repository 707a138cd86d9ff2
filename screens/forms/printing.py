"""Forms on paper, handed over as a PDF to keep or print."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from probes.forms.form import Form
from probes.measures.directions import Language
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from screens.shell.file_dialogs import save_file
from screens.shell.navigation import Navigation
from screens.shell.printing import can_print
from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens import paper

Copy = Literal["student", "examiner"]
HEARD_ONLY = ("oc", "psf")  # the student looks at nothing, so there is no copy to look at


async def save_pdf(
    nav: Navigation,
    library: FormLibrary,
    settings: DeviceSettings,
    forms: Sequence[Form],
    copy: Copy,
    language: Language | None = None,
) -> None:
    """Print forms of one measure and level to a file that the browser or the device keeps.

    A form is printed as often as it stands in ``forms``: once for each of a class. What
    the examiner says is in a ``language``, the device's unless one is named. The file's name
    says the copy and, for one form, its id: never a student.
    """
    chosen, measure, level = settings.now, forms[0].measure, forms[0].level

    def make() -> "paper.Printed":
        from screens import paper  # slow to import and rarely wanted

        alike = library.of(level, measure)
        return paper.print_forms(
            forms, [copy], chosen.paper, chosen.rules, alike, (), language or chosen.directions
        )

    one = len({form.id for form in forms}) == 1
    name = forms[0].id if one else f"{measure}-{level}"
    await hand_over(nav, make, f"aimline-{name}-{copy}.pdf")


async def hand_over(nav: Navigation, make: Callable[[], "paper.Printed"], file_name: str) -> bool:
    """Make a PDF, and let the browser or the device keep it; return whether it was handed over.

    ``file_name`` never says a student.
    """
    if not await can_print(nav.window):
        return False
    nav.window.notice(say("forms.printing"))
    await asyncio.sleep(0.05)  # the notice goes out before the work begins
    printed = make()
    done = await save_file(nav.window, file_name, printed.pdf)
    if printed.lacking:
        nav.window.notice(say("paper.lacking", letters=" ".join(printed.lacking)))
    elif done:
        nav.window.notice(say("forms.saved"))
    return done
