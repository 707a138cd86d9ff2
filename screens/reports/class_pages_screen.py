"""Pages for a group, a grade or everybody: for each family, for a teacher, for a meeting."""

import asyncio
from collections.abc import Callable

import flet as ft

from records.plans import SeriesKey
from records.students import GRADES
from screens.parts.controls import (
    bold,
    card,
    choice,
    page_body,
    primary,
    quiet,
    secondary,
    spoken_of,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, TARGET
from screens.reports.language_choice import language_choice
from screens.reports.page_maker import Laid, PageMaker
from screens.reports.page_view import no_pages, page_view
from screens.reports.saving import FRAME_S, hand_out
from screens.shell import routes
from screens.shell.file_dialogs import can_share
from screens.shell.navigation import Navigation
from screens.shell.printing import can_print
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.goal_words import series_title

KINDS = ("meeting", "class", "family")
SHOWN = 3  # families' pages that are shown; the others are only saved


class ClassPages(Screen):
    """Whose pages, of which kind; they are shown as they print, and saved."""

    def __init__(self, nav: Navigation, maker: PageMaker, kind: str, whose: str) -> None:
        self._nav = nav
        self._maker = maker
        self._day = maker.day
        self._kind = kind
        self._whose = whose
        self._left = False
        self._cancelled = False
        self._each = False  # a file for each family
        self._language = "en"  # of all but families' pages

    def build(self) -> ft.Control:
        """Build the screen; the pages follow."""
        window = self._nav.window
        palette = window.palette
        names = self._names()
        self._whose = self._whose if self._whose in names else ""
        about = count_of("caseload.students", len(self._maker.reports.students(self._whose)))
        self._pages = ft.Column(spacing=GAP, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        self._done = quiet(palette, "", 16)
        self._cancel = ft.TextButton(
            content=say("cancel"), on_click=self._stop, height=TARGET, visible=False
        )
        kinds = {kind: say(f"reports.kind.{kind}") for kind in KINDS}
        parts: list[ft.Control] = [
            page_head(palette, say("reports.title"), self._back, f"{names[self._whose]} · {about}"),
            choice(palette, kinds, self._kind, self._pick_kind),
            choice(palette, names, self._whose, self._pick_whose),
        ]
        self._pages.controls = [quiet(palette, say("reports.laying_out"), 17)]
        window.page.run_task(self._lay_out)
        if self._kind == "family":
            ways = {way: say(f"reports.files.{way}") for way in ("one", "each")}
            chosen = "each" if self._each else "one"
            parts.insert(3, choice(palette, ways, chosen, self._pick_files))
        else:
            spoken = self._maker.page_languages()
            parts += language_choice(palette, spoken, self._language, self._pick_language)
        parts += [ft.Row([self._done, self._cancel], wrap=True), self._pages]
        steps: list[ft.Control] = [primary(say("reports.save"), lambda: self._save(share=False))]
        if can_share(window):
            steps.insert(0, secondary(say("reports.share"), lambda: self._save(share=True)))
        body = page_body(window.wide, *parts)
        return with_foot(palette, body, *steps, wide=window.wide, phone=window.phone)

    def _names(self) -> dict[str, str]:
        """Return whose pages there can be: everybody's, a group's, a grade's."""
        everybody = self._maker.reports.students("")
        grades = {one.grade for one in everybody}
        return {
            "": say("reports.everybody"),
            **{f"group {one.id}": one.name for one in self._maker.groups.all() if one.members},
            **{f"grade {one}": say("students.grade", grade=one) for one in GRADES if one in grades},
        }

    async def _lay_out(self) -> None:
        await asyncio.sleep(FRAME_S)
        if self._left:
            return
        window = self._nav.window
        if not await can_print(window):
            self._pages.controls = no_pages(window.palette, window.draw)
            window.update(self._pages)
            return
        if self._left:
            return
        reports = self._reports()
        shown = [page for make in reports[:SHOWN] for page in make()]
        controls = [page_view(window.palette, page, window.room) for page in shown]
        if not reports:
            controls = [quiet(window.palette, say("reports.nobody"), 17)]
        elif len(reports) > SHOWN:
            rest = count_of("reports.more", len(reports) - SHOWN)
            controls.append(quiet(window.palette, rest, 16))
        decided = self._decided() if self._kind == "meeting" else []
        self._pages.controls = [*controls, *decided]
        window.update(self._pages)

    def _reports(self) -> list[Callable[[], Laid]]:
        """Return what makes each report."""
        maker, whose = self._maker, self._whose
        if self._kind == "family":
            return [self._family(one.id) for one in maker.reports.students(whose)]
        make = maker.class_page if self._kind == "class" else maker.meeting
        return [lambda: make(whose, lambda: self._names()[whose], self._language)]

    def _family(self, student_id: str) -> Callable[[], Laid]:
        return lambda: self._maker.student("family", student_id, None)

    def _decided(self) -> list[ft.Control]:
        """Return where what was decided is kept: a row a student, in the order of the list."""
        palette = self._nav.window.palette
        found = self._maker.reports.meeting(self._whose, "", self._day)

        def open_it(student: str, series: SeriesKey) -> Callable[[], None]:
            return lambda: self._nav.go(routes.DecideRoute(student, series, self._whose))

        rows: list[ft.Control] = [
            ft.Row(
                [
                    ft.Text(
                        f"{place}. {row.student.name} · {series_title(row.series)}",
                        size=17,
                        color=palette.ink,
                        expand=True,
                    ),
                    secondary(
                        say("next.open"),
                        open_it(row.student.id, row.series),
                        spoken=spoken_of(
                            say("next.open"), f"{row.student.name} · {series_title(row.series)}"
                        ),
                    ),
                ]
            )
            for place, row in enumerate(found.rows, start=1)
        ]
        if not rows:
            return []
        return [card(palette, bold(say("reports.meeting.keep"), 18, palette.title), *rows)]

    # What is tapped

    def _pick_kind(self, kind: str) -> None:
        self._kind = kind
        self._nav.window.draw()

    def _pick_whose(self, whose: str) -> None:
        self._whose = whose
        self._nav.window.draw()

    def _pick_language(self, language: str) -> None:
        self._language = language
        self._nav.window.draw()

    def _pick_files(self, way: str) -> None:
        self._each = way == "each"
        self._nav.window.draw()

    def _save(self, *, share: bool) -> None:
        self._cancelled = False

        async def save() -> None:
            if not await can_print(self._nav.window):
                return
            reports = self._reports()
            self._cancel.visible = len(reports) > 1
            await hand_out(
                self._nav.window,
                self._maker,
                self._kind,
                self._day,
                reports,
                each=self._each and self._kind == "family",
                share=share,
                progress=lambda done: self._told(done, len(reports)),
            )
            self._done.value, self._cancel.visible = "", False
            self._nav.window.update(self._done, self._cancel)

        self._nav.window.page.run_task(save)

    def _told(self, done: int, of: int) -> bool:
        """Say how many are done; return whether to go on."""
        if of > 1:
            self._done.value = say("reports.done", done=done, of=of)
            self._nav.window.update(self._done, self._cancel)
        return not self._cancelled and not self._left

    def _stop(self) -> None:
        self._cancelled = True

    def _back(self) -> None:
        self._nav.go(routes.CaseloadRoute())

    def leave(self) -> None:
        """Lay out and save no more."""
        self._left = True

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
