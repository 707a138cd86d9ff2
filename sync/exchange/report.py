"""What a sync did and found, for the screens and the command line."""

from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], None]  # "reading" or "writing", how many done, of how many

MENDING = (
    "A device that has the records puts that right: there, main.py sync --mend, or “Check every "
    "file” on the Sharing screen"
)
_NAMED = 3  # files in a sentence


@dataclass(slots=True)
class Report:
    """Counts of files unless a name says events.

    ``healed`` files were damaged or missing in the folder and were put again. ``damaged``,
    ``newer`` and ``locked`` are the paths of files that could not be read: because of their
    bytes, their later format, or a key that this device lacks. ``replaced`` are those of which
    something doesn't count, as it came under a key after that was replaced. ``foreign`` counts
    files that are not Aimline's. ``undeclared_events`` of this device wait, since the first of
    them is of a table that this version doesn't know. ``gaps`` counts runs whose preceding events
    have not arrived. ``refused`` says why nothing more could be written. ``unopened`` are the
    folder's key files with a key that this device lacks, ``unopened_by_hand`` those of sync files.
    ``in_the_way`` are sentences on what has a name that a file needs. ``no_key_files`` have names
    of key files, and can't be read. ``lost_key_file``: no key file has this device's key, so
    nobody can join. ``devices`` has the number of the latest event here, by device.
    """

    listed: int = 0
    sent: int = 0
    received_events: int = 0
    healed: int = 0
    removed: int = 0
    waiting_events: int = 0
    undeclared_events: int = 0
    foreign: int = 0
    gaps: int = 0
    damaged: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    unopened_by_hand: list[str] = field(default_factory=list)
    no_key_files: list[str] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    lost_key_file: bool = False
    new_device: str | None = None
    devices: dict[str, int] = field(
        default_factory=dict
    )  # number of the latest event here, by device
    refused: str | None = None

    @property
    def asks_passphrase(self) -> bool:
        """Whether somebody seems to have set a passphrase that this device doesn't know."""
        return bool(self.unopened or self.unopened_by_hand)

    @property
    def summary(self) -> str:
        """One sentence that says what was done."""
        sent = f"Sent {_many(self.sent, 'file')}, received {_many(self.received_events, 'change')}"
        mended = f", mended {_many(self.healed, 'file')}" if self.healed else ""
        return f"{sent}{mended}; {_many(len(self.devices), 'device')} known."

    @property
    def advice(self) -> list[str]:
        """What a person should know or do, in sentences; empty if all is well."""
        return self.left_to_do + self.to_know

    @property
    def left_to_do(self) -> list[str]:
        """What a person should do, in sentences."""
        said = []
        if self.refused:
            said.append(f"{self.refused} What others shared was read; the rest waits here.")
        if self.asks_passphrase or self.locked:
            said.append(
                "The shared folder has a new passphrase, or a second one. "
                "Enter it on this device to read everything."
            )
        said += self.if_forged
        if self.lost_key_file:
            said.append(
                "The folder's key file was lost, so that nobody else can join. "
                "Set the passphrase again on this device."
            )
        if self.newer:
            said.append(
                f"{_files(self.newer)} written by a newer Aimline. Update Aimline on this device."
            )
        if self.undeclared_events:
            said.append(
                f"{_many(self.undeclared_events, 'change')} of this device can't be sent by this "
                "Aimline, as a newer one made some of them. Nothing is lost. Update Aimline here."
            )
        if self.damaged:
            said.append(
                f"{_files(self.damaged)} damaged or not wholly there yet. "
                f"{MENDING}; then sync here."
            )
        said += dict.fromkeys(self.in_the_way)
        if self.no_key_files:
            said.append(
                f"Nobody can read {_named(self.no_key_files)}. If another device doesn't put that "
                "right when it reads every file, delete it from the folder."
            )
        return said

    @property
    def if_forged(self) -> list[str]:
        """What to do if nobody has set the passphrase that is asked for, in sentences."""
        said = []
        if self.unopened:
            said.append(
                "If none of you set one, somebody without the passphrase has tampered with the "
                f"folder: delete {_named(self.unopened)} from it."
            )
        if self.unopened_by_hand:
            said.append(
                "If none of you set one, somebody without the passphrase has put "
                f"{_named(self.unopened_by_hand)} into a sync file: throw that file away, and "
                "change the passphrase on this device as if it were in wrong hands."
            )
        return said

    @property
    def to_know(self) -> list[str]:
        """What may never change, in sentences: nobody has the records that a lost device had."""
        said = []
        if self.gaps and not self.damaged:
            said.append(
                "Some records have not arrived in the folder yet. Sync again on the other devices. "
                "If the one that made them is lost, they are, too."
            )
        if self.new_device:
            said.append(
                "A copy of this device's records is in use elsewhere, so this one goes on "
                "under a new id. Nothing is lost."
            )
        return said


@dataclass(slots=True)
class Checked:
    """What lies in a folder, by path; nothing was changed.

    ``replaced`` are sealed under a replaced key, and not among those that count. ``missing`` are
    files that should be there: this device has their events, or
    later ones refer to them.
    """

    good: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    waiting_events: int = 0

    @property
    def sound(self) -> bool:
        """Whether every file of Aimline's is there and intact."""
        return not (self.damaged or self.newer or self.locked or self.missing)

    @property
    def sentences(self) -> list[str]:
        """How many files are good, and what is wrong with each other one, in sentences."""
        said = [f"{_files(self.good)} good."]
        for paths, what in (
            (self.damaged, "damaged, or not wholly there"),
            (self.missing, "missing"),
            (self.locked, "sealed under another passphrase"),
            (self.newer, "written by a newer Aimline"),
            (self.replaced, "sealed under a passphrase that is out of use, and not read"),
            (self.foreign, "not Aimline's"),
        ):
            said += [f"{_printable(path)} is {what}." for path in paths]
        if self.damaged or self.missing:
            said.append(f"{MENDING}.")
        if self.waiting_events:
            waits = "waits" if self.waiting_events == 1 else "wait"
            said.append(
                f"{_many(self.waiting_events, 'change')} of this device {waits} to be sent."
            )
        return said


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _NAMED} more beside it" if len(paths) > _NAMED else ""
    return f"{', '.join(paths[:_NAMED])}{more}"


def _files(paths: list[str]) -> str:
    return f"{len(paths)} files are" if len(paths) != 1 else "1 file is"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _printable(path: str) -> str:
    """Return a path without characters that a terminal might interpret."""
    return "".join(letter if letter.isprintable() else "?" for letter in path)
