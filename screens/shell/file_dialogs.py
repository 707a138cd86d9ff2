"""Files handed over to whoever sits here, and taken from them: where, the device asks itself."""

from typing import TYPE_CHECKING

import flet as ft

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation


async def hand_out(nav: "Navigation", name: str, raw: bytes) -> bool:
    """Give a file; tell whether it was taken. A browser doesn't say: then it counts as taken."""
    saved = await ft.FilePicker().save_file(file_name=name, src_bytes=raw)
    return bool(saved) or nav.window.page.web


async def hand_in() -> bytes | None:
    """Return what is in the file that somebody chooses, None if they choose none."""
    chosen = await ft.FilePicker().pick_files(with_data=True, cancel_upload_on_window_blur=False)
    return chosen[0].bytes if chosen else None
