"""Everything that can go wrong in sharing: who sees it, and what they can do.

    BadRequest          what somebody gave or asked for can't be used; the sentence says why
    SharingProblem      the request was fine, but the folder, the keys or the records forbid it
    FolderProblem       the shared folder can't do what was asked
    NoSecretStore       the device's secrets can't be read or kept
    UnreadableFile      bytes that are not what they should be; a report counts them
    EventsMissing       records that can't be read any more; the segment is left to others

The first four carry a sentence for a person as their text, and so do the store's errors
in ``FAILURES``. The last two never reach a person.
"""

from store.lines import NewerLog, UnreadableLog
from store.log import NotKept


class BadRequest(ValueError):
    """What was given can't be used. Whoever gave it sees the sentence, and can give something else.

    The command exits with 2.
    """


class BadAddress(BadRequest):
    """Not the address of a folder. Whoever typed it can correct it.

    The sentence doesn't repeat the address, which may hold a password.
    """


class NoSyncFile(BadRequest):
    """Not a readable sync file. Whoever opened it can choose another, or have it made again."""


class WeakPassphrase(BadRequest):
    """The passphrase is too short to protect anything. Whoever set it can choose a longer one."""


class NotAnswered(BadRequest):
    """The command needs an answer and has nobody to ask.

    Whoever runs it sees which option or variable gives the answer.
    """


class SharingProblem(ValueError):
    """Sharing can't go on, or not in this folder. Whoever asked for it sees the sentence."""


class NotShared(SharingProblem):
    """The device is in no vault, or the folder has none. They can begin one, or join one."""


class AlreadyShared(SharingProblem):
    """The folder has a vault, or the device is in one. They can join it, or leave theirs first."""


class OtherVault(SharingProblem):
    """The folder belongs to another vault than this device's records.

    Nothing was changed; they can choose the folder that the device shares in.
    """


class KeysMissing(SharingProblem):
    """The folder has records and no key file yet. They can wait until it is up to date."""


class WrongPassphrase(SharingProblem):
    """The passphrase opens none of the folder's key files. They can check its spelling."""


class NewerKeyFile(SharingProblem):
    """A key file has a format that only a later Aimline reads. They can update Aimline."""


class TooLong(SharingProblem):
    """One event is larger than a segment may be. They can't share it; it stays on this device."""


class FolderProblem(OSError):
    """The folder can't do what was asked.

    Whoever syncs sees the sentence; mostly there is nothing to do but to try again.
    """

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.args[0]) if self.args else type(self).__name__


class NotThere(FolderProblem):
    """There is no such folder. They can check its address, or connect the share or stick."""


class NotWhole(FolderProblem):
    """The folder lists a part of its files only. Whoever runs the server can mend that.

    Nothing is read, sent or removed: what isn't listed would pass for what isn't there.
    """


class NotReached(FolderProblem):
    """The folder doesn't answer now; it may in a moment, and the next sync tries again.

    What was asked for may or may not have been done.
    """


class WrongLogin(FolderProblem):
    """The server refuses this user and password. They can give others."""


class NotAllowed(FolderProblem):
    """This user may not do that in the folder. They can ask its owner."""


class NotPermitted(FolderProblem):
    """The browser keeps everybody out of the folder until a person allows it again, by a tap."""


class NoSpace(FolderProblem):
    """The folder is full. They can free some space; until then new records wait on the device."""


class InTheWay(FolderProblem):
    """A folder has the name of a file of ours, or a file that of a folder.

    Whoever syncs sees which one, and can remove it; all other files are exchanged.
    """

    def __init__(self, path: str) -> None:
        super().__init__(
            f"In the shared folder a folder is called {path}, or a file or link as the folder it "
            "belongs in. Delete it there, or call it something else."
        )


class Gone(FolderProblem):
    """A file that was listed isn't there any more. Mostly nobody sees it: sync reads on."""


class TooLarge(FolderProblem):
    """A file has more bytes than asked for. Mostly nobody sees it: sync takes it for damaged."""


class NoSecretStore(OSError):
    """The device's secrets can't be read or kept.

    Whoever shares sees the sentence, and can unlock the key store or repair its file.
    """

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.args[0])


class UnreadableFile(ValueError):
    """Bytes that are not what they should be. Nobody sees it: sync reports the file and goes on."""


class NotGenuine(UnreadableFile):
    """The bytes were not sealed with this key, or not together with these open fields."""


class Damaged(UnreadableFile):
    """The bytes are not what the file's name says. It may not have wholly arrived."""


class NewerSegment(UnreadableFile):
    """A segment has a format that only a later Aimline reads; the report says to update."""


class KeyNotHere(UnreadableFile):
    """A segment is sealed with a key that this device hasn't got; ``key`` is its id.

    The report asks for the passphrase if a key file of the folder has that key.
    """

    def __init__(self, key: str) -> None:
        super().__init__("sealed with a key that this device hasn't got")
        self.key = key


class BadKeyFile(UnreadableFile):
    """A key file is damaged, or not one."""


class EventsMissing(LookupError):
    """Events that were here can't be read any more. Nobody sees it: their segment isn't put."""


# All that may stop sharing and is not the fault of what was asked; the text is a sentence for a
# person. The command exits with 1.
FAILURES = (SharingProblem, FolderProblem, NoSecretStore, NewerLog, NotKept, UnreadableLog)
