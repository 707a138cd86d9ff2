"""Everything on this device written to one file, and such a file read back."""

import json
from typing import TYPE_CHECKING

from probes.json_values import BadValue, parsed
from records.exports.json_export import NotTransferred, everything, take_in
from records.exports.layout import UnreadableExport, read
from records.papers import waiting
from screens.shell.file_dialogs import hand_in, hand_out
from screens.words.catalogue import count_of, say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

LARGEST = 200_000_000  # bytes of a file to import


async def save_export(nav: "Navigation") -> None:
    """Hand over everything as JSON. The file's name has the day, and no student."""
    desk = nav.desk
    mark = desk.records.mark()
    try:
        text = json.dumps(everything(desk), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    except NotTransferred as problem:
        nav.window.notice(say("whole.not_exported", why=str(problem)))
        return
    day = desk.clock.now().date().isoformat()
    if not await hand_out(nav, f"aimline-export-{day}.json", text.encode()):
        return
    desk.went_out(mark)
    unscored = len(waiting(desk))
    said = say("whole.exported")
    if unscored:
        said = f"{said} {count_of('whole.unscored', unscored)}"
    nav.window.draw()
    nav.window.notice(said)


async def open_export(nav: "Navigation") -> None:
    """Take in what an export holds and this device lacks: all of it, or nothing."""
    raw = await hand_in()
    if raw is None:
        return
    if len(raw) > LARGEST:
        why = say("whole.too_large", most=LARGEST // 1_000_000)
        nav.window.notice(say("whole.not_imported", why=why))
        return
    try:
        found = read(parsed(raw.decode("utf-8")))
        taken = take_in(nav.desk, found)
    except UnicodeDecodeError:
        nav.window.notice(say("whole.not_imported", why=say("whole.no_text")))
    except (BadValue, UnreadableExport, NotTransferred) as problem:
        nav.window.notice(say("whole.not_imported", why=str(problem)))
    except OSError:
        nav.window.notice(say("error.write"))
    else:
        if nav.desk.shared is not None:
            nav.desk.shared.soon()
        said = [count_of("whole.students", taken.students), count_of("whole.probes", taken.probes)]
        nav.window.notice(say("whole.imported", students=said[0], probes=said[1]))
