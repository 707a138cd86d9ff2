"""TinyDB's table, which reads the view and appends its changes to the log.

TinyDB makes a change by a function that updates all of a table, which is then
written in full. Here that function updates a draft, which records what changes
and copies nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from typing import Any, NoReturn

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document
from tinydb.table import Table as TinyTable

from store.event import Fields


class ViewStorage(Storage):
    """TinyDB's storage: live records by table and id. It is read and never written.

    ``change`` is called with a table's name and its changed records by id, None for
    a removed one. ``new_id`` returns an id for a new record.
    """

    def __init__(
        self,
        tables: dict[str, dict[str, Fields]],
        change: Callable[[str, Mapping[str, Fields | None]], None],
        new_id: Callable[[], str],
    ) -> None:
        self._tables = tables
        self.change = change
        self.new_id = new_id

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the view itself, not a copy."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Raise NotImplementedError: changes go through ``change``."""
        raise NotImplementedError("records are changed through a table")


class Table(TinyTable):
    """A TinyDB table with strings as document ids; a write costs no more than what it changes."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB is typed for numbers

    def __init__(self, storage: "ViewStorage", name: str) -> None:
        # No query cache: it returns the same document objects again, and would survive a sync.
        super().__init__(storage, name, cache_size=0)
        self._view_storage = storage

    @property
    def live(self) -> Mapping[str, Fields]:
        """The records by id, as they are in memory and not copied: don't change them."""
        return self._view_storage.read().get(self.name, {})

    # TinyDB is typed for numbers as ids; these methods are the same with strings.

    def insert(self, document: Mapping[str, Any]) -> str:  # type: ignore[override]
        """Insert a record; return its id: a Document's own, or a random one.

        Raises:
            ValueError: a record with that id exists.
            WriteOnce, NotKept: as ``Database.put``, here and in all methods below.
        """
        return str(super().insert(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[str]:  # type: ignore[override]
        """Insert all records in one append, or none of them; return their ids."""
        return [str(doc_id) for doc_id in super().insert_multiple(documents)]

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[str]:  # type: ignore[override]
        """Update the records that match, or the one with a Document's id, or insert it."""
        return [str(doc_id) for doc_id in super().upsert(document, cond)]

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: str | None = None,
        doc_ids: Iterable[str] | None = None,
    ) -> Any:
        """Return one record or None; for ``doc_ids``, the list of those that exist."""
        if doc_id is None and doc_ids is not None:
            live = self._read_table()
            wanted = dict.fromkeys(str(id_) for id_ in doc_ids)
            return [Document(live[id_], id_) for id_ in wanted if id_ in live]  # type: ignore[arg-type]
        one: Any = super().get(cond, doc_id)  # type: ignore[arg-type]
        return one

    def contains(self, cond: QueryLike | None = None, doc_id: str | None = None) -> bool:  # type: ignore[override]
        """Return whether a record matches, or has the id."""
        return super().contains(cond, doc_id)  # type: ignore[arg-type]

    def update(  # type: ignore[override]
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[str] | None = None,
    ) -> list[str]:
        """Update the records that match, have one of the ids, or all; return their ids.

        If ``fields`` is a function, it changes a copy, which is then stored.
        """
        ids: Any = self._matching(cond) if doc_ids is None else [str(id_) for id_ in doc_ids]
        return [str(id_) for id_ in super().update(fields, doc_ids=ids)]

    def remove(  # type: ignore[override]
        self, cond: QueryLike | None = None, doc_ids: Iterable[str] | None = None
    ) -> list[str]:
        """Remove the records that match, or have one of the ids; return their ids."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        ids: Any = None if doc_ids is None else dict.fromkeys(str(id_) for id_ in doc_ids)
        return [str(id_) for id_ in super().remove(doc_ids=ids)]

    def __iter__(self) -> Iterator[Document]:
        """Yield every record; the loop's body may write to the table."""
        for doc_id, fields in list(self._read_table().items()):
            yield Document(fields, doc_id)  # type: ignore[arg-type]

    def _matching(self, cond: QueryLike | None) -> list[str]:
        return [doc_id for doc_id, doc in self._read_table().items() if cond is None or cond(doc)]

    def _get_next_id(self) -> str:
        return self._view_storage.new_id()

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(self._view_storage.read().get(self.name, {}))
        updater(draft)
        self._view_storage.change(self.name, draft.changed)


class Draft(MutableMapping[Any, Fields]):
    """The table that TinyDB's updaters change: records what they change, and copies only that."""

    def __init__(self, live: Mapping[str, Fields]) -> None:
        self._live = live
        self.changed: dict[str, Fields | None] = {}

    def __getitem__(self, key: Any) -> Fields:
        key = str(key)
        if key not in self.changed:
            self.changed[key] = deepcopy(self._live[key])
        fields = self.changed[key]
        if fields is None:
            raise KeyError(key)
        return fields

    def __setitem__(self, key: Any, fields: Fields) -> None:
        self.changed[str(key)] = fields

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self.changed[str(key)] = None

    def __contains__(self, key: object) -> bool:
        key = str(key)
        return self.changed.get(key, self._live.get(key)) is not None

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._live if key in self)
        yield from (key for key in self.changed if key not in self._live and key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self.changed = dict.fromkeys([*self._live, *self.changed])
