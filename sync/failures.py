"""All that may go wrong, in sentences for a person: what was asked is at fault, or the world."""

from store.lines import NewerLog, UnreadableLog
from store.log import NotKept
from sync.address import BadAddress
from sync.folder import FolderProblem
from sync.keyfile import NewerKeyFile, WeakPassphrase, WrongPassphrase
from sync.parcel import NoSyncFile
from sync.safe import NoSafe
from sync.sealing import TooLong
from sync.vault import AlreadyShared, KeysMissing, NotShared, OtherVault

ASKED = (BadAddress, NoSyncFile, WeakPassphrase)
WORLD = (
    *(AlreadyShared, FolderProblem, KeysMissing, NewerKeyFile, NoSafe),
    *(NewerLog, NotKept, NotShared, OtherVault, TooLong, UnreadableLog, WrongPassphrase),
)
