"""The school's own menu of what next: ours less what it struck, and its own words behind them.

Each entry is a row of its own, under an id that follows from its words, so that devices apart that
add the same write one row.
"""

from probes.progress.menu import CHOICES
from records.derived_ids import menu_choice_id
from records.name_comparison import normalised, sort_key, tidied
from records.plan_phases import LONGEST_LABEL
from records.record_store import RecordStore
from records.tables import checked

TABLE = "menu_choices"
MOST_OWN = 20  # of the school's own: a menu that is read while a student waits is short

_OURS = {normalised(change): change for change in CHOICES}


class BadMenuChoice(ValueError):
    """An entry can't be on the menu. ``why`` is "words", "there" (already) or "many"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class MenuChoices:
    """What may be chosen when something is to change, the same on every device."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records
        self._version = -1
        self._own: tuple[str, ...] = ()
        self._struck: frozenset[str] = frozenset()

    def all(self) -> tuple[str, ...]:
        """Return what is on the menu: keys of ours, then the school's own words, by name."""
        self._look()
        return *(change for change in CHOICES if change not in self._struck), *self._own

    @property
    def own(self) -> tuple[str, ...]:
        """The school's own words, by name."""
        self._look()
        return self._own

    def check(self, words: str) -> None:
        """See whether words can be put on the menu.

        Raises:
            BadMenuChoice: they are none, too long or there already, or the menu is full.
        """
        words = tidied(words)
        if not 0 < len(words) <= LONGEST_LABEL:
            raise BadMenuChoice("words")
        if normalised(words) in {normalised(one) for one in self.all()}:
            raise BadMenuChoice("there")
        if normalised(words) not in _OURS and len(self.own) >= MOST_OWN:
            raise BadMenuChoice("many")

    def add(self, words: str) -> None:
        """Put the school's own words on the menu, or one of ours back.

        Raises:
            BadMenuChoice: as of ``check``; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        self.check(words)
        self.strike(_OURS.get(normalised(words)) or tidied(words), struck=False)

    def strike(self, change: str, *, struck: bool = True) -> None:
        """Take one of ours, or of the school's own, off the menu, or put it back.

        Raises:
            OSError: as of ``add``.
        """
        row = {"change": change, "removed": struck}
        self._records.put((TABLE, menu_choice_id(change), row))

    def _look(self) -> None:
        if self._version == self._records.version:
            return
        own: dict[str, str] = {}
        struck = set()
        for row_id, row in self._records.rows(TABLE).items():
            fields = checked(TABLE, row)
            words = tidied(fields.get("change", ""))
            ours, removed = _OURS.get(normalised(words)), fields.get("removed", False)
            if row_id != menu_choice_id(words) or not 0 < len(words) <= LONGEST_LABEL:
                continue
            if ours is not None and removed:
                struck.add(ours)
            elif ours is None and not removed:
                own[row_id] = words
        self._own = tuple(sorted(own.values(), key=sort_key)[:MOST_OWN])
        self._struck = frozenset(struck)
        self._version = self._records.version
