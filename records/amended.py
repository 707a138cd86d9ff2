"""A kept administration with its amendments applied, one after another in the order of their time.

So a correction changes what was seen when it was made, and nothing else: each row is applied to
what those before it came to. Of several for one target the latest decides. A row that no longer
fits, because one before it was taken back or came from elsewhere, is listed and not applied.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import BadEvent
from probes.giving.event_json import read as read_event
from probes.giving.events import Event
from probes.giving.other_end import with_end
from probes.giving.session import Ended, OutOfTurn, Session, apply, new
from probes.json_values import moment
from probes.measures.measure import MEASURES
from probes.measures.profiles import profile
from probes.scoring.score import score
from records.record_store import Row
from records.taken_back import standing, undone

MOST_SECONDS = 3_600
ENDS = {"time_up": Ended.TIME_UP, "finished": Ended.FINISHED, "discontinued": Ended.DISCONTINUED}

Why = Literal[
    "",
    "no change",
    "unreadable",
    "no form",
    "form too short",
    "time too short",
    "not ended",
    "finished",
    "in skipped line",
    "no student",
    "no such day",
    "no reason",
    "no text",
    "taken back",
]
Fate = Literal["stands", "replaced", "taken back", "does not fit", "takes back"]


class DoesNotFit(ValueError):
    """An amendment asks for what the administration can't be; ``why`` says more, or is ""."""

    def __init__(self, why: Why = "") -> None:
        super().__init__(f"this change does not fit the probe: {why}" if why else "it does not fit")
        self.why: Why = why


@dataclass(frozen=True, slots=True)
class Amended:
    """An administration with its amendments applied, and what became of each row.

    A row ``stands``, is ``replaced`` by a later one for its target, was ``taken back``, ``does
    not fit``, or ``takes back`` another.
    """

    administration: Administration
    fates: Mapping[str, Fate]

    @property
    def applied(self) -> tuple[str, ...]:
        """The rows that stand."""
        return self._of("stands")

    @property
    def unapplied(self) -> tuple[str, ...]:
        """The rows that don't fit."""
        return self._of("does not fit")

    def _of(self, fate: Fate) -> tuple[str, ...]:
        return tuple(sorted(row_id for row_id, found in self.fates.items() if found == fate))


class _State(NamedTuple):
    """An administration and its session, so that an event more needs no replay."""

    given: Administration
    session: Session

    @classmethod
    def of(cls, given: Administration) -> "_State":
        """Replay an administration.

        Raises:
            OutOfTurn: its events contradict each other.
        """
        return cls(given, given.session())

    def also(self, event: dict[str, Any]) -> "_State":
        """Return the state after one event more, at the time of its latest.

        Raises:
            BadEvent: it is none.
            OutOfTurn: it doesn't fit.
        """
        read = read_event({**event, "at_ms": self.session.at_ms})
        session = apply(self.session, read)
        return _State(replace(self.given, events=(*self.given.events, read)), session)


def amended(
    given: Administration, rows: Mapping[str, Row], find_form: Callable[[str], Form | None]
) -> Amended:
    """Apply the rows that stand, each to what those before it came to."""
    state = _State.of(given)
    gone = undone(rows)
    fates: dict[str, Fate] = {
        i: "taken back" if i in gone else "takes back" if "undoes" in row else "stands"
        for i, row in rows.items()
    }
    latest: dict[tuple[object, ...], str] = {}
    for row_id, row in reversed(standing(rows)):
        try:
            state = _apply(state, row, find_form)
        except (DoesNotFit, OutOfTurn, BadEvent, ValueError, TypeError, OverflowError):
            fates[row_id] = "does not fit"
            continue
        target = (row.get("what"), row.get("item"), row.get("through"))
        if target[0] == "note":  # each adds one
            continue
        if target in latest:
            fates[latest[target]] = "replaced"
        latest[target] = row_id
    return Amended(state.given, fates)


def applied_to(
    given: Administration, row: Row, find_form: Callable[[str], Form | None]
) -> Administration:
    """Return an administration after one amendment more.

    Raises:
        DoesNotFit: it can't be so.
    """
    try:
        return _apply(_State.of(given), row, find_form).given
    except DoesNotFit:
        raise
    except (OutOfTurn, BadEvent, ValueError, TypeError, OverflowError) as problem:
        raise DoesNotFit from problem


def _apply(state: _State, row: Row, find_form: Callable[[str], Form | None]) -> _State:
    after: Any = row.get("after")
    given = state.given
    match row.get("what"):
        case "student" if isinstance(after, str) and after:
            return state._replace(given=replace(given, student=after))
        case "day" if isinstance(after, str):
            at = datetime.fromisoformat(given.given_at)
            day = date.fromisoformat(after)
            moved = at.replace(year=day.year, month=day.month, day=day.day)
            given_at = moment(moved.isoformat(timespec="seconds"))
            return state._replace(given=replace(given, given_at=given_at))
        case "form" if isinstance(after, str):
            return _on_form(state, find_form(after))
        case "seconds" if type(after) is int and 1 <= after <= MOST_SECONDS:
            return _limited(state, after)
        case "used" if type(after) is int and after > 0:
            return _used(state, after)
        case "end" if after in ENDS:
            ended = ENDS[str(after)]
            at_ms = state.session.ended_ms or state.session.limit_ms
            return _ended(state, ended, min(at_ms, state.session.limit_ms), state.session.seconds)
        case "counts" if after is False:
            return state.also({"do": "spoil", "reason": row.get("why") or "left out"})
        case "counts" if after is True:
            return _counting(state)
        case "note":
            return state.also({"do": "note", "text": row.get("why", "")})
    return _marked(state, row, after)


def _counting(state: _State) -> _State:
    """Count it, and answer the question that its result asks, if it asks one."""
    if state.session.spoiled is not None:
        state = state.also({"do": "unspoil"})
    rules = profile(state.given.profile, state.given.profile_version)
    asks = score(state.session, rules).doubt is not None
    return state.also({"do": "confirm"}) if asks else state


def _marked(state: _State, row: Row, after: Any) -> _State:
    """Apply what changes the sheet: its marks, its skipped lines and its last item."""
    session = state.session
    place = int(row.get("item", -1))
    match row.get("what"):
        case "item" if after is None:
            last = int(row.get("through", place))
            if not any(place <= marked <= last for marked in _marked_items(session)):
                return state
            return state.also({"do": "unmark", "item": place, "through": row.get("through")})
        case "item":
            _check_open(session, place)
            mark = {"do": "mark", "item": place, "kind": after, "through": row.get("through")}
            return state.also(mark)
        case "word":
            if after == "none" and place not in session.sheet.words:
                return state
            return state.also({"do": "word", "group": place, "how": after})
        case "answer" if isinstance(after, str):
            return state.also({"do": "answer", "group": place, "text": after})
        case "extra" if type(after) is int:
            return state.also({"do": "extra", "group": place, "digits": after})
        case "steps" if isinstance(after, str):
            right, _, wrong = after.partition(" ")
            return state.also(
                {"do": "steps", "group": place, "right": int(right), "wrong": int(wrong)}
            )
        case "line" if after in (True, False):
            if after == (place in session.skipped):
                return state
            return state.also({"do": "skip_line" if after else "unskip_line", "line": place})
        case "last" if type(after) is int:
            _check_open(session, after)
            return state.also({"do": "last", "item": after})
    raise DoesNotFit


def _marked_items(session: Session) -> set[int]:
    """Return the items that any mark lies over."""
    return {
        item
        for mark in session.marks.values()
        for item in range(mark.item, (mark.item if mark.through is None else mark.through) + 1)
    }


def _check_open(session: Session, item: int) -> None:
    if 0 <= item < len(session.form.items) and session.is_skipped(item):
        raise DoesNotFit("in skipped line")


def _on_form(state: _State, form: Form | None) -> _State:
    """Marks stay where they are by position; a form that ends before the last item is refused.

    What stands after that item counts for nothing; beyond the form's end it is let go.
    """
    session, given = state.session, state.given
    if form is None or form.measure != given.measure:
        raise DoesNotFit("no form")
    last = session.place if session.last is None else session.last
    if last is not None and last >= len(form.items):
        raise DoesNotFit("form too short")
    made: list[Event] = []
    on_form = new(form, MEASURES[given.measure], given.seconds)
    for event in session.standing:
        if _is_on(form, event):
            on_form = apply(on_form, event)
            made.append(event)
    return _State(replace(given, form=form, events=tuple(made)), on_form)


def _is_on(form: Form, event: Event) -> bool:
    """Tell whether a form has what an event is about."""
    match event:
        case events.Mark() | events.Unmark():
            return (event.item if event.through is None else event.through) < len(form.items)
        case events.Last() | events.Reached():
            return event.item < len(form.items)
        case events.Wait():
            return event.item is None or event.item < len(form.items)
        case events.SkipLine() | events.UnskipLine():
            return event.line < len(form.lines)
        case events.Extra() | events.Answer() | events.Steps() | events.Word():
            return event.group < len(form.groups)
    return True


def _limited(state: _State, seconds: int) -> _State:
    """Return the state under a clock of so many seconds."""
    session = state.session
    if session.ended is None:
        raise DoesNotFit("not ended")
    if session.ended is Ended.TIME_UP:
        return _ended(state, Ended.TIME_UP, seconds * 1000, seconds)
    if session.ended_ms > seconds * 1000:
        raise DoesNotFit("time too short")
    return _ended(state, session.ended, session.ended_ms, seconds)


def _used(state: _State, ms: int) -> _State:
    """Return the state in which the student had finished, or was stopped, after so long."""
    session = state.session
    if session.ended is None or session.ended is Ended.TIME_UP:
        raise DoesNotFit("not ended")
    if ms > session.limit_ms:
        raise DoesNotFit("time too short")
    return _ended(state, session.ended, ms, session.seconds)


def _ended(state: _State, how: Ended, at_ms: int, seconds: int) -> _State:
    """Return the state with another end."""
    if not state.session.started:
        raise DoesNotFit("not ended")
    found = with_end(state.session, how, at_ms, seconds)
    return _State(replace(state.given, seconds=seconds, events=found.events), found)
