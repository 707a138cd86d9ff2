"""Whether a PDF can be made here. On a tablet what makes them comes when it is first wanted."""

from screens.shell.window import Window
from screens.words.catalogue import say


async def can_print(window: Window) -> bool:
    """Tell whether a PDF can be made: bring what makes it if need be, or say that it can't be had.

    It comes over the network once, and then stays on the device.
    """
    printing = window.printing
    if printing is None or printing.here:
        return True
    window.notice(say("printing.coming"))
    if await printing.bring():
        return True
    window.notice(say("printing.not_here"))
    return False
