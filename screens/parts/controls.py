"""The buttons, cards and headings that all screens are made of."""

from collections.abc import Callable

import flet as ft

from screens.parts.kept_focus import Button, keep_focus
from screens.parts.theme import APP_FONT, BOLD_FONT, FIELD_EDGE, GAP, RADIUS, TARGET, Palette
from screens.parts.theme import edge as edge_of
from screens.words.catalogue import say

PAGE = "page"  # marks what scrolls of a screen, which stays where it is when it is drawn anew
FOOT = "foot"  # marks the buttons at the bottom of a screen, which nothing ever lies over
BOX = 48  # px, of a box to tick
Handler = Callable[[], object]


def bold(text: str, size: int, color: str | None = None, **more: object) -> ft.Text:
    """Return bold text; without a colour it takes its surroundings'."""
    return ft.Text(text, size=size, font_family=BOLD_FONT, color=color, **more)  # type: ignore[arg-type]


def primary(
    text: str, on_click: Handler, *, spoken: str | None = None, **more: object
) -> ft.FilledButton:
    """Return the one button that is the next step; ``spoken`` is as in ``secondary``."""
    return ft.FilledButton(
        content=bold(text, 19, text_align=ft.TextAlign.CENTER, semantics_label=spoken),
        on_click=on_click,
        height=60,
        style=_style(),
        **more,  # type: ignore[arg-type]
    )


def rename(button: ft.FilledButton, text: str) -> None:
    """Give a ``primary`` button, which stays where it is, another text."""
    button.content = bold(text, 19, text_align=ft.TextAlign.CENTER)


def ticked(
    palette: Palette,
    text: str,
    room: float,
    *,
    value: bool,
    on_change: "ft.ControlEventHandler[ft.Checkbox]",
) -> ft.Checkbox:
    """Return a box to tick, and what it is for on as many lines as ``room`` px ask for."""
    label = ft.Text(text, size=17, color=palette.ink, width=room - BOX)
    return ft.Checkbox(label=label, value=value, on_change=on_change)


def secondary(
    text: str, on_click: Handler, *, spoken: str | None = None, **more: object
) -> ft.Control:
    """Return a button beside the next step.

    Args:
        text: what is seen of it.
        on_click: what it does.
        spoken: what a screen reader says instead, as ``spoken_of`` returns it, where buttons
            of a list look alike.
        more: of Flet's button.
    """
    button = ft.OutlinedButton(
        content=bold(text, 16, text_align=ft.TextAlign.CENTER, semantics_label=spoken),
        on_click=on_click,
        height=TARGET + 4,
        style=_style(),
        **more,  # type: ignore[arg-type]
    )
    if spoken is not None:  # one of a list, which may be made anew by a tap on it
        keep_focus(button)
    return button


def spoken_of(button: str, whom: str) -> str:
    """Return a button's name, to be heard, with whom or what it is about."""
    return say("button.about", button=button, whom=whom)


def text_button(text: str, on_click: Handler) -> ft.TextButton:
    """Return a button without an edge, as high as a finger needs."""
    return ft.TextButton(content=text, on_click=on_click, height=TARGET)


def _style() -> ft.ButtonStyle:
    # No click sound and no vibration: the student beside must notice nothing.
    return ft.ButtonStyle(
        enable_feedback=False,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=18, vertical=8),
    )


def card(palette: Palette, *controls: ft.Control, **more: object) -> ft.Container:
    """Return a white sheet with a thin edge."""
    return ft.Container(
        content=ft.Column(
            list(controls),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        bgcolor=palette.surface,
        border=ft.Border.all(1, palette.line),
        border_radius=RADIUS,
        padding=18,
        **more,  # type: ignore[arg-type]
    )


def set_parts(sheet_of_parts: ft.Container, parts: list[ft.Control]) -> None:
    """Put other parts into a ``card``, which stays where it is."""
    column = sheet_of_parts.content
    assert isinstance(column, ft.Column)
    column.controls = parts


def rows_card(palette: Palette, rows: list[ft.Control]) -> ft.Container:
    """Return a sheet of rows with thin lines between them."""
    lined: list[ft.Control] = []
    for row in rows:
        if lined:
            lined.append(ft.Divider(height=1, thickness=1, color=palette.line))
        lined.append(row)
    sheet_of_rows = card(palette, ft.Column(lined, spacing=0, tight=True))
    sheet_of_rows.padding = 0
    return sheet_of_rows


def heading(palette: Palette, text: str, size: int = 28) -> ft.Control:
    """Return a screen's or a card's title, announced as a heading."""
    return ft.Semantics(
        header=True,
        content=bold(text, size, palette.title),
    )


def quiet(palette: Palette, text: str, size: int = 15) -> ft.Text:
    """Return text that explains."""
    return ft.Text(text, size=size, color=palette.muted)


def field(label: str, value: str, **more: object) -> ft.TextField:
    """Return a field to type into; what is said below it may take a few lines on a phone."""
    return ft.TextField(
        label=label,
        value=value,
        text_size=18,
        border_radius=RADIUS,
        border_color=FIELD_EDGE,
        helper_style=ft.TextStyle(size=14),
        helper_max_lines=4,
        error_style=ft.TextStyle(size=14),
        error_max_lines=4,
        **more,  # type: ignore[arg-type]
    )


def icon_button(icon: ft.IconData, label: str, on_click: Handler) -> ft.IconButton:
    """Return an icon that says its name."""
    return ft.IconButton(
        icon=ft.Icon(icon, semantics_label=label),
        tooltip=label,
        on_click=on_click,
        enable_feedback=False,
        size_constraints=ft.BoxConstraints(min_width=TARGET, min_height=TARGET),
    )


def tapped_whole(
    content: ft.Control,
    on_click: Handler,
    *,
    chosen: bool | None = None,
    padding: ft.PaddingValue = 0,
    bgcolor: str | None = None,
    edge: ft.BorderSide | None = None,
    height: float | None = None,
    expand: bool = False,
    called: str = "",
    enabled: bool = True,
) -> ft.Control:
    """Return something larger than a text that is one button: by tap, by key, and to hear.

    A container that is tapped gets no focus, so who goes by the keyboard would never reach it.

    Args:
        chosen: whether it is the chosen one of several; None where none is to be chosen.
        edge: the line around it.
        height: px; None for that of its content.
        expand: whether it takes the room that is left beside others.
        called: what it is known by where its text changes, so that it keeps the focus.
        enabled: whether it can be tapped.
    """
    button = ft.TextButton(
        disabled=not enabled,
        content=content,
        on_click=lambda: on_click(),
        style=ft.ButtonStyle(
            enable_feedback=False,
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
            alignment=ft.Alignment.CENTER_LEFT,
            padding=padding,
            bgcolor=bgcolor,
            side=None if edge is None else edge_of(edge),
            text_style=ft.TextStyle(  # not a button's
                font_family=APP_FONT, weight=ft.FontWeight.W_400, letter_spacing=0
            ),
            visual_density=ft.VisualDensity.STANDARD,  # else its padding shrinks
        ),
        height=height,
    )
    return told_chosen(button, chosen=chosen, expand=expand, called=called)


def told_chosen(
    button: Button, *, chosen: bool | None, expand: bool = False, called: str = ""
) -> ft.MergeSemantics:
    """Return a button that says to a screen reader whether it is the chosen one of several.

    All of it is heard as one: else what is chosen is said of nothing, beside a button without it.
    Made anew, as when it was chosen, it keeps the keyboard's focus.
    """
    keep_focus(button, called)
    return ft.MergeSemantics(ft.Semantics(selected=chosen, content=button), expand=expand or None)


def choice(
    palette: Palette, options: dict[str, str], chosen: str, on_choose: Callable[[str], object]
) -> ft.Control:
    """Return a row of chips of which one is chosen, wrapping where it is narrow."""
    return ft.Row(
        [_chip(palette, name, text, name == chosen, on_choose) for name, text in options.items()],
        wrap=True,
        spacing=8,
        run_spacing=8,
    )


ONE_LINE = 40  # letters of a chip that fit beside each other at 360 px


def _chip(
    palette: Palette, name: str, text: str, chosen: bool, on_choose: Callable[[str], object]
) -> ft.Control:
    def choose() -> None:
        on_choose(name)

    kind = ft.FilledButton if chosen else ft.OutlinedButton
    button = kind(
        content=ft.Text(text, size=15, color=palette.on_accent if chosen else palette.ink),
        on_click=choose,
        height=TARGET if len(text) <= ONE_LINE else None,
        style=ft.ButtonStyle(
            enable_feedback=False,
            bgcolor=palette.accent if chosen else palette.surface,
            side=edge_of(ft.BorderSide(1, palette.accent if chosen else palette.line)),
            shape=ft.RoundedRectangleBorder(radius=TARGET / 2),
            padding=ft.Padding.symmetric(horizontal=16, vertical=14),
            visual_density=ft.VisualDensity.STANDARD,  # else a long text makes it 33 px high
        ),
    )
    return told_chosen(button, chosen=chosen)


def sheet(*controls: ft.Control) -> ft.Control:
    """Return a column in the middle of the screen, for what is said all by itself."""
    column = ft.Column(
        list(controls),
        spacing=GAP + 4,
        scroll=ft.ScrollMode.AUTO,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    middle = ft.Container(column, width=520, padding=24)
    return ft.Container(middle, alignment=ft.Alignment.CENTER, expand=True)


def page_body(wide: bool, *controls: ft.Control) -> ft.Control:
    """Return a scrolling screen with its margins."""
    return ft.Container(
        ft.Column(
            list(controls),
            spacing=GAP + 4,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            data=PAGE,
        ),
        padding=ft.Padding.symmetric(horizontal=36 if wide else 16, vertical=20),
        expand=True,
    )
