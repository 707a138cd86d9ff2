"""What stands over a group: a word and how it was said as a whole, or a problem.

What was tapped is written under it in words.
"""

from typing import TYPE_CHECKING

import flet as ft

from screens.giving.layouts.touch import touchable
from screens.parts.controls import bold
from screens.parts.theme import PASSAGE_FONT
from screens.words.catalogue import say
from screens.words.one_line import one_line

if TYPE_CHECKING:
    from screens.giving.layouts.layout import Layout

HEIGHT = 46  # px
PROMPT, SMALL_PROMPT = 20, 14  # px, the size of a prompt's letters
LEADING = 1.1  # height of the prompt's line, in sizes of its letters


class ColumnHead:
    """A group's prompt, ``width`` px wide where it is not as wide as what holds it.

    Words say themselves; problems carry their number.
    """

    def __init__(
        self, layout: "Layout", group: int, *, width: int | None = None, small: bool = False
    ) -> None:
        self._layout = layout
        self._group = group
        palette = layout.room.palette

        def tap() -> None:
            layout.handler.tap_group(group)

        self._prompt = ft.Text(
            layout.session.form.prompt(group),
            size=SMALL_PROMPT if small else PROMPT,
            font_family=PASSAGE_FONT,
            no_wrap=True,
        )
        line: ft.Control = self._prompt
        if layout.noun == "digits":
            number = ft.Text(f"{group + 1}.", size=11 if small else 15, color=palette.muted)
            line = ft.Row([number, self._prompt], spacing=2 if small else 6, tight=True)
        self._said = bold("", 12, palette.title, no_wrap=True)
        self._box = ft.Container(
            ft.Column(
                [line, self._said],
                spacing=0,
                tight=True,
                alignment=ft.MainAxisAlignment.CENTER,
            ),
            width=width,
            height=HEIGHT,
            padding=ft.Padding.symmetric(horizontal=1 if small else 5),
            border=ft.Border.all(1, palette.line) if layout.noun == "credits" else None,
            alignment=ft.Alignment.CENTER_LEFT,
            border_radius=8,
        )
        self.control = touchable(self._box, tap)
        self.paint()

    def paint(self) -> ft.Control:
        """Draw what is said of the group as a whole."""
        layout, group = self._layout, self._group
        session, palette = layout.session, layout.room.palette
        said = self._states()
        prompt = session.form.prompt(group)
        kind = "problem" if layout.noun == "digits" else "word"
        name = say(f"cell.{kind}", number=group + 1, text=prompt)
        here = session.reached is not None and session.form.group_of(session.reached) == group
        self.control.label = ", ".join([name, *said, *([say("state.here")] if here else [])])
        if here:
            said.append(say("state.here.short"))
        whole = group in session.sheet.words
        skipped = session.is_skipped(session.form.group(group)[0])
        struck = ft.TextDecoration.LINE_THROUGH if skipped else ft.TextDecoration.NONE
        color = palette.muted if skipped else palette.title
        self._prompt.style = ft.TextStyle(
            color=color, decoration=struck, decoration_color=color, height=LEADING
        )
        self._said.value = one_line(said)
        self._said.visible = bool(said)  # a line of nothing would lift the prompt above its chips
        self._box.bgcolor = palette.last_tint if whole else palette.accent_tint if here else None
        return self.control

    def _states(self) -> list[str]:
        layout, group = self._layout, self._group
        sheet = layout.session.sheet
        said = []
        how = sheet.words.get(group)
        if how is not None:
            said.append(say(f"state.word.{how.replace(' ', '_')}"))
        answer = sheet.answers.get(group)
        if answer is not None:
            said.append(say("state.wrote", text=answer) if answer else say("state.left_out"))
        if group in sheet.extras:
            said.append(say("state.extra", count=sheet.extras[group]))
        steps = sheet.steps.get(group)
        if steps is not None:
            said.append(say("state.steps", right=steps.right, wrong=steps.wrong))
        return said
