"""The bar above the items: the clock, what is counted so far, and whose probe it is.

It counts errors where errors are marked and credits where credits are, and of digits the
right ones too. Of what isn't said aloud no rate is shown before the end.
"""

import flet as ft

from probes.giving.session import Ended, Phase, Session
from probes.measures.profiles import Profile
from probes.scoring.score import Score, score, so_far
from records.sitting import Sitting
from screens.parts.controls import bold
from screens.parts.score_text import rounded
from screens.parts.theme import Palette
from screens.words.catalogue import count_of, say
from screens.words.measure_names import form_name
from screens.words.nouns import noun
from screens.words.one_line import one_line

RING = 56  # px
RATE_FROM_MS = 5_000  # before that a rate jumps about and says nothing

# What is counted while a measure so marked is given.
FIGURES = {
    "errors": ("errors",),
    "credits": ("credits", "words"),
    "segments": ("segments",),
    "digits": ("digits", "errors"),
}


class _Still(ft.Row):
    """A row whose parts are sent by themselves: an update of its parent leaves them out."""

    def is_isolated(self) -> bool:
        return True


class Header:
    """The figures of a sitting; ``rate`` shows the rate where there is one so far."""

    def __init__(
        self,
        palette: Palette,
        sitting: Sitting,
        profile: Profile,
        *,
        name: str,
        rate: bool,
        phone: bool,
    ) -> None:
        self._sitting = sitting
        self._profile = profile
        self._of: Session | None = None
        self._rate_of: Session | None = None
        self._rate_at = 0
        self._seconds = bold("", 22, palette.ink)
        self._ring = ft.ProgressRing(
            value=0,
            width=RING,
            height=RING,
            stroke_width=6,
            color=palette.accent,
            bgcolor=palette.line,
        )
        self._words = ft.Text("", size=13, color=palette.muted)
        self._rate = bold("", 24, palette.title)
        self._clock_node = ft.Semantics(
            identifier="clock", exclude_semantics=True, content=self._dial(palette)
        )
        measure = sitting.session.measure
        self._unit = say(f"give.unit.{noun(measure)}")
        unit = None if phone else ft.Text(self._unit, size=15, color=palette.title)
        self._rate_node = _figure(palette, "rate", say("give.so_far"), self._rate, unit)
        self._figures = [
            _Count(palette, name)
            for name in FIGURES[measure.marked]
            if name != "words" or not phone
        ]
        row: list[ft.Control] = [self._clock_node, *(figure.node for figure in self._figures)]
        self._shows_rate = rate and sitting.head.input_mode == "oral"
        if self._shows_rate:
            row.insert(1, self._rate_node)
        self._clock_shown: tuple[object, ...] = ()
        if not phone:
            row.append(_who(palette, name, form_name(sitting.session.form)))
        rows: list[ft.Control] = [ft.Row(row, spacing=24 if phone else 28)]
        if phone:
            who = one_line((name, form_name(sitting.session.form)))
            rows.append(ft.Text(who, size=13, color=palette.muted, no_wrap=True, max_lines=1))
        self.control = ft.Container(
            ft.Column(rows, spacing=2, tight=True),
            padding=ft.Padding.symmetric(horizontal=20, vertical=10),
        )

    def refresh(self) -> list[ft.Control]:
        """Bring all figures up to date; return what looks different."""
        scored = self._scored()
        changed = [control for figure in self._figures for control in figure.show(scored)]
        return [*changed, *self.refresh_clock()]

    def refresh_clock(self) -> list[ft.Control]:
        """Bring the clock and the rate up to date; return what looks different."""
        sitting, session = self._sitting, self._sitting.session
        running = session.phase is Phase.RUNNING
        left = -(-sitting.left_ms // 1000)
        words = count_of("give.seconds_left", left) if running else say("give.time_up")
        if session.ended is not None and session.ended is not Ended.TIME_UP:
            words = say("give.stopped")
        changed: list[ft.Control] = []
        if (left, words) != self._clock_shown:
            self._clock_shown = (left, words)
            self._seconds.value = str(left)
            self._ring.value = left / session.seconds
            self._words.value = words
            self._clock_node.label = f"{left} {words}" if running else words
            changed += [self._clock_node, self._seconds, self._ring, self._words]
        return [*changed, *self._refresh_rate(left)]

    def _refresh_rate(self, left: int) -> list[ft.Control]:
        """Bring the rate up to date: after a tap, and with each second, not with each look.

        A bound that counted down between would draw the eye, and frames that a tap waits for.
        """
        session = self._sitting.session
        if not self._shows_rate or (session is self._rate_of and left == self._rate_at):
            return []
        self._rate_of, self._rate_at = session, left
        rate = self._rate_text()
        if rate == self._rate.value:
            return []
        self._rate.value = rate
        self._rate_node.label = f"{say('give.so_far')} {rate} {self._unit}"
        return [self._rate_node, self._rate]

    def _rate_text(self) -> str:
        """Return the rate: exact once it can be, a lower bound before."""
        session, at_ms = self._sitting.session, self._sitting.elapsed_ms
        scored = self._scored()
        if scored.rate is not None:
            return say("give.rate.exact", rate=rounded(scored.rate))
        least = so_far(session, scored, at_ms)
        if least is None or at_ms < RATE_FROM_MS:
            return say("give.rate.unknown")
        return say("give.rate.least", rate=int(least))

    def _scored(self) -> Score:
        """Return the score of the session as it is; the clock asks ten times a second."""
        session = self._sitting.session
        if session is not self._of:
            self._of, self._score = session, score(session, self._profile)
        return self._score

    def _dial(self, palette: Palette) -> ft.Control:
        of = say("give.of", seconds=self._sitting.session.seconds)
        return _Still(
            [
                ft.Stack(
                    [self._ring, ft.Container(self._seconds, alignment=ft.Alignment.CENTER)],
                    width=RING,
                    height=RING,
                ),
                ft.Column(
                    [self._words, ft.Text(of, size=13, color=palette.muted)], spacing=0, tight=True
                ),
            ],
            tight=True,
            spacing=10,
        )


class _Count:
    """One of the figures above."""

    def __init__(self, palette: Palette, name: str) -> None:
        self._name = name
        self._text = bold("", 24, palette.error if name == "errors" else palette.title)
        self.node = _figure(palette, name, say(f"give.{name}"), self._text)

    def show(self, counted: Score) -> list[ft.Control]:
        """Show what the score says by now; return what looks different."""
        number = counted.correct
        if self._name == "errors":
            number = counted.errors
        elif self._name == "words":
            number = counted.words_recoded or 0
        if self._text.value == str(number):
            return []
        self._text.value = str(number)
        self.node.label = count_of(f"give.{self._name}", number)
        return [self.node, self._text]


def _figure(
    palette: Palette, name: str, caption: str, value: ft.Text, unit: ft.Text | None = None
) -> ft.Semantics:
    row: list[ft.Control] = [value] if unit is None else [value, unit]
    return ft.Semantics(
        identifier=name,
        exclude_semantics=True,
        content=_Still(
            [
                ft.Column(
                    [
                        ft.Text(caption, size=13, color=palette.muted),
                        ft.Row(row, spacing=6, tight=True),
                    ],
                    spacing=0,
                    tight=True,
                )
            ],
            tight=True,
        ),
    )


def _who(palette: Palette, name: str, title: str) -> ft.Control:
    return ft.Column(
        [
            bold(name, 15, palette.title, no_wrap=True, max_lines=1),
            ft.Text(title, size=13, color=palette.muted, no_wrap=True, max_lines=1),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        expand=True,
    )
