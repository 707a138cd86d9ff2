"""The card that tells a colleague how to join, handed over as a PDF to keep or print."""

from typing import TYPE_CHECKING

import flet as ft

from screens.words.catalogue import say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation


async def save_join_card(nav: "Navigation", folder_name: str) -> None:
    """Print the card. It has the folder's address and a line to write the passphrase on by hand."""
    try:
        import fpdf  # noqa: F401 (the tablet build comes without it)
    except ImportError:
        nav.window.notice(say("forms.no_printing"))
        return
    from screens.paper.join_card_page import print_join_card  # slow to import and rarely wanted

    pdf = print_join_card(folder_name, nav.desk.settings.paper)
    saved = await ft.FilePicker().save_file(file_name="aimline-join.pdf", src_bytes=pdf)
    if nav.window.page.web or saved:
        nav.window.notice(say("forms.saved"))
