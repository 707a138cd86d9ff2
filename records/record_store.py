"""What records are kept in, as this room asks for it: rows by table and id, and a clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from tinydb.queries import QueryLike

Row = dict[str, Any]


class Changed(NamedTuple):
    """The records named by events kept after a position, and the position now."""

    records: tuple[tuple[str, str], ...]
    position: tuple[int, int]


class RecordStore(Protocol):
    """Rows of JSON values in tables, by opaque id; each write is durable when it returns.

    What ``rows`` returns is not to be changed; those written last are at its end.

    Until they are ``loaded``, asking for administrations, and every write, waits until all of
    them are read, which takes seconds where there are many.
    """

    @property
    def device(self) -> str:
        """This device's id."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What of the log could not be read, a sentence each."""
        ...

    @property
    def loaded(self) -> bool:
        """Whether all records have been read."""
        ...

    @property
    def left(self) -> int:
        """How many changes are still to be looked at, 0 once all records have been read."""
        ...

    def read_on(self) -> bool:
        """Read some of what is left, in less time than a tap waits; tell whether there is more.

        Raises:
            OSError: it can't be read.
        """
        ...

    @property
    def version(self) -> int:
        """A number that grows with every event kept: while it is the same, so are the records."""
        ...

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return a table's rows by id."""
        ...

    def row(self, table: str, row_id: str) -> Row | None:
        """Return one row, None if there is none."""
        ...

    def find(self, table: str, query: QueryLike) -> Mapping[str, Row]:
        """Return the rows that a TinyDB query matches, by id."""
        ...

    def maker(self, table: str, row_id: str) -> str:
        """Return the device that made a row, as far as it still says what that one set.

        Returns:
            "" where there is no such row, or it is still to be read.
        """
        ...

    def past(self, table: str, row_id: str) -> Sequence[tuple[str, int, Row]]:
        """Return every change of a row, oldest first.

        Each is the device, when by its clock in milliseconds since 1970 UTC, and the fields it
        set. Reads the whole log.
        """
        ...

    def put(self, *rows: tuple[str, str, Row]) -> None:
        """Set fields of rows (table, id, fields), made if they are not there: all, or none.

        Raises:
            UndeclaredTable: this version declares no such table; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        ...

    def mark(self) -> str:
        """Return a text that stands for now."""
        ...

    def made_since(self, mark: str) -> Sequence[str]:
        """Return the ids of administrations kept on this device after a mark; of all after ""."""
        ...

    def changed_since(self, position: tuple[int, int] | None, *, sure: bool) -> Changed | None:
        """Return which records changed after a position, of all with None.

        Args:
            position: as an earlier answer gave it, perhaps in an earlier run.
            sure: it was given in this run, and need not be checked against the log.

        Returns:
            None if the log did not go on from there, as after a restored backup.
        """
        ...


class Clock(Protocol):
    """The time: one that only goes forward, and the wall's."""

    def steady_ms(self) -> int:
        """Return milliseconds of a clock that only goes forward, while the device sleeps too."""
        ...

    def slept_ms(self) -> int:
        """Return how long the device is known to have slept, since some moment."""
        ...

    def now(self) -> datetime:
        """Return the local time with its offset."""
        ...
