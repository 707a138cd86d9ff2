"""The card that tells a colleague how to join, saved as a PDF to keep or print."""

from typing import Literal

from screens.shell.file_dialogs import save_file
from screens.shell.printing import can_print
from screens.shell.window import Window
from screens.words.catalogue import say


async def save_join_card(window: Window, folder_name: str, size: Literal["letter", "a4"]) -> None:
    """Save the card. It has the folder's address and a line to write the passphrase on by hand."""
    if not await can_print(window):
        return
    from screens.paper.join_card_page import print_join_card  # slow to import and rarely wanted

    if await save_file(window, "aimline-join.pdf", print_join_card(folder_name, size)):
        window.notice(say("forms.saved"))
