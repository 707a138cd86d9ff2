"""Stand-ins for what ``records`` is given: rows, a journal and clocks, all in memory."""

from datetime import UTC, datetime, timedelta

from probes.forms.form import Form
from records.open_records import OpenRecords
from records.record_store import Changed
from records.students import Student
from records.tables import declared
from store.sitting_log import StoredSitting

MINUTE = 60_000
HOUR = 3_600_000
FORM = Form(
    id="F",
    measure="orf",
    level="2",
    items=tuple(f"w{n}" for n in range(12)),
    lines=(0, 4, 8),
)
PUPIL = Student("pupil", "", "2", "")
MORNING = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
FULL = OSError(28, "No space left on device")


class Clock:
    """Two clocks; ``pass_ms`` and ``sleep_ms`` move both, ``jump_ms`` the wall's alone."""

    def __init__(self):
        self.ms = 5_000
        self.slept = 0
        self.wall = MORNING

    def pass_ms(self, ms):
        self.ms += ms
        self.wall += timedelta(milliseconds=ms)

    def jump_ms(self, ms):
        self.wall += timedelta(milliseconds=ms)

    def steady_ms(self):
        return self.ms

    def sleep_ms(self, ms):
        self.pass_ms(ms)
        self.slept += ms

    def slept_ms(self):
        return self.slept

    def now(self):
        return self.wall


class Journal:
    """A sitting's log in memory, which refuses to write once ``full``."""

    def __init__(self):
        self.head = None
        self.events = []
        self.full = False

    damaged = False

    def begin(self, head, *events):
        assert self.read() is None, "one at a time, as the store has it"
        self._write()
        self.head, self.events = head, list(events)

    def append(self, event):
        self._write()
        self.events.append(event)

    def read(self):
        if self.head is None and not self.events:
            return None
        return StoredSitting(self.head, tuple(self.events), self.damaged)

    def clear(self):
        self._write()
        self.head, self.events = None, []

    def _write(self):
        if self.full:
            raise FULL


class Rows:
    """Rows in memory, which refuse to be written once ``full``; ``puts`` lists written tables.

    A put keeps the fields that it leaves out, as the store does.
    """

    device = "device"
    problems = ()
    loaded = True
    left = 0

    def __init__(self):
        self.tables = {}
        self.full = False
        self.puts = []
        self.named = []

    @property
    def version(self):
        return len(self.named)

    def rows(self, table):
        return self.tables.get(table, {})

    def row(self, table, row_id):
        return self.rows(table).get(row_id)

    def find(self, table, query):
        return {row_id: row for row_id, row in self.rows(table).items() if query(row)}

    def maker(self, table, row_id):
        return "" if self.row(table, row_id) is None else self.device

    def past(self, table, row_id):
        row = self.row(table, row_id)
        return [] if row is None else [(self.device, 0, row)]

    def put(self, *rows):
        for table, _, _ in rows:
            declared(table)
        if self.full:
            raise FULL
        for table, row_id, row in rows:
            self.puts.append(table)
            self.named.append((table, row_id))
            kept = self.tables.setdefault(table, {})
            kept[row_id] = {**kept.get(row_id, {}), **row}

    def read_on(self):
        return False

    def mark(self):
        return str(len(self.rows("administrations")))

    def made_since(self, mark):
        return [*self.rows("administrations")][int(mark or 0) :]

    def changed_since(self, position, *, sure):
        begin = 0 if position is None else position[0]
        if begin > len(self.named):
            return None
        return Changed(tuple(self.named[begin:]), (len(self.named), 0))


class ScoresInMemory:
    """Where remembered scores lie, in memory; ``broken`` once it can't be read."""

    def __init__(self):
        self.kept = []
        self.broken = False

    def lines(self):
        if self.broken:
            raise ValueError
        return iter([*self.kept])

    def append(self, line):
        self.kept.append(line)

    def clear(self):
        self.kept, self.broken = [], False


def open_records(clock=None, journal=None, store=None, forms=(FORM,), scores=None, texts=dict):
    """Return all of records over stand-ins; ids are counted."""
    ids = iter(range(10_000))
    return OpenRecords(
        store=Rows() if store is None else store,
        journal=Journal() if journal is None else journal,
        scores_file=ScoresInMemory() if scores is None else scores,
        built_in={form.id: form for form in forms},
        clock=Clock() if clock is None else clock,
        new_id=lambda: f"id{next(ids)}",
        texts=texts,
    )


def written(records, row):
    """Write a row; return its id."""
    records.store.put(row)
    return row[1]
