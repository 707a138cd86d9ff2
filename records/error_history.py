"""What a student's errors have in common over the last probes of a series, with the words."""

from datetime import date

from probes.progress.error_patterns import ErrorPattern, error_patterns
from probes.progress.read_forms import read_form
from records.history import History
from records.plans import SeriesKey
from records.record_store import RecordStore

PROBES = 12  # the latest ones: what went wrong a year ago is not what to teach now


class ErrorHistory:
    """Replays the last probes that count; what was found is remembered until records change."""

    def __init__(self, records: RecordStore, history: History) -> None:
        self._records = records
        self._history = history
        self._version = -1
        self._found: dict[tuple[str, SeriesKey, date], tuple[ErrorPattern, ...]] = {}

    def patterns(self, student: str, series: SeriesKey, day: date) -> tuple[ErrorPattern, ...]:
        """Return the patterns in a student's last twelve probes up to a day, frequent ones first.

        None is named that didn't happen three times. Scores that a file brought have no words.
        """
        if self._version != self._records.version:
            self._found, self._version = {}, self._records.version
        key = student, series, day
        if key not in self._found:
            self._found[key] = self._look(*key)
        return self._found[key]

    def _look(self, student: str, series: SeriesKey, day: date) -> tuple[ErrorPattern, ...]:
        given = [
            entry
            for entry in self._history.entries(student)[0]
            if (entry.measure, entry.level, entry.mode) == series
            and not entry.spoiled
            and entry.day <= day.isoformat()
        ]
        read = []
        for entry in given[-PROBES:]:
            opened = self._history.open(entry.id)
            if opened is not None:
                session = opened.administration.session()
                read.append(read_form(date.fromisoformat(entry.day), session))
        return error_patterns(one for one in read if one is not None)
