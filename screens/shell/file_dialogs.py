"""Files saved for the user, and chosen by them. Where, the device asks."""

import flet as ft

from screens.shell.window import Window


async def save_file(window: Window, name: str, raw: bytes) -> bool:
    """Save a file; return whether it was. A browser doesn't say: then it counts as saved."""
    saved = await ft.FilePicker().save_file(file_name=name, src_bytes=raw)
    return bool(saved) or window.page.web


async def pick_file() -> bytes | None:
    """Return the content of the file that the user chooses, None if they choose none."""
    chosen = await ft.FilePicker().pick_files(with_data=True, cancel_upload_on_window_blur=False)
    return chosen[0].bytes if chosen else None
