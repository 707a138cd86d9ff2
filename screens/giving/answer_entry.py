"""What a student wrote as the answer to a problem, entered on pads of our own.

No text field: its keyboard would cover the problems, and click.
"""

import flet as ft

from probes.forms import digits
from probes.forms.digits import LONGEST_ANSWER
from probes.giving import events
from probes.giving.sheet import MOST_DIGITS
from records.sitting import Sitting
from screens.giving.give_actions import GiveActions
from screens.parts.controls import bold
from screens.parts.pads import Pad
from screens.parts.theme import PASSAGE_FONT, RADIUS, TARGET, Palette
from screens.words.catalogue import say

CLOSE = 6  # px between two pads
BLANK, REST = "_", "R"
SIGNS = {BLANK: "blank", REST: "remainder", ".": "point", " ": "and", "/": "over"}
BETWEEN = "R. /"  # what stands between digits
SHOWN = {" ": "and"}  # as 1 and 2/5 is said: a space can’t be seen


class Entry:
    """The pads, for one problem after another; ``group`` is None while they are away.

    The pads stay the same from problem to problem, so a quick tap on the next one
    finds its pad. ``steps`` asks for the written steps too, where a problem has any.
    """

    def __init__(
        self, palette: Palette, sitting: Sitting, give: GiveActions, *, steps: bool
    ) -> None:
        self.group: int | None = None
        self._palette = palette
        self._sitting = sitting
        self._give = give
        self._asks_steps = steps
        self._text = ""
        self._steps = [0, 0]
        self._problem = ft.Text("", size=18, color=palette.ink, font_family=PASSAGE_FONT)
        self._key = ft.Text("", size=14, color=palette.muted)
        self._shown = bold("", 24, palette.ink)
        self._node = ft.Semantics(
            identifier="written",
            exclude_semantics=True,
            content=ft.Container(
                self._shown,
                height=TARGET,
                padding=ft.Padding.symmetric(horizontal=12),
                alignment=ft.Alignment.CENTER_LEFT,
                border=ft.Border.all(2, palette.accent),
                border_radius=RADIUS,
                bgcolor=palette.surface,
            ),
            expand=True,
        )
        self._counts = [bold("", 18, palette.ink) for _ in self._steps]
        form = sitting.session.form
        needed = {sign for prompt in form.prompts for sign in digits.signs_allowed(prompt)}
        # R where nothing else is: a pad that can't be tapped, but keeps the others' places.
        shown = needed or {REST}
        self._between = {sign: self._sign(sign) for sign in BETWEEN if sign in shown}
        self._steps_row = self._steppers()
        self.control = ft.Column(self._rows(), spacing=CLOSE, tight=True)

    def open(self, group: int) -> None:
        """Ask for one problem's answer."""
        self.group = group
        self._text = self._sitting.session.sheet.answers.get(group, "")
        self._steps = list(self._noted)
        self._ask(group)

    def take_over(self, other: "Entry") -> None:
        """Show what another one shows: the screen was drawn anew."""
        self.group, self._text, self._steps = other.group, other._text, other._steps
        if self.group is not None:
            self._ask(self.group)

    def _ask(self, group: int) -> None:
        form = self._sitting.session.form
        prompt, span = form.prompt(group), form.group(group)
        key = digits.written(prompt, [form.items[item] for item in span])
        self._problem.value = say("entry.problem", number=group + 1, text=prompt)
        self._key.value = say("entry.key", answer=key)
        for sign, pad in self._between.items():
            pad.enable(sign in digits.signs_allowed(prompt))
        self._steps_row.visible = self._most > 0
        self._show()

    @property
    def _most(self) -> int:
        """How many digits the steps of the problem can have; 0 where nobody asks."""
        if self.group is None or not self._asks_steps:
            return 0
        return digits.possible_steps(self._sitting.session.form.prompt(self.group))

    @property
    def _noted(self) -> tuple[int, int]:
        """The digits of the steps that were right and wrong; at first all of them are right."""
        assert self.group is not None
        noted = self._sitting.session.sheet.steps.get(self.group)
        return (self._most, 0) if noted is None else (noted.right, noted.wrong)

    def press(self, sign: str) -> None:
        """Add a digit, a blank, or what stands between digits, each once."""
        pad = self._between.get(sign)
        may = sign not in BETWEEN or (pad is not None and pad.enabled and sign not in self._text)
        if len(self._text) < LONGEST_ANSWER and may:
            self._text += sign
        self._give.update(*self._show())

    def erase(self) -> None:
        """Take the last sign away."""
        self._text = self._text[:-1]
        self._give.update(*self._show())

    def keep(self) -> None:
        """Keep what was entered, if anything was, and go on to the next problem."""
        if self.group is not None and self._written(self.group):
            self._give.enter(self.group + 1)

    def leave_out(self) -> None:
        """The student wrote nothing here."""
        group = self.group
        if group is not None and self._give.do(events.Answer, group=group, text=""):
            self._give.enter(group + 1)

    def close(self) -> None:
        """Keep what was entered and put the pads away."""
        if self.group is not None and self._written(self.group):
            self._give.enter(None)

    def _written(self, group: int) -> bool:
        done = True
        if self._text and self._text != self._sitting.session.sheet.answers.get(group):
            done = self._give.do(events.Answer, group=group, text=self._text)
        if done and tuple(self._steps) != self._noted:
            right, wrong = self._steps
            done = self._give.do(events.Steps, group=group, right=right, wrong=wrong)
        return done

    def _show(self) -> list[ft.Control]:
        self._shown.value = self._text
        self._node.label = say("entry.written", text=self._text)
        for count, text in zip(self._steps, self._counts, strict=True):
            text.value = str(count)
        return [self._node, *self._counts]

    def _rows(self) -> list[ft.Control]:
        palette = self._palette
        asked = ft.Column([self._problem, self._key], spacing=0, tight=True)
        erase = Pad(palette, say("entry.erase"), self.erase, small=True)
        first, second = ([self._sign(sign) for sign in row] for row in ("12345", "67890"))
        more = [self._sign(BLANK), *self._between.values()]
        keep = Pad(palette, say("entry.keep"), self.keep, main=True, small=True)
        close = Pad(palette, say("entry.close"), self.close, small=True)
        leave_out = Pad(palette, say("entry.leave_out"), self.leave_out, small=True)
        if self._give.phone:
            pads = [first, second, [*more, erase], [close, leave_out, keep]]
        else:  # a word is too wide for the room of a digit
            pads = [[*first, *second, *more], [close, leave_out, erase, keep]]
        return [
            ft.Row([asked, self._node], spacing=12),
            self._steps_row,
            *(_even(row) for row in pads),
        ]

    def _sign(self, sign: str) -> Pad:
        def press() -> None:
            self.press(sign)

        named = SIGNS.get(sign)
        label = say(f"entry.{named}") if named else say("entry.digit", digit=sign)
        return Pad(self._palette, SHOWN.get(sign, sign), press, small=True, label=label)

    def _steppers(self) -> ft.Row:
        row: list[ft.Control] = []
        for place, (name, count) in enumerate(zip(("right", "wrong"), self._counts, strict=True)):
            text = say(f"entry.steps.{name}")
            row += [
                ft.Text(text, size=14, color=self._palette.muted),
                self._stepper(place, -1, "−", text),
                count,
                self._stepper(place, 1, "+", text),
            ]
        return ft.Row(row, spacing=CLOSE, wrap=True, visible=False)

    def _stepper(self, place: int, by: int, sign: str, text: str) -> ft.Control:
        def step() -> None:
            most = MOST_DIGITS if place else self._most
            self._steps[place] = min(max(self._steps[place] + by, 0), most)
            self._give.update(*self._show())

        return Pad(self._palette, sign, step, small=True, label=f"{text} {sign}").control


def _even(pads: list[Pad]) -> ft.Row:
    """Return pads of one width side by side."""
    for pad in pads:
        pad.tighten()
        pad.control.expand = 1
    return ft.Row([pad.control for pad in pads], spacing=CLOSE)
