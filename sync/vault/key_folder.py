"""The key files of a folder: read, put back when they vanish, removed when they are out of date."""

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

_FEW = 8  # of somebody else's files are enough to see whose folder it is


@dataclass(slots=True)
class Seen:
    """The key files of a folder that can be read, and what may be inferred from them."""

    files: dict[str, KeyFile] = field(default_factory=dict)
    mend: list[KeyFile] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def holding(self, key_id: str) -> list[KeyFile]:
        """Return the files that hold a key."""
        return [file for file in self.files.values() if key_id in file.holds]

    def unopened(self, ring: Ring) -> list[str]:
        """Return the paths of those that hold any key that this device hasn't."""
        return sorted(name for name, file in self.files.items() if not is_opened(file, ring))

    def strange(self, ring: Ring) -> frozenset[str]:
        """Return the ids of keys that the folder's key files hold and this device hasn't."""
        return frozenset().union(*(file.holds for file in self.files.values())) - ring.ids


def replaced(files: Iterable[KeyFile], ring: Ring) -> bool:
    """Tell whether, as key files say, another device put a key in place of one in use here.

    Whoever does that has the key it replaces, so the file holds that.
    """
    used = {key.id for key in ring.unreplaced}
    return any(file.key not in ring and file.holds & used for file in files)


def know(file: KeyFile, ring: Ring, sync_log: SyncLog, *, by_hand: bool) -> None:
    """Remember a key file that has to do with this vault.

    One that no passphrase opened yet waits, and is given to nobody: anyone can make a
    file that says it holds these keys and others.
    """
    if is_opened(file, ring):
        sync_log.know_key_file(file)
    elif file.holds & ring.ids:
        sync_log.wait_for(file, by_hand=by_hand)


def is_opened(file: KeyFile, ring: Ring) -> bool:
    """Tell whether this device has all the keys that a file says it holds."""
    return file.holds <= ring.ids


async def read_key_files(
    folder: SharedFolder, listed: Mapping[str, int], sync_log: SyncLog, *, deep: bool = False
) -> Seen:
    """Read the folder's key files; unless deep, those not read before."""
    seen = Seen()
    for path in sorted(listed):
        if not path.startswith("keys/"):
            continue
        known = sync_log.key_files.get(path)
        if known:
            seen.files[path] = known
            if listed[path] != len(known.raw) or (deep and not await _is_intact(folder, known)):
                seen.mend.append(known)
            continue
        await _read_key_file(folder, path, path, seen)
    for path in list(seen.odd):  # a conflicted copy may have what the right name lacks
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
    """Return every key that a passphrase opens in the folder, and the files that it opened.

    Raises:
        NotShared, KeysMissing, NewerKeyFile: there is no key file that can be read.
        WrongPassphrase: it opens none of them.
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
    # All of them, as who puts forged ones there could have them tried first; each takes a second.
    for file in sorted(seen.files.values(), key=lambda file: (file.rounds, file.name)):
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
    listed: Mapping[str, int],
    seen: Seen,
    *,
    sync_log: SyncLog,
    ring: Ring,
    cipher: Cipher,
) -> None:
    """See that a folder is this vault's, or nobody's.

    Damage alone speaks for nobody: it may be all that is left of this vault. What may only be
    late, or is not for this device to read, speaks for others.

    Raises:
        OtherVault: all its key files are of keys that this device never had.
        NewerKeyFile: those that can be read are a later Aimline's.
        KeysMissing: it has key files or segments of such keys, or segments that may not be
            read, and none of this device's.
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
        # What sync knew may be lost, but not the keys.
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
    """Note that a new key file takes the place of all whose keys it holds."""
    for name, old in {**sync_log.key_files, **seen.files}.items():
        if name != file.name and old.holds <= file.holds:
            sync_log.know_key_file(old)
            sync_log.mark_key_file(name, "expelled")


async def mend(folder: SharedFolder, seen: Seen, sync_log: SyncLog, ring: Ring) -> None:
    """Put key files back that vanished, and remove those that were to go."""
    for file in seen.files.values():
        know(file, ring, sync_log, by_hand=False)
        if file.name not in sync_log.expelled:
            sync_log.mark_key_file(file.name, "here")
    for name, (_, by_hand) in list(sync_log.waiting.items()):
        if not by_hand and name not in seen.files:
            sync_log.stop_waiting(name)  # somebody took it away
    put = list(seen.mend)
    for key in ring.unreplaced:
        mine = [name for name, file in sync_log.key_files.items() if key.id in file.holds]
        if sync_log.expelled.issuperset(mine):
            # The one that took their place is lost here and there. An old passphrase is better
            # than a folder that nobody can join.
            for name in mine:
                sync_log.mark_key_file(name, "here")
        # One that was to go takes no other one's place: it may be back out of somebody's backup.
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
            # Only a file that was just read is good enough to take another one's place.
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
