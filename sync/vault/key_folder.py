"""The key files in a folder: read, put back when they vanish, removed when out of date."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sync.errors import (
    BadKeyFile,
    Damaged,
    Gone,
    KeyNotHere,
    KeysMissing,
    NewerKeyFile,
    NewerSegment,
    NotAllowed,
    NotShared,
    OtherVault,
    TooLarge,
    WrongPassphrase,
)
from sync.folders.folder import SharedFolder
from sync.keys.cipher import Cipher
from sync.keys.key_file import LARGEST_FILE, KeyFile, key_file, key_name_within, key_of, unwrap
from sync.keys.team_keys import Ring
from sync.known.sync_log import SyncLog
from sync.segments.sealing import LARGEST_FILE as LARGEST_SEGMENT
from sync.segments.sealing import is_size, name_within, open_segment, read_name

NEWER = "A newer Aimline shares in this folder. Update Aimline on this device."
OTHER_VAULT = (
    "This folder belongs to others: its records are not this device's. Nothing was changed. Choose "
    "the folder this device shares in."
)
KEYS_MISSING = (
    "The folder has shared records, but its key file has not arrived yet. Wait until the folder "
    "is up to date, then try again."
)

_FURTHER = 16  # key files that are tried when one was opened, as each takes a second
_FEW = 8  # segments under unknown keys are enough to conclude that the folder is somebody else's


@dataclass(slots=True)
class Seen:
    """The key files found in a folder.

    ``files`` are the readable ones, by path, ``mend`` those to be put again. ``newer`` and
    ``odd`` are the paths of those of a later format, and of those that can't be read.
    """

    files: dict[str, KeyFile] = field(default_factory=dict)
    mend: list[KeyFile] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def holding(self, key_id: str) -> list[KeyFile]:
        """Return the files that have a key."""
        return [file for file in self.files.values() if key_id in file.holds]

    def unopened(self, ring: Ring) -> list[str]:
        """Return the paths of the files that have a key which this device lacks."""
        return sorted(name for name, file in self.files.items() if not is_opened(file, ring))

    def strange(self, ring: Ring) -> frozenset[str]:
        """Return the ids of the keys in the files that this device lacks."""
        return frozenset().union(*(file.holds for file in self.files.values())) - ring.ids


def replaced(files: Iterable[KeyFile], ring: Ring) -> bool:
    """Tell whether, according to key files, another device replaced a key in use here.

    Such a device has the key that it replaces, so its file has both.
    """
    used = {key.id for key in ring.unreplaced}
    return any(file.key not in ring and file.holds & used for file in files)


def know(file: KeyFile, ring: Ring, sync_log: SyncLog, *, by_hand: bool) -> None:
    """Remember a key file, if it is one of this vault.

    While no passphrase has opened it, it waits and is passed on to nobody: anyone can make
    a file that claims to have these keys and others.
    """
    if is_opened(file, ring):
        sync_log.know_key_file(file)
    elif file.holds & ring.ids:
        sync_log.wait_for(file, by_hand=by_hand)


def is_opened(file: KeyFile, ring: Ring) -> bool:
    """Tell whether this device has all the keys that a file claims to have."""
    return file.holds <= ring.ids


async def read_key_files(
    folder: SharedFolder, listed: Mapping[str, int | None], sync_log: SyncLog, *, deep: bool = False
) -> Seen:
    """Read the folder's key files: all of them if ``deep``, else those not read before."""
    seen = Seen()
    for path in sorted(listed):
        if not path.startswith("keys/"):
            continue
        known = sync_log.key_files.get(path)
        if known:
            seen.files[path] = known
            changed = listed[path] not in (None, len(known.raw))
            if (deep or changed) and not await _is_intact(folder, known):
                seen.mend.append(known)
            continue
        await _read_key_file(folder, path, path, seen)
    for path in list(seen.odd):  # a conflicted copy may have what the file itself lacks
        name = key_name_within(path)
        if name and name != path and name not in seen.files | sync_log.key_files:
            others = list(seen.files.values())
            await _read_key_file(folder, path, name, seen)
            file = seen.files.get(name)
            if file and any(file.holds <= other.holds for other in others):
                del seen.files[name]  # it may have been retired
            elif file:
                seen.mend.append(file)
    return seen


async def opened_by(
    passphrase: str, folder: SharedFolder, *, sync_log: SyncLog, ring: Ring, cipher: Cipher
) -> tuple[Ring, list[KeyFile]]:
    """Return every key that a passphrase opens in the folder, and the files it opened.

    Raises:
        NotShared, KeysMissing, NewerKeyFile: no key file can be read.
        WrongPassphrase: it opens no key file.
        OtherVault: this data folder belongs to another vault.
    """
    listed = await folder.list()
    seen = await read_key_files(folder, listed, sync_log)
    if not seen.files:
        if seen.newer:
            raise NewerKeyFile(NEWER)
        if seen.odd or any(name_within(path) for path in listed):
            raise KeysMissing(KEYS_MISSING)
        raise NotShared("Nothing is shared in this folder yet.")
    opened, files = Ring(), list[KeyFile]()
    # All, until one is opened: forged files could be placed so as to be tried first. Then those
    # that have more keys, but not any number.
    further = _FURTHER
    for file in sorted(seen.files.values(), key=lambda file: (file.rounds, file.name)):
        if opened.keys:
            if file.holds <= opened.ids | ring.ids:
                continue
            further -= 1
            if further < 0:
                break
        with suppress(WrongPassphrase, BadKeyFile):
            opened = opened.with_keys((await unwrap(cipher, file, passphrase)).keys)
            files.append(file)
    if not opened.keys:
        raise WrongPassphrase(
            "This passphrase doesn't open the shared folder. Check its spelling, and that "
            "it is the right folder."
        )
    vaults = ring.vaults | sync_log.vaults
    known = any(seen.holding(key_id) for key_id in ring.ids)
    if vaults and not (vaults & opened.vaults or known):
        raise OtherVault(OTHER_VAULT)
    return opened, files


async def refuse_other(
    folder: SharedFolder,
    listed: Mapping[str, int | None],
    seen: Seen,
    *,
    sync_log: SyncLog,
    ring: Ring,
    cipher: Cipher,
) -> None:
    """Make sure that a folder belongs to this vault, or to none.

    Damaged files alone are no reason to refuse: they may be all that is left of this vault.
    Files that may only be late, or that this device can't read, are.

    Raises:
        OtherVault: all its key files are of keys that this device never had.
        NewerKeyFile: all its readable key files are those of a later Aimline.
        KeysMissing: it has key files or segments of unknown keys, or segments that this user
            may not read, and none of this device's.
    """
    if any(seen.holding(key_id) for key_id in ring.ids):
        return
    names = [name for path in listed if (name := read_name(path))]
    if any(sync_log.chains.covers(name) for name in names):
        return
    if seen.files:
        raise OtherVault(OTHER_VAULT)
    if seen.newer:
        raise NewerKeyFile(NEWER)
    named = {key_of(key_name_within(path) or "") for path in seen.odd} - {None}
    strange = len(named - ring.ids)
    for path in [name.path for name in names if is_size(listed[name.path])]:
        # sync.log may have been lost, while the keys were not.
        try:
            await open_segment(cipher, ring, await folder.get(path, LARGEST_SEGMENT))
        except (KeyNotHere, Gone, NotAllowed):
            strange += 1
        except (Damaged, NewerSegment, TooLarge):
            continue
        else:
            return
        if strange >= _FEW:
            break
    if strange:
        raise KeysMissing(KEYS_MISSING)


def expel(file: KeyFile, seen: Seen, sync_log: SyncLog) -> None:
    """Note that a new key file replaces all others whose keys it has."""
    for name, old in {**sync_log.key_files, **seen.files}.items():
        if name != file.name and old.holds <= file.holds:
            sync_log.know_key_file(old)
            sync_log.mark_key_file(name, "expelled")


async def mend(folder: SharedFolder, seen: Seen, sync_log: SyncLog, ring: Ring) -> None:
    """Put back key files that vanished, and remove those that were expelled."""
    for file in seen.files.values():
        know(file, ring, sync_log, by_hand=False)
        if file.name not in sync_log.expelled:
            sync_log.mark_key_file(file.name, "here")
    for name, (_, by_hand) in list(sync_log.waiting.items()):
        if not by_hand and name not in seen.files:
            sync_log.stop_waiting(name)  # somebody removed it
    put = list(seen.mend)
    for key in ring.unreplaced:
        mine = [name for name, file in sync_log.key_files.items() if key.id in file.holds]
        if sync_log.expelled.issuperset(mine):
            # The file that replaced them is lost both here and there. An old passphrase is
            # better than a folder that nobody can join.
            for name in mine:
                sync_log.mark_key_file(name, "here")
        # An expelled file doesn't replace another: it may have come back from somebody's backup.
        holding = [file for file in seen.holding(key.id) if file.name not in sync_log.expelled]
        if any(is_opened(file, ring) for file in holding):
            for name, file in sync_log.key_files.items():
                if file.key == key.id and name not in seen.files and name not in sync_log.expelled:
                    sync_log.mark_key_file(name, "gone")
        elif not holding:
            put += [
                file
                for name, file in sync_log.key_files.items()
                if file.key == key.id and name not in sync_log.gone | sync_log.expelled
            ]
    sync_log.save()
    for file in put:
        if is_opened(file, ring):
            await folder.put(file.name, file.raw)
    current = {key.id for key in ring.unreplaced}
    stay = [
        file
        for file in seen.files.values()
        if file.key in current and file.name not in sync_log.expelled and is_opened(file, ring)
    ]
    leave = [file for file in seen.files.values() if file.key in ring and file not in stay]
    for file in leave:
        instead = next((other for other in stay if file.holds <= other.holds), None)
        if instead:
            # Only a file that has just been read may replace another one.
            if not await _is_intact(folder, instead):
                await folder.put(instead.name, instead.raw)
            await folder.delete(file.name)


async def _read_key_file(folder: SharedFolder, path: str, name: str, seen: Seen) -> None:
    try:
        seen.files[name] = key_file(name, await folder.get(path, LARGEST_FILE))
    except NewerKeyFile:
        seen.newer.append(path)
    except (BadKeyFile, Gone, TooLarge, NotAllowed):
        if path == name:
            seen.odd.append(path)


async def _is_intact(folder: SharedFolder, file: KeyFile) -> bool:
    try:
        return await folder.get(file.name, LARGEST_FILE) == file.raw
    except (Gone, TooLarge, NotAllowed):
        return False
