"""What can be said of an item that was tapped, of a word, a problem or a line."""

from collections.abc import Callable
from functools import partial

import flet as ft

from probes.giving.events import DIGIT_KINDS, WORD_KINDS
from probes.giving.session import Session
from records.corrections import Corrections
from screens.giving.marked_form import KINDS
from screens.giving.marking import MOST_EXTRA, mark_at
from screens.parts.controls import choice, field, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.review.item_names import item_name, mark_name, problem_name, word_name
from screens.review.panel import Choices
from screens.words.catalogue import count_of, say
from screens.words.nouns import noun

NONE = "none"
Run = Callable[[Callable[[], str]], object]


class ItemPanels:
    """Makes the panels of one probe's page. ``run`` does a change and says what it did."""

    def __init__(
        self,
        palette: Palette,
        session: Session,
        probe: str,
        corrections: Corrections,
        run: Run,
        on_close: Callable[[], object],
        *,
        steps: bool,
    ) -> None:
        """``steps``: the digits of written steps count, too."""
        self._palette = palette
        self._session = session
        self._probe = probe
        self._corrections = corrections
        self._run = run
        self._close = on_close
        self._steps = steps

    def of_item(self, item: int) -> Choices:
        """Return what can be said of an item: its mark, that it was the last, its line."""
        session, form = self._session, self._session.form
        line = form.line_of(item)
        if session.is_skipped(item):
            return self.of_line(line)
        mark = mark_at(session, item)
        first, through = (item, None) if mark is None else (mark.item, mark.through)
        kinds = {
            "errors": (*KINDS.get(form.measure, ()), "self_correction"),
            "credits": ("credit", "error"),
            "segments": ("credit", "error"),
            "digits": DIGIT_KINDS,
        }[session.measure.marked]
        options = {NONE: mark_name(form, None)} | {k: mark_name(form, k) for k in kinds}

        def choose(kind: str) -> None:
            if kind != NONE:
                self._run(partial(self._corrections.mark, self._probe, first, kind, through))
            else:
                self._run(partial(self._corrections.unmark, self._probe, first))

        more = {"last": say(f"give.last.{noun(session.measure)}")}
        if session.measure.line_skips:
            more["line"] = say("review.skip")

        def choose_more(what: str) -> None:
            if what == "last":
                self._run(partial(self._corrections.last, self._probe, item))
            else:
                self._run(partial(self._corrections.skip_line, self._probe, line, skipped=True))

        chosen = NONE if mark is None else mark.kind
        parts = [
            choice(self._palette, options, chosen, choose),
            choice(self._palette, more, "last" if session.last == item else "", choose_more),
        ]
        numbered = [partial(choose, kind) for kind in options]
        title = item_name(form, first, through)
        return Choices(self._palette, title, parts, self._close, numbered=numbered)

    def of_group(self, group: int) -> Choices:
        """Return what can be said of a word of sounds, or of a problem."""
        marked = self._session.measure.marked
        if self._session.is_skipped(self._session.form.group(group)[0]):
            return self.of_line(self._session.form.line_of(self._session.form.group(group)[0]))
        if marked == "digits":
            return self._problem(group)
        return self._word(group) if marked == "credits" else self._taken_apart(group)

    def of_line(self, line: int) -> Choices:
        """Return what can be said of a line: read, or skipped."""
        skipped = line in self._session.skipped
        options = {"read": say("review.line.read"), "skipped": say("review.line.skipped")}

        def choose(how: str) -> None:
            skip = partial(self._corrections.skip_line, self._probe, line)
            self._run(partial(skip, skipped=how == "skipped"))

        return Choices(
            self._palette,
            say("review.line", number=line + 1),
            [choice(self._palette, options, "skipped" if skipped else "read", choose)],
            self._close,
            numbered=[partial(choose, how) for how in options],
        )

    def _word(self, group: int) -> Choices:
        options = {how: say(f"review.whole.{how.replace(' ', '_')}") for how in WORD_KINDS}

        def choose(how: str) -> None:
            self._run(partial(self._corrections.say_word, self._probe, group, how))

        said = self._session.sheet.words.get(group, NONE)
        return Choices(
            self._palette,
            word_name(self._session.form, group),
            [choice(self._palette, options, said, choose)],
            self._close,
            numbered=[partial(choose, how) for how in options],
        )

    def _taken_apart(self, group: int) -> Choices:
        span = self._session.form.group(group)

        def clear(_: str) -> None:
            self._run(partial(self._corrections.unmark, self._probe, span[0], span[-1]))

        return Choices(
            self._palette,
            word_name(self._session.form, group),
            [
                quiet(self._palette, say("review.segments.help"), 16),
                choice(self._palette, {NONE: say("review.clear")}, "", clear),
            ],
            self._close,
        )

    def _problem(self, group: int) -> Choices:
        session, palette = self._session, self._palette
        sheet = session.sheet
        written = field(say("review.wrote"), sheet.answers.get(group, ""), max_length=20)

        def save() -> None:
            text = (written.value or "").strip()
            self._run(partial(self._corrections.answer, self._probe, group, text))

        written.on_submit = save
        written.expand = True
        extras = {str(n): count_of("result.extra", n) for n in range(1, MOST_EXTRA + 1)}
        extras = {"0": say("review.extra.none"), **extras}

        def extra(number: str) -> None:
            self._run(partial(self._corrections.extra, self._probe, group, int(number)))

        def last(_: str) -> None:
            end = session.form.group(group)[-1]
            self._run(partial(self._corrections.last, self._probe, end))

        parts: list[ft.Control] = [
            ft.Row(
                [written, secondary(say("save"), save)],
                spacing=GAP,
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            choice(palette, extras, str(sheet.extras.get(group, 0)), extra),
        ]
        if self._steps:
            parts.append(self._written_steps(group))
        is_last = session.last is not None and session.form.group_of(session.last) == group
        parts.append(choice(palette, {"last": say("give.last.digits")}, "last" * is_last, last))
        title = problem_name(session.form, group)
        return Choices(palette, title, parts, self._close, types=True)

    def _written_steps(self, group: int) -> ft.Control:
        noted = self._session.sheet.steps.get(group)
        right, wrong = (0, 0) if noted is None else (noted.right, noted.wrong)
        fields = [
            field(say(f"entry.steps.{name}"), str(count), max_length=2, width=200)
            for name, count in (("right", right), ("wrong", wrong))
        ]

        def save() -> None:
            counts = [one.value or "" for one in fields]
            if all(count.isascii() and count.isdecimal() for count in counts):
                steps = partial(self._corrections.steps, self._probe, group)
                self._run(partial(steps, int(counts[0]), int(counts[1])))

        return ft.Row([*fields, secondary(say("save"), save)], wrap=True, spacing=GAP)
