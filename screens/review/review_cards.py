"""What stands beside the page of a kept probe: its score, other rules, and its changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import flet as ft

from probes.administration import Administration
from probes.giving.session import Session
from probes.measures.profiles import profiles_for
from records.correction_log import LoggedChange
from records.devices import Devices
from records.students import Students
from screens.parts.controls import (
    bold,
    card,
    choice,
    icon_button,
    quiet,
    secondary,
    spoken_of,
)
from screens.parts.page_head import page_head
from screens.parts.score_text import score_text
from screens.parts.theme import GAP, Palette
from screens.review.item_names import PUNCTUATION, mark_name
from screens.sharing.device_names import named_makers
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words
from screens.words.measure_names import form_name, measure_name
from screens.words.one_line import one_line

ICONS = {"replay": ft.Icons.PLAY_CIRCLE_OUTLINE, "second": ft.Icons.PEOPLE_OUTLINE}
TO_TAKE_BACK = ("stands", "does not fit", "takes back")


def probe_header(
    palette: Palette,
    given: Administration,
    students: Students,
    now: datetime,
    on_back: Callable[[], object],
    others: Mapping[str, Callable[[], object]] = MappingProxyType({}),
) -> ft.Control:
    """Return whose probe it is, of what, and when, with the way back.

    ``others`` are what can be done with it, by the end of the sentence that says so.
    """
    student = students.get(given.student)
    when = _when(datetime.fromisoformat(given.given_at), now)
    about = [measure_name(given.measure), form_name(given.form), when, given.examiner]
    buttons = [icon_button(ICONS[name], say(f"review.{name}"), do) for name, do in others.items()]
    name = student.name if student else say("papers.nobody")
    return page_head(palette, name, on_back, one_line(about), *buttons, size=24)


def score_card(
    palette: Palette,
    given: Administration,
    original: Administration,
    flags: Sequence[str],
    asks: Sequence[ft.Control],
) -> ft.Control:
    """Return the score as it counts; beside it the one that was kept, where that is another.

    ``asks`` is the question that a result asks before it counts.
    """
    score, kept = given.score(), original.score()
    session = given.session()
    parts: list[ft.Control] = []
    if session.spoiled is not None:
        parts.append(bold(say("result.not_counted", reason=session.spoiled), 17, palette.caution))
        if not kept.spoiled and kept.rate is not None:
            parts.append(quiet(palette, say("review.had_counted", score=score_text(kept)), 16))
    parts += asks
    ink = palette.muted if score.spoiled else palette.title
    parts.append(ft.Semantics(identifier="score", content=bold(score_text(score), 26, ink)))
    if score.rate is None:
        why = "review.no_end" if session.ended is None else "result.no_score.why"
        parts.append(quiet(palette, say(why), 16))
    told = [count_of("give.errors", score.errors)] if session.measure.marked == "errors" else []
    told += flags
    if score.self_corrections:
        told.append(count_of("result.self", score.self_corrections))
    if told:
        parts.append(quiet(palette, one_line(told), 16))
    if not score.spoiled and score_text(kept) != score_text(score):
        parts.append(quiet(palette, say("review.as_kept", score=score_text(kept)), 16))
    parts += [quiet(palette, f"“{note}”", 16) for note in session.notes]
    return card(palette, *parts)


def marks_card(
    palette: Palette, session: Session, on_item: Callable[[int], object]
) -> ft.Control | None:
    """Return what each mark is, to be tapped; of a problem, its first. None without marks."""
    form, shown = session.form, {}
    for item, mark in sorted(session.marks.items()):
        if mark.kind == "credit":
            continue
        kind = mark_name(form, mark.kind)
        text = form.items[item].strip(PUNCTUATION)
        if session.measure.marked == "digits":
            kind = f"{text} {kind}"
            text = say(
                "entry.problem",
                number=form.group_of(item) + 1,
                text=form.prompt(form.group_of(item)),
            )
        elif form.groups:
            text = f"{form.prompt(form.group_of(item))}: {text}"
        shown[str(item)] = say("review.marks.item", text=text, kind=kind)
    if not shown:
        return None
    chips = choice(palette, shown, "", lambda item: on_item(int(item)))
    return card(palette, bold(say("review.marks"), 16, palette.title), chips)


def rules_card(palette: Palette, given: Administration) -> ft.Control | None:
    """Return what the same page comes to under each set of rules; None where there is one only."""
    found = profiles_for(given.measure)
    if len(found) < 2:
        return None
    rows: list[ft.Control] = [bold(say("review.rules"), 16, palette.title)]
    for rules in found:
        own = rules == given.profile
        scored = given if own else given.under(rules)
        name = rules_name(rules, given.measure)
        name = say("review.rules.own", rules=name) if own else name
        score = scored.score()
        text = score_text(score)
        if given.session().measure.marked == "errors" and score.rate is not None:
            text = f"{text} · {count_of('give.errors', score.errors)}"
        rows.append(
            ft.Column(
                [quiet(palette, name), bold(text, 17, palette.ink)],
                spacing=0,
                tight=True,
            )
        )
    rows.append(quiet(palette, say("review.rules.help"), 14))
    return card(palette, *rows)


def rules_name(rules: str, measure: str) -> str:
    """Return what a set of rules is called."""
    if rules == "house" and measure in ("facts", "comp"):
        return say("profile.house.other")
    return say(f"profile.{rules}")


def log_card(
    palette: Palette,
    original: Administration,
    changes: Sequence[LoggedChange],
    devices: Devices,
    text_of: Callable[[LoggedChange], str],
    on_take_back: Callable[[str], object],
    now: datetime,
) -> ft.Control:
    """Return all changes, the latest first, and at the end that it was kept; each by whom."""
    signed = [("amendments", change.id, change.who) for change in changes]
    by = named_makers(devices, [*signed, ("administrations", original.id, original.examiner)])
    by_id = {change.id: change for change in changes}
    rows: list[ft.Control] = [bold(say("changes.title"), 16, palette.title)]
    for change in changes:
        about = by_id.get(change.undoes)
        if change.undoes:
            text = say("review.taken_back", what=text_of(about) if about else "–")
        else:
            text = text_of(change)
        rows.append(_row(palette, change, by[change.id], text, on_take_back, now))
    at = datetime.fromisoformat(original.given_at)
    kept = one_line([_when(at, now), by[original.id]])
    rows.append(
        ft.Column(
            [ft.Text(say("review.given"), size=16, color=palette.ink), quiet(palette, kept)],
            spacing=0,
            tight=True,
        )
    )
    return card(palette, *rows)


def _row(
    palette: Palette,
    change: LoggedChange,
    who: str,
    text: str,
    on_take_back: Callable[[str], object],
    now: datetime,
) -> ft.Control:
    def take_back() -> None:
        on_take_back(change.id)

    standing = change.fate in ("stands", "takes back")
    at = "" if change.at is None else _when(change.at.astimezone(now.tzinfo), now)
    about = one_line([at, who])
    lines: list[ft.Control] = [
        ft.Text(text, size=16, color=palette.ink if standing else palette.muted),
        quiet(palette, about),
    ]
    if change.why and change.what not in ("counts", "note"):
        lines.insert(1, quiet(palette, change.why))
    if change.fate in ("replaced", "taken back", "does not fit"):
        key = change.fate.replace(" ", "_")
        ink = palette.caution if change.fate == "does not fit" else palette.muted
        lines.append(bold(say(f"review.fate.{key}"), 14, ink))
    column = ft.Column(lines, spacing=0, tight=True, expand=True)
    if change.fate not in TO_TAKE_BACK:
        return ft.Row([column])
    back = say("review.put_back" if change.undoes else "review.take_back")
    return ft.Row([column, secondary(back, take_back, spoken=spoken_of(back, text))], spacing=GAP)


def _when(at: datetime, now: datetime) -> str:
    return f"{day_in_words(at.date(), now.date())}, {time_in_words(at)}"
