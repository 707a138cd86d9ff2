"""Everything on this device written to one file, and such a file read back."""

import io
from collections.abc import Callable

from records.exports.export_format import UnreadableExport, read_stream
from records.exports.json_export import Everything, NotTransferred, take_in
from records.open_records import OpenRecords
from screens.sharing.sharing_client import SharingClient
from screens.shell.file_dialogs import choose_file, save_file
from screens.shell.host_browser import LARGEST
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say


class Transfer:
    """Export and import as a tab offers them. ``sharing`` is None where nothing can be shared."""

    def __init__(
        self,
        nav: Navigation,
        records: OpenRecords,
        sharing: SharingClient | None,
        imported: Callable[[], object] = lambda: None,
    ) -> None:
        """``imported`` is called when something came in."""
        self._imported = imported
        self._nav = nav
        self._records = records
        self._sharing = sharing

    async def save(self) -> None:
        """Export everything as JSON. The file's name has the day, and no student."""
        window, records = self._nav.window, self._records
        mark = records.store.mark()
        found = Everything(records)
        raw = "".join(found).encode()
        day = records.clock.now().date().isoformat()
        if not await save_file(window, f"aimline-export-{day}.json", raw):
            return
        records.settings.went_out(mark)
        left_out = {
            "unscored": len(records.papers.waiting()),
            "lost_probes": found.lost_probes,
            "lost_forms": found.lost_forms,
            "lost_rows": found.lost_rows,
            "nameless": found.nameless,
        }
        told = [count_of(f"whole.{what}", count) for what, count in left_out.items() if count]
        window.draw()
        window.notice(" ".join([say("whole.exported"), *told]))

    async def open(self) -> None:
        """Import what an export holds and this device lacks: all of it, or nothing."""
        chosen = await choose_file(self._nav.window)
        if chosen is not None:
            self._nav.window.notice(self._taken_in(chosen.content))

    def _taken_in(self, raw: bytes) -> str:
        """Import a file; return a sentence about what came of it."""
        if len(raw) > LARGEST:
            why = say("whole.too_large", most=LARGEST // 1_000_000)
            return say("whole.not_imported", why=why)
        try:
            taken = take_in(
                self._records, read_stream(io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig"))
            )
        except UnicodeDecodeError:
            return say("whole.not_imported", why=say("whole.no_text"))
        except (UnreadableExport, NotTransferred) as problem:
            return say("whole.not_imported", why=str(problem))
        except OSError:
            return say("error.write")
        self._imported()
        if self._sharing is not None:
            self._sharing.soon()
        students = count_of("whole.students", taken.students)
        probes = count_of("whole.probes", taken.probes)
        return say("whole.imported", students=students, probes=probes)
