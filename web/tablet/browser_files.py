"""Files saved for the user and chosen by them, by the page of this worker; see files.js."""

import mimetypes
from collections.abc import Mapping

import js
from pyodide.ffi import JsProxy, to_js

from screens.shell.host_browser import LARGEST, ChosenFile


class BrowserFiles:
    """What Flet's own dialogs can't do in every browser: they come too late after the tap."""

    async def save(self, name: str, raw: bytes) -> bool:
        """Hand a file to the browser; return whether it was saved, as far as it says."""
        answer = await _asked("save", name=name, content=to_js(raw), type=_kind(name))
        return getattr(answer, "saved", None) is True

    async def share(self, files: Mapping[str, bytes]) -> bool | None:
        """Show the share sheet with files; return whether it was used, None if there is none."""
        told = [
            {"name": name, "content": to_js(raw), "type": _kind(name)}
            for name, raw in files.items()
        ]
        answer = await _asked("share", files=told)
        if getattr(answer, "unable", None) is True:
            return None
        return getattr(answer, "saved", None) is True

    async def choose(self) -> ChosenFile | None:
        """Let the user choose a file; None if they choose none. Of a larger one comes the start."""
        answer = await _asked("choose", most=LARGEST + 1)
        name, content = getattr(answer, "name", None), getattr(answer, "content", None)
        if not isinstance(name, str) or not isinstance(content, JsProxy):
            return None
        return ChosenFile(name, content.to_bytes())

    async def choose_several(self, *, folder: bool) -> list[ChosenFile]:
        """Let the user choose files, or a folder with tables; none if they choose none."""
        answer = await _asked("chooseSeveral", most=LARGEST + 1, folder=folder)
        files = getattr(answer, "files", None) or ()
        return [ChosenFile(str(one.name), one.content.to_bytes()) for one in files]


def _kind(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


async def _asked(what: str, **value: object) -> object:
    return await js.aimline.ask(what, to_js(value, dict_converter=js.Object.fromEntries))
