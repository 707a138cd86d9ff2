"""A kept probe, opened: the page as it was marked, its score and its changes; tapped to correct.

What was kept is never written over. Each change is on record before it is shown.
"""

from collections.abc import Callable
from functools import partial

import flet as ft

from probes.administration import Administration
from probes.measures.profiles import profile
from records.amended import DoesNotFit
from records.corrections import Corrections
from records.devices import Devices
from records.form_library import FormLibrary
from records.history import History
from records.plans import SeriesKey
from records.record_store import Clock
from records.second_scores import SecondScores
from records.students import Students
from screens.giving.layouts.layout import Room
from screens.giving.score_parts import doubt_parts
from screens.giving.sitting_flow import SittingFlow
from screens.parts.controls import bold, card, primary, secondary
from screens.parts.page_foot import foot_bar
from screens.parts.score_text import flags
from screens.parts.theme import GAP, PHONE, WIDE
from screens.review.change_text import change_text
from screens.review.item_panel import ItemPanels
from screens.review.more_panel import MorePanels
from screens.review.panel import Panel
from screens.review.probe_page import Page
from screens.review.review_cards import log_card, marks_card, probe_header, rules_card, score_card
from screens.review.second_panel import second_panel
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.measure_names import form_name

MARGIN, MARGIN_WIDE = 16, 28  # px beside the cards
LETTERS, INSIDE = 20, 18  # px: a line is to fit, nobody reads aloud; within a card, on each side
PAGE_SHARE, SIDE_SHARE = 3, 2  # of the width, where both stand side by side


class Review(Screen):
    """One probe. ``picked`` are the items that the panel at the bottom is about."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        flow: SittingFlow,
        history: History,
        corrections: Corrections,
        second_scores: SecondScores,
        students: Students,
        forms: FormLibrary,
        devices: Devices,
        clock: Clock,
        probe: str,
    ) -> None:
        self._nav = nav
        self._flow = flow
        self._history = history
        self._second_scores = second_scores
        self._corrections = corrections
        self._students = students
        self._forms = forms
        self._devices = devices
        self._clock = clock
        self._probe = probe
        self._as_kept = False  # the page as it was kept is shown
        self._panel: Panel | None = None
        self._picked = range(0)
        self._read()

    def _read(self) -> None:
        original, opened = self._history.original(self._probe), self._history.open(self._probe)
        assert original is not None
        assert opened is not None
        self._original, self._given = original, opened.administration

    @property
    def _shown(self) -> Administration:
        return self._original if self._as_kept else self._given

    # Drawing

    def build(self) -> ft.Control:
        """Build the whole screen from the records."""
        self._read()
        self._head = ft.Container()
        self._above = ft.Row(wrap=True, run_spacing=8, alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
        self._page_box = ft.Container()
        self._score = ft.Container()
        self._side = ft.Column(spacing=GAP + 4, tight=True)
        window = self._nav.window
        self._foot = foot_bar(window.palette, ft.Container(), wide=window.wide)
        self._fill(anew=True)
        wide = window.wide
        inset = ft.Padding.symmetric(horizontal=self._margin, vertical=16)
        stretch = ft.CrossAxisAlignment.STRETCH
        if wide:
            left: list[ft.Control] = [self._page_box]
            right: list[ft.Control] = [self._score, self._side]
            page, side = (
                ft.Column(
                    parts,
                    spacing=GAP + 4,
                    scroll=ft.ScrollMode.AUTO,
                    expand=share,
                    horizontal_alignment=stretch,
                )
                for parts, share in ((left, PAGE_SHARE), (right, SIDE_SHARE))
            )
            both = ft.Row(
                [page, side],
                spacing=GAP + 4,
                expand=True,
                vertical_alignment=ft.CrossAxisAlignment.START,
            )
            self._scroller = page
            inside = ft.Column([self._head, both], spacing=GAP, expand=True)
        else:
            inside = ft.Column(
                [self._head, self._score, self._page_box, self._side],
                spacing=GAP + 4,
                scroll=ft.ScrollMode.AUTO,
                expand=True,
            )
            self._scroller = inside
        inside.horizontal_alignment = stretch
        body = ft.Container(inside, padding=inset, expand=True)
        return ft.Column([body, self._foot], spacing=0, expand=True)

    @property
    def _margin(self) -> int:
        return MARGIN_WIDE if self._nav.window.wide else MARGIN

    def _fill(self, *, anew: bool = False) -> list[ft.Control]:
        """Bring everything up to date; return what looks different. ``anew``: the page, too."""
        palette, now = self._nav.window.palette, self._clock.now()
        others = self._others if self._nav.window.phone else {}
        self._head.content = probe_header(
            palette, self._given, self._students, now, self._back, others
        )
        session = self._shown.session()
        if anew or self._page.layout.session.form != session.form:
            self._page: Page = Page(
                session,
                self._room(),
                on_item=self._tap_item,
                on_group=self._tap_group,
                on_line=self._tap_line,
                on_drag=self._drag,
            )
            self._page_box.content = card(palette, self._above, self._page.control)
            changed: list[ft.Control] = [self._page_box]
        else:
            changed = [self._above, *self._page.show(session, self._picked)]
        title = say("review.page.kept" if self._as_kept else "review.page")
        self._above.controls = [bold(title, 16, palette.title), *self._other_page()]
        beside = flags(scores) if (scores := self._history.entry(self._probe)) else ()
        asks = doubt_parts(
            palette, self._given.session(), self._given.score(), self._count_again, self._ask_why
        )
        self._score.content = score_card(palette, self._given, self._original, beside, asks)
        cards: list[ft.Control | None] = [
            marks_card(palette, session, self._tap_item),
            log_card(
                palette,
                self._original,
                self._history.changes(self._probe),
                self._devices,
                lambda change: change_text(change, self._given.form, now.date(), self._name_of),
                self._take_back,
                now,
            ),
            rules_card(palette, self._given),
        ]
        self._side.controls = [one for one in cards if one is not None]
        self._foot.content = self._footer()
        return [self._head, self._score, *changed, self._side, self._foot]

    def _room(self) -> Room:
        window = self._nav.window
        width = int(window.page.width or WIDE) - 2 * self._margin
        if window.wide:
            width = (width - GAP - 4) * PAGE_SHARE // (PAGE_SHARE + SIDE_SHARE)
        return Room(
            palette=window.palette,
            size=LETTERS,
            width=width - 2 * INSIDE,
            phone=width < PHONE,
        )

    def _other_page(self) -> list[ft.Control]:
        """Return what shows the page as it was kept, or as it counts; nothing where both agree."""
        if not self._as_kept and self._given == self._original:
            return []
        return [
            secondary(
                say("review.show.counted" if self._as_kept else "review.show.kept"), self._turn
            )
        ]

    def _footer(self) -> ft.Control:
        window = self._nav.window
        if self._panel is not None:
            return self._panel.control
        left_out = self._given.session().spoiled is not None
        out = self._count_again if left_out else self._ask_why
        small = [
            secondary(say("review.more.open"), self._ask_more),
            secondary(say("result.count" if left_out else "result.spoil"), out),
        ]
        done = primary(say("result.done"), self._back, expand=window.phone)
        if window.phone:  # the page needs the room; what else there is stands above
            small[0] = secondary(say("review.more.short"), self._ask_more, expand=True)
            return ft.Column([ft.Row(small), ft.Row([done])], spacing=GAP, tight=True)
        small += [secondary(say(f"review.{name}"), do) for name, do in self._others.items()]
        return ft.Row([*small, ft.Container(expand=True), done], spacing=GAP)

    @property
    def _others(self) -> dict[str, Callable[[], None]]:
        """Return what can be done with the probe besides."""
        return {
            "replay": lambda: self._nav.go(routes.ReplayRoute(self._probe)),
            "second": self._ask_second,
        }

    def _refresh(self, *, anew: bool = False) -> None:
        self._nav.window.update(*self._fill(anew=anew))

    # What is tapped

    def _tap_item(self, item: int) -> None:
        span = self._page.span_of(item)
        self._open(self._items.of_item(item), span)

    def _tap_group(self, group: int) -> None:
        self._open(self._items.of_group(group), self._shown.form.group(group))

    def _tap_line(self, line: int) -> None:
        if self._given.session().measure.line_skips:
            self._open(self._items.of_line(line), self._shown.form.line(line))

    def _drag(self, first: int, last: int) -> None:
        if not self._as_kept:
            self._run(partial(self._corrections.mark, self._probe, first, "credit", last))

    def _open(self, panel: Panel, picked: range = range(0)) -> None:
        """Show a panel; on the page as it was kept there is nothing to correct."""
        if self._as_kept:
            self._nav.window.notice(say("review.kept.fixed"))
            return
        self._nav.window.put_notice_away()  # it would lie over the panel
        same = self._panel is not None and len(picked) > 0 and picked == self._picked
        self._panel, self._picked = (None, range(0)) if same else (panel, picked)
        self._show_panel()

    def _show_panel(self) -> None:
        changed = self._page.show(self._shown.session(), self._picked)
        self._foot.content = self._footer()
        self._nav.window.update(*changed, self._foot)

    def _close(self) -> None:
        self._panel, self._picked = None, range(0)
        self._show_panel()

    def _ask_more(self) -> None:
        self._open(self._more.menu())

    def _ask_second(self) -> None:
        asked = (self._nav, self._flow, self._second_scores, self._corrections, self._probe)
        self._open(second_panel(*asked, self._close))

    def _ask_why(self) -> None:
        self._open(self._more.leave_out())

    @property
    def _items(self) -> ItemPanels:
        rules = profile(self._given.profile, self._given.profile_version)
        return ItemPanels(
            self._nav.window.palette,
            self._given.session(),
            self._probe,
            self._corrections,
            self._run,
            self._close,
            steps=rules.digits_of == "answer and steps",
        )

    @property
    def _more(self) -> MorePanels:
        return MorePanels(
            self._nav.window.palette,
            self._given,
            self._probe,
            self._corrections,
            self._students,
            self._forms,
            self._clock.now().date(),
            self._run,
            self._open,
            self._nav.window.update,
            self._close,
        )

    # What is changed

    def _run(self, work: Callable[[], str]) -> bool:
        """Make a change, show it, and say what it was, with a way to take it back."""
        made: list[str] = []

        def attempt() -> None:
            try:
                made.append(work())
            except DoesNotFit as refused:
                if refused.why == "no change":  # what is chosen already was chosen
                    self._close()
                why = refused.why.replace(" ", "_") or "other"
                self._nav.window.notice(say(f"review.refused.{why}"))

        if not self._nav.window.attempt(attempt) or not made:
            return False
        self._panel, self._picked = None, range(0)
        self._read()
        self._refresh()
        change = next(one for one in self._history.changes(self._probe) if one.id == made[0])
        text = say("review.taken_back.short")
        if not change.undoes:
            today = self._clock.now().date()
            text = change_text(change, self._given.form, today, self._name_of)
        self._nav.window.notice(text, partial(self._take_back, made[0]))
        return True

    def _take_back(self, amendment: str) -> None:
        self._run(partial(self._corrections.take_back, self._probe, amendment))

    def _undo(self) -> None:
        latest = self._corrections.latest(self._probe)
        if latest is not None:
            self._take_back(latest)

    def _count_again(self) -> None:
        self._run(partial(self._corrections.count_again, self._probe))

    def _turn(self) -> None:
        self._as_kept = not self._as_kept
        self._panel, self._picked = None, range(0)
        self._refresh(anew=True)

    def _name_of(self, what: str, row_id: str) -> str:
        if what == "student":
            student = self._students.get(row_id)
            return student.name if student else say("papers.nobody")
        form = self._forms.get(row_id)
        return form_name(form) if form else row_id

    def _back(self) -> None:
        student = self._students.get(self._given.student)
        if student is None:  # of another device's, which has not come in
            self._nav.go(routes.StudentListRoute())
        else:
            series = SeriesKey(self._given.measure, self._given.form.level, self._given.input_mode)
            self._nav.go(routes.StudentRoute(student.id, series))

    def key(self, event: ft.KeyboardEvent) -> None:
        """Arrows pick an item, digits say what it was, U takes back, O turns to the original."""
        if event.key == "Escape":
            self._close() if self._panel is not None else self._back()
        elif self._panel is not None and self._panel.types:
            return
        elif event.key in ("Arrow Left", "Arrow Right"):
            self._move(1 if event.key == "Arrow Right" else -1)
        elif event.key.upper() == "U":
            self._undo()
        elif event.key.upper() == "O" and self._given != self._original:
            self._turn()
        elif event.key.upper() == "L" and self._picked and not self._as_kept:
            self._run(partial(self._corrections.last, self._probe, self._picked[-1]))
        elif self._panel is not None:
            self._panel.press(event.key)

    def _move(self, by: int) -> None:
        if self._as_kept:
            return
        item = (self._picked[-1 if by > 0 else 0] + by) if self._picked else 0
        if 0 <= item < len(self._given.form.items):
            self._picked = range(0)
            self._tap_item(item)
            row = self._page.layout.row_of(item)
            self._nav.window.page.run_task(self._scroll_to, f"row-{row}")

    async def _scroll_to(self, key: str) -> None:
        await self._scroller.scroll_to(scroll_key=key, duration=0)
