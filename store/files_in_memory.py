"""Files that last as long as the process, for records that are looked at and not kept."""

from store.files import File


class FilesInMemory:
    """A folder in memory."""

    def __init__(self) -> None:
        self._files: dict[str, _FileInMemory] = {}

    async def open(self, name: str) -> File:
        """Open a file; one that wasn't there is empty."""
        return self._files.setdefault(name, _FileInMemory())


class _FileInMemory:
    def __init__(self) -> None:
        self._bytes = bytearray()

    @property
    def size(self) -> int:
        return len(self._bytes)

    def read(self, offset: int, size: int) -> bytes:
        return bytes(self._bytes[offset : offset + size])

    def write_at(self, offset: int, data: bytes) -> None:
        self._bytes.extend(bytes(max(0, offset - len(self._bytes))))
        self._bytes[offset : offset + len(data)] = data

    def truncate(self, size: int) -> None:
        del self._bytes[size:]

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass
