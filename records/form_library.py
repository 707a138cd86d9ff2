"""The forms there are: those that come with Aimline, those made when asked for, one's own."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from typing import NamedTuple

from tinydb import where

from probes.forms.form import Form
from probes.forms.form_json import checked_form
from probes.forms.passages import LEVELS
from probes.measures.measure import MEASURES, ORAL_READING
from records.record_store import RecordStore, Row
from records.tables import checked

_SAID = ("level", "title", "genre")  # what is said of a form, and can be corrected


class Brought(NamedTuple):
    """A form of one's own as it is here now; ``before`` is what was said of it, None if new."""

    form: Form
    before: Row | None
    changed: bool


class FormLibrary:
    """All forms. ``built_in`` are the passages that come with Aimline, by id."""

    def __init__(
        self,
        records: RecordStore,
        built_in: Mapping[str, Form],
        texts: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """``texts`` reads the word lists that forms are made of, by name, when they are needed."""
        self._records = records
        self.built_in = dict(built_in)
        self._texts = texts
        self._made: dict[tuple[str, str], tuple[Form, ...]] = {}

    def get(self, form_id: str, measure: str = "") -> Form | None:
        """Return a form by id: one of ours, or one kept with a probe that can be read here.

        Of a form of one's own, what is said of it now, not what was when it was kept.

        Args:
            form_id: made from the form's content.
            measure: the form's measure, if it is known. Then a form whose row is lost or damaged
                is looked for among those that are made, which takes a second or two at first.
        """
        if form_id in self.built_in:
            return self.built_in[form_id]
        row = self._records.row("forms", form_id)
        with suppress(KeyError, TypeError, ValueError):  # another device's, newer, or wrong
            if row is not None:
                form = kept_form(form_id, row)
                said = self._records.row("own_forms", form_id)
                return form if said is None else _as_said(form, checked("own_forms", said))
        made = (form for level in _made_levels(measure) for form in self._made_of(measure, level))
        return next((form for form in made if form.id == form_id), None)

    def has(self, form_id: str) -> bool:
        """Tell whether there is a form of an id, though it may be one that can't be read here."""
        return form_id in self.built_in or self._records.row("forms", form_id) is not None

    def of(self, level: str, measure: str = ORAL_READING.id) -> list[Form]:
        """Return the forms of one level, one's own too, by title; made where none are kept."""
        found = [f for f in self.built_in.values() if (f.measure, f.level) == (measure, level)]
        found += self._made_of(measure, level)
        found += self.own_of(measure, level)
        return sorted(found, key=lambda form: form.title)

    def _made_of(self, measure: str, level: str) -> Sequence[Form]:
        if (measure, level) not in self._made and level in _made_levels(measure):
            from probes.forms import generators

            self._made[measure, level] = generators.forms(measure, level, self._texts())
        return self._made.get((measure, level), ())

    def levels(self, measure: str = ORAL_READING.id) -> dict[str, tuple[str, ...]]:
        """Return the levels there are forms for, each with the grades it is usual in."""
        found = _made_levels(measure)
        read = [form.level for form in self.built_in.values() if form.measure == measure]
        own = [row["level"] for _, row in self._listed() if row["measure"] == measure]
        for level in sorted({*read, *own} - {*found}, key=LEVELS.index):
            found[level] = (level,)
        if read:  # whoever is beyond the passages reads the hardest
            hardest = max(read, key=LEVELS.index)
            found[hardest] = LEVELS[LEVELS.index(hardest) :]
        return found

    def own_of(self, measure: str, level: str) -> list[Form]:
        """Return the forms of one's own that are on the list."""
        wanted = [
            i for i, row in self._listed() if (row["measure"], row["level"]) == (measure, level)
        ]
        return [form for form in map(self.get, wanted) if form is not None]

    def bring(self, form: Form) -> Brought:
        """Keep a form of one's own, and put it on the list.

        One that is here already, by what it is, keeps its id, and what is said of it from now
        on is what this one says. Those that come with Aimline stay as they are.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        own = (self.get(form_id) for form_id in self._records.rows("own_forms"))
        every = (*self.built_in.values(), *own, self.get(form.id))
        known = next((one for one in every if one and one.content == form.content), None)
        if known is not None and known.id in self.built_in:
            return Brought(known, None, changed=False)
        if known is not None:
            form = replace(form, id=known.id)
        row = self._records.row("own_forms", form.id)
        before = None if row is None else checked("own_forms", row)
        changed = known != form or not (before or {}).get("listed", False)
        if changed:
            self._records.put(*self.rows_of(form))
        if before is not None and known is not None:
            before = {**before, **{name: getattr(known, name) for name in _SAID}}
        return Brought(form, before, changed=changed)

    def take_back(self, brought: Brought) -> None:
        """Let a form that was brought be on the list, and be said to be, as it was before.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        before: Row = {"listed": False} if brought.before is None else brought.before
        self._records.put(("own_forms", brought.form.id, before))

    def rows_of(self, form: Form) -> list[tuple[str, str, Row]]:
        """Return the rows that keep a form of one's own and put it on the list."""
        said = {"measure": form.measure, **{name: getattr(form, name) for name in _SAID}}
        kept = [] if self.get(form.id) else [("forms", form.id, asdict(form))]
        return [*kept, ("own_forms", form.id, {**said, "listed": True})]

    def rows_to_list(self, form: Form) -> list[tuple[str, str, Row]]:
        """Return the rows that list a form of one's own, of which is said here what was."""
        row = self._records.row("own_forms", form.id)
        if row is None:
            return self.rows_of(form)
        listed = checked("own_forms", row).get("listed", False)
        return [] if listed else [("own_forms", form.id, {"listed": True})]

    def own(self) -> tuple[list[Form], int]:
        """Return the forms of one's own that are on the list, and how many could not be read."""
        found = [self.get(form_id) for form_id, _ in self._listed()]
        forms = [form for form in found if form is not None]
        return forms, len(found) - len(forms)

    def list_own(self, form: Form, *, listed: bool) -> None:
        """Take a form of one's own off the list, or put it back; probes given keep theirs.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put(("own_forms", form.id, {"listed": listed}))

    def _listed(self) -> list[tuple[str, Row]]:
        rows = self._records.find("own_forms", where("listed") == True)  # noqa: E712 (a query)
        found = ((i, checked("own_forms", row)) for i, row in rows.items())
        return [(i, row) for i, row in found if _has_level(row)]


def first_level(levels: dict[str, tuple[str, ...]], grade: str) -> str:
    """Return the level to begin with in a grade.

    The first that is usual in it; where none is, the highest below, or else the lowest.
    """
    for level, grades in levels.items():
        if grade in grades:
            return level
    below = [level for level, grades in levels.items() if _number(grades[-1]) < _number(grade)]
    return below[-1] if below else next(iter(levels))


def _number(grade: str) -> int:
    """Return a grade to compare by; whatever is no number comes before the first."""
    return int(grade) if grade.isdecimal() else 0


def _made_levels(measure: str) -> dict[str, tuple[str, ...]]:
    # A twentieth of a second that the first screen can do without.
    from probes.forms import generators

    return generators.levels(measure)


def _has_level(row: Row) -> bool:
    """Whether a form's measure and level are known here; another device may be newer."""
    measure, level = row.get("measure"), row.get("level")
    return measure in MEASURES and (level in LEVELS or level in _made_levels(measure))


def _as_said(form: Form, said: Row) -> Form:
    """Return a form with what is said of it now, as far as it is known here."""
    found = {name: said[name] for name in _SAID if isinstance(said.get(name), str)}
    if not _has_level({**said, "measure": form.measure}):
        found.pop("level", None)
    try:
        return checked_form(replace(form, **found), form.measure)
    except ValueError:  # another device's, which is newer, or wrong
        return form


def kept_form(form_id: str, row: Row) -> Form:
    """Read a form that was kept with a probe.

    Raises:
        KeyError, TypeError, ValueError: it is none that this Aimline can read.
    """
    fields: Row = {name: tuple(row[name]) for name in ("items", "lines", "groups", "key")}
    fields["prompts"] = tuple(row.get("prompts", ()))  # Aimline 0.1 kept none
    fields |= {name: row[name] for name in ("measure", "level", "title", "genre")}
    return checked_form(Form(id=form_id, **fields), row["measure"])
