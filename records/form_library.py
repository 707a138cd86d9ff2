"""The forms there are: those that come with Aimline, those made when asked for, one's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from tinydb import where

from probes.forms.form import Form
from probes.forms.form_json import checked_form
from probes.forms.passages import LEVELS
from probes.measures.measure import MEASURES, ORAL_READING
from records.record_store import RecordStore, Row
from records.tables import checked


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

    def get(self, form_id: str) -> Form | None:
        """Return a form by id: one of ours, or one kept with a probe that can be read here."""
        if form_id in self.built_in:
            return self.built_in[form_id]
        row = self._records.row("forms", form_id)
        try:
            return None if row is None else kept_form(form_id, row)
        except (KeyError, TypeError, ValueError):  # another device's, which is newer, or wrong
            return None

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

    def bring(self, form: Form) -> None:
        """Keep a form of one's own, and put it on the list.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put(*self.rows_of(form))

    def rows_of(self, form: Form) -> list[tuple[str, str, Row]]:
        """Return the rows that keep a form of one's own and put it on the list."""
        listed = {"measure": form.measure, "level": form.level, "listed": True}
        kept = [] if self.get(form.id) else [("forms", form.id, asdict(form))]
        return [*kept, ("own_forms", form.id, listed)]

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


def _made_levels(measure: str) -> dict[str, tuple[str, ...]]:
    # A twentieth of a second that the first screen can do without.
    from probes.forms import generators

    return generators.levels(measure)


def _has_level(row: Row) -> bool:
    """Whether a form's measure and level are known here; another device may be newer."""
    measure, level = row.get("measure"), row.get("level")
    return measure in MEASURES and (level in LEVELS or level in _made_levels(measure))


def kept_form(form_id: str, row: Row) -> Form:
    """Read a form that was kept with a probe.

    Raises:
        KeyError, TypeError, ValueError: it is none that this Aimline can read.
    """
    fields: Row = {name: tuple(row[name]) for name in ("items", "lines", "groups", "key")}
    fields["prompts"] = tuple(row.get("prompts", ()))  # Aimline 0.1 kept none
    fields |= {name: row[name] for name in ("measure", "level", "title", "genre")}
    return checked_form(Form(id=form_id, **fields), row["measure"])
