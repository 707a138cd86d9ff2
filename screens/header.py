"""What stands above the passage: the clock, the rate so far, the errors, and who reads."""

import flet as ft

from probes.profiles import Profile
from probes.scoring import score, so_far
from probes.session import Ended, Phase
from screens.catalogue import count_of, say
from screens.controls import bold
from screens.figures import whole
from screens.sitting import Sitting
from screens.theme import Palette

RING = 56  # px
RATE_FROM_MS = 5_000  # before that a rate jumps about and says nothing


class _Still(ft.Row):
    """A row that an update of what holds it doesn't go into: its parts are sent by themselves."""

    def is_isolated(self) -> bool:
        return True


class Header:
    """The figures of a sitting; ``rate`` shows the rate, ``who`` is left out on a phone."""

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
        self._errors = bold("", 24, palette.error)
        self._clock_node = ft.Semantics(
            identifier="clock", exclude_semantics=True, content=self._dial(palette)
        )
        unit = None if phone else ft.Text(say("give.unit"), size=15, color=palette.title)
        self._rate_node = _figure(palette, "rate", say("give.so_far"), self._rate, unit)
        self._errors_node = _figure(palette, "errors", say("give.errors"), self._errors)
        self._parts: list[ft.Control] = [
            self._clock_node,
            self._seconds,
            self._ring,
            self._words,
        ]
        if rate:
            self._parts += [self._rate_node, self._rate]
        self._shown: tuple[object, ...] = ()
        row: list[ft.Control] = [self._clock_node, self._errors_node]
        if rate:
            row.insert(1, self._rate_node)
        if not phone:
            row.append(_who(palette, name, sitting.session.form.title))
        rows: list[ft.Control] = [ft.Row(row, spacing=24 if phone else 28)]
        if phone:
            who = f"{name} · {sitting.session.form.title}"
            rows.append(ft.Text(who, size=13, color=palette.muted, no_wrap=True, max_lines=1))
        self.control = ft.Container(
            ft.Column(rows, spacing=2, tight=True),
            padding=ft.Padding.symmetric(horizontal=20, vertical=10),
        )

    def refresh(self) -> list[ft.Control]:
        """Bring all figures up to date; return what looks different."""
        errors = score(self._sitting.session, self._profile).errors
        self._errors.value = str(errors)
        self._errors_node.label = count_of("give.errors", errors)
        return [self._errors_node, self._errors, *self.refresh_clock()]

    def refresh_clock(self) -> list[ft.Control]:
        """Bring the clock and the rate up to date; return what looks different."""
        sitting, session = self._sitting, self._sitting.session
        running = session.phase is Phase.RUNNING
        left = -(-sitting.left_ms // 1000)
        words = say("give.seconds_left" if running else "give.time_up")
        if session.ended is not None and session.ended is not Ended.TIME_UP:
            words = say("give.stopped")
        rate = self._rate_text()
        if (left, words, rate) == self._shown:
            return []
        self._shown = (left, words, rate)
        self._seconds.value = str(left)
        self._ring.value = left / session.seconds
        self._words.value = words
        self._clock_node.label = f"{left} {words}" if running else words
        self._rate.value = rate
        self._rate_node.label = f"{say('give.so_far')} {rate} {say('give.unit')}"
        return self._parts

    def _rate_text(self) -> str:
        """Return the rate: exact once it can be, a lower bound before."""
        session, at_ms = self._sitting.session, self._sitting.elapsed_ms
        exact = score(session, self._profile).rate if session.complete else None
        if exact is not None:
            return say("give.rate.exact", rate=whole(exact))
        least = so_far(session, self._profile, at_ms)
        if least is None or at_ms < RATE_FROM_MS:
            return say("give.rate.unknown")
        return say("give.rate.least", rate=int(least))

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
