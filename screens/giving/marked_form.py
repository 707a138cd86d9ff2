"""What was marked as not right, as the layout has it, and the kinds of error to choose from.

Errors are chips to tap. Words of sounds are shown with each sound that got no
credit struck through, problems with their key: wrong digits struck through,
missing ones in brackets.
"""

from collections.abc import Callable, Iterator

import flet as ft

from probes.forms import digits
from probes.giving.events import ERROR_KINDS, Mark
from probes.giving.session import Session
from probes.giving.sheet import is_whole_word
from probes.scoring.counting import left_out
from screens.parts.controls import bold, choice, quiet
from screens.parts.theme import BOLD_FONT, RADIUS, Palette
from screens.words.catalogue import count_of, say

CHIP, CHIP_HEIGHT = 118, 56  # px, the least width of a chip, and its height

# What an error can be said to be, where that is worth saying.
KINDS: dict[str, tuple[str, ...]] = {
    "orf": ERROR_KINDS,
    "wrf": ("error", "substitution", "mispronunciation", "omission", "supplied"),
    "lnf": ("error", "substitution", "omission", "reversal", "supplied"),
    "lsf": ("error", "substitution", "omission", "reversal", "supplied"),
    "oc": ("error", "substitution", "omission", "supplied"),
    "ni": ("error", "substitution", "omission", "supplied"),
    "qd": ("error", "omission"),
    "mn": ("error", "substitution", "omission"),
}


def marked(
    palette: Palette,
    session: Session,
    on_kind: Callable[[int, str], object],
    *,
    picked: int | None,
    on_pick: Callable[[int], object],
) -> ft.Control:
    """Return what isn't right up to the last item.

    Args:
        on_kind: gets an item and the kind of error that is chosen for it.
        picked: the item whose kind is being chosen, None for none.
        on_pick: gets an item that was tapped.
    """
    if session.measure.marked == "errors":
        shown = list(_errors(palette, session, picked, on_pick))
    else:
        chips = _problems if session.measure.marked == "digits" else _words
        shown = list(chips(palette, session))
    if not shown:
        return quiet(palette, say("result.no_misses"))
    parts: list[ft.Control] = [
        quiet(palette, _title(session)),
        ft.Row(shown, wrap=True, spacing=8, run_spacing=8),
    ]
    if picked is not None and picked in session.marks and session.measure.marked == "errors":
        parts.append(_kinds(palette, session, picked, on_kind))
    return ft.Column(parts, spacing=8)


def _title(session: Session) -> str:
    if session.measure.id == "orf":
        return say("result.missed")
    return say("result.missed.other" if session.measure.id in KINDS else "result.missed.plain")


def _upto(session: Session) -> int:
    """Return the last item that counts; -1 for none."""
    last = session.place if session.last is None else session.last
    return -1 if last is None else last


def _errors(
    palette: Palette, session: Session, picked: int | None, on_pick: Callable[[int], object]
) -> Iterator[ft.Control]:
    for item, mark in sorted(session.marks.items()):
        if item <= _upto(session) and not session.is_skipped(item):
            yield _chip(palette, session, item, mark.kind, picked=item == picked, on_pick=on_pick)


def _text(session: Session, item: int) -> str:
    return session.form.items[item].strip(".,!?“”")


def _kind_name(session: Session, kind: str) -> str:
    if kind == "substitution" and session.measure.item != "word":
        return say("kind.substitution.other")
    return say(f"kind.{kind}")


def _chip(
    palette: Palette,
    session: Session,
    item: int,
    kind: str,
    *,
    picked: bool,
    on_pick: Callable[[int], object],
) -> ft.Control:
    """Return a chip that keeps its size, whatever kind of error is said to be on it."""
    text, name = _text(session, item), _kind_name(session, kind)
    error = kind in ERROR_KINDS
    color = palette.error if error else palette.caution
    box = ft.Container(
        ft.Column(
            [
                bold(text, 17, color, no_wrap=True),
                ft.Text(name, size=12, color=palette.muted, no_wrap=True),
            ],
            spacing=0,
            tight=True,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        width=max(CHIP, len(text) * 11 + 24),
        height=CHIP_HEIGHT,
        alignment=ft.Alignment.CENTER,
        bgcolor=palette.error_tint if error else palette.caution_tint,
        border=ft.Border.all(2 if picked else 1, palette.title if picked else palette.line),
        border_radius=RADIUS,
    )

    def pick() -> None:
        on_pick(item)

    return ft.Semantics(
        label=say("marked.chip", text=text, kind=name),
        button=True,
        selected=picked or None,
        exclude_semantics=True,
        on_tap=pick,
        content=ft.GestureDetector(
            content=box,
            on_tap=pick,
            exclude_from_semantics=True,
            mouse_cursor=ft.MouseCursor.CLICK,
        ),
    )


def _kinds(
    palette: Palette, session: Session, item: int, on_kind: Callable[[int, str], object]
) -> ft.Control:
    """Return the kinds to choose among for one item."""
    offered = (*KINDS[session.measure.id], "self_correction", "none")
    names = {kind: _kind_name(session, kind) for kind in offered}
    chips = choice(palette, names, session.marks[item].kind, lambda kind: on_kind(item, kind))
    title = say("marked.which", text=_text(session, item))
    return ft.Container(
        ft.Column([bold(title, 15, palette.title), chips], spacing=8, tight=True),
        bgcolor=palette.paper,
        border=ft.Border.all(1, palette.line),
        border_radius=RADIUS,
        padding=14,
    )


def _words(palette: Palette, session: Session) -> Iterator[ft.Control]:
    """Show each word that has a sound without credit."""
    form, upto = session.form, _upto(session)
    credited = {
        item
        for start, mark in session.marks.items()
        if mark.kind == "credit" and not _repeated(session, mark)
        for item in range(start, (mark.through or start) + 1)
    }
    for group in range(len(form.groups)):
        sounds = [i for i in form.group(group) if i <= upto and not session.is_skipped(i)]
        missed = [item for item in sounds if item not in credited]
        if not missed:
            continue
        spans = [
            _span(f"{form.items[item]} ", palette, wrong=item not in credited)
            for item in form.group(group)
        ]
        told = " ".join(form.items[item] for item in missed)
        label = say("marked.word", word=form.prompt(group), missed=told)
        yield _read(palette, label, form.prompt(group), spans)


def _repeated(session: Session, mark: Mark) -> bool:
    return session.measure.marked == "segments" and is_whole_word(session.form, mark)


def _problems(palette: Palette, session: Session) -> Iterator[ft.Control]:
    """Show each problem with a digit that is wrong, missing or too many."""
    form, sheet, upto = session.form, session.sheet, _upto(session)
    for group in range(0 if upto < 0 else form.group_of(upto) + 1):
        span = form.group(group)
        kinds = {item: sheet.marks[item].kind for item in span if item in sheet.marks}
        if left_out(session, group):
            kinds = dict.fromkeys(span, "missing")
        more = sheet.extras.get(group, 0)
        if not kinds and not more:
            continue
        between = digits.signs(form.prompt(group), len(span))
        spans: list[ft.TextSpan] = []
        for item in span:
            if sign := between.get(item - span[0]):
                text = f" {sign} " if sign == "R" else sign
                spans.append(ft.TextSpan(text, ft.TextStyle(color=palette.muted)))
            missing = kinds.get(item) == "missing"
            digit = f"({form.items[item]})" if missing else form.items[item]
            spans.append(_span(digit, palette, wrong=item in kinds and not missing, faint=missing))
        blank = list(kinds.values()).count("missing")
        wrong = len(kinds) - blank
        told = [count_of("marked.wrong", wrong)] if wrong else []
        told += [count_of("result.missing", blank)] if blank else []
        told += [count_of("result.extra", more)] if more else []
        if more:
            spans.append(_span(f" +{more}", palette, wrong=True, struck=False))
        label = say("marked.problem", problem=form.prompt(group), told=", ".join(told))
        yield _read(palette, label, f"{form.prompt(group)} =", spans)


def _span(
    text: str, palette: Palette, *, wrong: bool, faint: bool = False, struck: bool = True
) -> ft.TextSpan:
    color = palette.error if wrong else palette.muted if faint else palette.ink
    strike = wrong and struck
    return ft.TextSpan(
        text,
        ft.TextStyle(
            color=color,
            decoration=ft.TextDecoration.LINE_THROUGH if strike else ft.TextDecoration.NONE,
            decoration_color=color,
            decoration_thickness=2,
            font_family=BOLD_FONT,
            size=17,
        ),
    )


def _read(palette: Palette, label: str, what: str, spans: list[ft.TextSpan]) -> ft.Control:
    """Return a chip that is only read."""
    text = ft.Text(spans=[ft.TextSpan(f"{what}  ", ft.TextStyle(size=16, color=palette.muted))])
    text.spans = [*(text.spans or []), *spans]
    return ft.Semantics(
        label=label,
        exclude_semantics=True,
        content=_box(palette, text, palette.error_tint),
    )


def _box(palette: Palette, content: ft.Control, ground: str) -> ft.Control:
    return ft.Container(
        content,
        bgcolor=ground,
        border_radius=RADIUS,
        border=ft.Border.all(1, palette.line),
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
    )
