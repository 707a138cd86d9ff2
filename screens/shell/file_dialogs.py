"""Files saved for the user, and chosen by them. Where, the device asks."""

from collections.abc import Mapping

import flet as ft

from screens.shell.host_browser import ChosenFile
from screens.shell.window import Window
from screens.words.catalogue import say

DROPPED = "F24"  # the key by which the page says that a file was dropped (assets/dropped.js)
FOLDER = "folder"  # the kind of file by which it is asked for a folder


async def save_file(window: Window, name: str, raw: bytes) -> bool:
    """Save a file; return whether it was, and say so if not.

    A browser's downloads don't tell: they count as saved. The share sheet of an iPad's home screen
    does, and one that was closed has saved nothing.
    """
    if window.files is not None:
        saved = await window.files.save(name, raw)
    else:
        path = await ft.FilePicker().save_file(file_name=name, src_bytes=raw)
        saved = bool(path) or window.page.web
    if not saved:
        window.notice(say("file.not_saved"))
    return saved


def can_share(window: Window) -> bool:
    """Tell whether the device may have a share sheet; a computer's page saves, and no more."""
    return window.files is not None


async def share_files(window: Window, files: Mapping[str, bytes]) -> bool | None:
    """Share files; return whether they were, and say so if not. None: there is no share sheet."""
    shared = await window.files.share(files) if window.files is not None else None
    if shared is False:
        window.notice(say("file.not_shared"))
    return shared


async def choose_file(window: Window) -> ChosenFile | None:
    """Return the file that the user chooses, None if they choose none."""
    if window.files is not None:
        return await window.files.choose()
    chosen = await ft.FilePicker().pick_files(with_data=True, cancel_upload_on_window_blur=False)
    return ChosenFile(chosen[0].name, chosen[0].bytes or b"") if chosen else None


async def choose_files(window: Window, *, folder: bool = False) -> dict[str, bytes]:
    """Return the content of the files that the user chooses, by their names; none if they don't.

    What was dropped on the page just before is chosen without a dialog. Of a folder the tables
    come; where a browser can't give one, the user chooses its files.
    """
    if window.files is not None:
        several = await window.files.choose_several(folder=folder)
        return {one.name: one.content for one in several}
    chosen = await ft.FilePicker().pick_files(
        file_type=ft.FilePickerFileType.CUSTOM if folder else ft.FilePickerFileType.ANY,
        allowed_extensions=[FOLDER] if folder else None,
        with_data=True,
        allow_multiple=True,
        cancel_upload_on_window_blur=False,
    )
    return {one.name: one.bytes for one in chosen or () if one.bytes is not None}
