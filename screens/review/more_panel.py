"""What can be said of a whole probe: how it ended, its time, form, student and day; and to leave
it out.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import flet as ft

from probes.administration import Administration
from probes.giving.session import Ended
from records.amended import MOST_SECONDS
from records.corrections import END_OF, Corrections, End
from records.form_library import FormLibrary
from records.students import Students
from screens.parts.controls import choice, field, secondary
from screens.parts.theme import GAP, Palette
from screens.review.change_text import seconds_text
from screens.review.item_panel import Run
from screens.review.panel import Choices
from screens.review.pick_panels import form_panel, student_panel
from screens.words.catalogue import say
from screens.words.days import day_in_words
from screens.words.measure_names import form_name
from screens.words.typed_days import typed_day

REASONS = ("child", "wrong_form", "interrupted", "student", "examiner")
LONGEST_NOTE = 500
LONGEST_REASON = 200


class MorePanels:
    """Makes the panels about a whole probe; ``show`` puts another one in place."""

    def __init__(
        self,
        palette: Palette,
        given: Administration,
        probe: str,
        corrections: Corrections,
        students: Students,
        forms: FormLibrary,
        today: date,
        run: Run,
        show: Callable[[Choices], object],
        update: Callable[[ft.Control], object],
        on_close: Callable[[], object],
    ) -> None:
        self._palette = palette
        self._given = given
        self._session = given.session()
        self._probe = probe
        self._corrections = corrections
        self._students = students
        self._forms = forms
        self._today = today
        self._run = run
        self._show = show
        self._update = update
        self._close = on_close

    def menu(self) -> Choices:
        """Return the choice of what was different, each with what is known now."""
        given, session = self._given, self._session
        student = self._students.get(given.student)
        day = datetime.fromisoformat(given.given_at).date()
        ended = "none" if session.ended is None else END_OF[session.ended]
        limit = say("review.seconds.text", seconds=given.seconds)
        options = {"end": say("review.now", what=say("review.end"), now=say(f"review.end.{ended}"))}
        panels: dict[str, Callable[[], Choices]] = {
            "end": self._end,
            "used": self._used,
            "seconds": self._seconds,
            "form": self._form,
            "student": self._student,
            "day": self._day,
            "note": self.note,
        }
        if session.ended in (Ended.FINISHED, Ended.DISCONTINUED):
            used = say("review.seconds.text", seconds=seconds_text(session.ended_ms))
            options["used"] = say("review.now", what=say("review.used"), now=used)
        name = student.name if student else say("papers.nobody")
        options |= {
            "seconds": say("review.now", what=say("review.seconds"), now=limit),
            "form": say("review.now", what=say("review.form"), now=form_name(given.form)),
            "student": say("review.now", what=say("review.student"), now=name),
            "day": say("review.now", what=say("review.day"), now=day_in_words(day, self._today)),
            "note": say("result.note"),
        }

        def choose(what: str) -> None:
            self._show(panels[what]())

        chips = choice(self._palette, options, "", choose)
        return Choices(
            self._palette,
            say("review.more"),
            [chips],
            self._close,
            numbered=[partial(choose, what) for what in options],
        )

    def note(self) -> Choices:
        """Ask for a note."""
        text = field(
            say("result.note.title"),
            "",
            hint_text=say("result.note.hint"),
            max_length=LONGEST_NOTE,
            autofocus=True,
        )

        def save() -> None:
            self._run(partial(self._corrections.note, self._probe, text.value or ""))

        return self._typed(say("result.note"), text, save)

    def leave_out(self) -> Choices:
        """Ask why a probe shouldn't count."""
        reasons = {reason: say(f"result.reason.{reason}") for reason in REASONS}

        def choose(reason: str) -> None:
            self._run(partial(self._corrections.leave_out, self._probe, reasons[reason]))

        text = field(say("review.own_words"), "", max_length=LONGEST_REASON, expand=True)

        def save() -> None:
            self._run(partial(self._corrections.leave_out, self._probe, text.value or ""))

        text.on_submit = save
        own = ft.Row(
            [text, secondary(say("result.spoil"), save)],
            spacing=GAP,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        parts: list[ft.Control] = [choice(self._palette, reasons, "", choose), own]
        return Choices(self._palette, say("result.spoil.title"), parts, self._close, types=True)

    def _end(self) -> Choices:
        ends: dict[str, End] = {how: how for how in END_OF.values()}
        options = {how: say(f"review.end.{how}") for how in ends}
        ended = self._session.ended

        def choose(how: str) -> None:
            self._run(partial(self._corrections.end, self._probe, ends[how]))

        now = "" if ended is None else END_OF[ended]
        return Choices(
            self._palette,
            say("review.end"),
            [choice(self._palette, options, now, choose)],
            self._close,
            numbered=[partial(choose, how) for how in options],
        )

    def _used(self) -> Choices:
        text = field(
            say("review.used.field"),
            seconds_text(self._session.ended_ms),
            keyboard_type=ft.KeyboardType.NUMBER,
            autofocus=True,
        )

        def save() -> None:
            found = _number(text.value or "")
            if found is None or not 0 < found <= self._given.seconds:
                text.error = say("review.used.wrong", most=self._given.seconds)
                self._update(text)
            else:
                self._run(partial(self._corrections.used, self._probe, round(found * 1000)))

        return self._typed(say("review.used"), text, save)

    def _seconds(self) -> Choices:
        text = field(
            say("review.seconds.field"),
            str(self._given.seconds),
            keyboard_type=ft.KeyboardType.NUMBER,
            autofocus=True,
        )

        def save() -> None:
            found = _number(text.value or "")
            if found is None or found != int(found) or not 1 <= found <= MOST_SECONDS:
                text.error = say("review.seconds.wrong", most=MOST_SECONDS)
                self._update(text)
            else:
                self._run(partial(self._corrections.seconds, self._probe, int(found)))

        return self._typed(say("review.seconds"), text, save)

    def _day(self) -> Choices:
        day = datetime.fromisoformat(self._given.given_at).date()
        shown = f"{day.month}/{day.day}/{day.year}"
        text = field(say("review.day.field"), shown, autofocus=True)

        def save() -> None:
            found = typed_day(text.value or "", self._today, ahead=False)
            if found is None:
                text.error = say("review.day.wrong")
                self._update(text)
            else:
                self._run(partial(self._corrections.day, self._probe, found))

        return self._typed(say("review.day"), text, save)

    def _form(self) -> Choices:
        def chosen(form_id: str) -> None:
            form = next(one for one in forms if one.id == form_id)
            self._run(partial(self._corrections.form, self._probe, form))

        given = self._given
        forms = self._forms.of(given.form.level, given.measure)
        return form_panel(self._palette, given.form, forms, chosen, self._close)

    def _student(self) -> Choices:
        def chosen(student_id: str) -> None:
            self._run(partial(self._corrections.student, self._probe, student_id))

        mine = self._students.get(self._given.student)
        others = [
            one
            for one in self._students.all()
            if not one.archived and one != mine and (mine is None or one.sample == mine.sample)
        ]
        return student_panel(self._palette, others, chosen, self._update, self._close)

    def _typed(self, title: str, text: ft.TextField, save: Callable[[], None]) -> Choices:
        """Return a panel with a field to type into."""
        text.on_submit = save
        parts: list[ft.Control] = [text, ft.Row([secondary(say("save"), save)])]
        return Choices(self._palette, title, parts, self._close, types=True)


def _number(text: str) -> float | None:
    """Return a number of at most four digits, with tenths or without; None if it is none."""
    whole, _, part = text.strip().replace(",", ".").partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 4):
        return None
    if part and not (part.isascii() and part.isdecimal() and len(part) <= 3):
        return None
    return float(f"{whole}.{part or 0}")
