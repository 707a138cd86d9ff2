"""All that may go wrong, in sentences for a person: what was asked is at fault, or the world."""

from store.lines import NewerLog, UnreadableLog
from store.log import NotKept
from sync.folders.address import BadAddress
from sync.folders.folder import FolderProblem
from sync.keys.key_file import NewerKeyFile, WeakPassphrase, WrongPassphrase
from sync.keys.secret_store import NoSecretStore
from sync.segments.sealing import TooLong
from sync.segments.sync_file import NoSyncFile
from sync.vault_problems import AlreadyShared, KeysMissing, NotShared, OtherVault

ASKED = (BadAddress, NoSyncFile, WeakPassphrase)
WORLD = (
    *(AlreadyShared, FolderProblem, KeysMissing, NewerKeyFile, NoSecretStore),
    *(NewerLog, NotKept, NotShared, OtherVault, TooLong, UnreadableLog, WrongPassphrase),
)
