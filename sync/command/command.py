"""What ``main.py sync`` does: begin or join, the first time; then receive and send."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sync.command.prompt import PASSWORD, USER, Prompt
from sync.errors import NotAnswered, NotShared, WrongLogin
from sync.exchange.report import Checked, Report
from sync.folders.address import BY_HAND, needs_login, server_of, user_in
from sync.folders.connect import reached, written_out
from sync.folders.folder import Login, SharedFolder
from sync.keys.secret_store import SecretStore, keep_login, login_of
from sync.segments.sync_file import SyncFile
from sync.vault.sharing import Sharing

_T = TypeVar("_T")


class Command:
    """One run of the command."""

    def __init__(
        self,
        sharing: Sharing,
        secret_store: SecretStore,
        prompt: Prompt,
        say: Callable[[str], None],
        *,
        folder: str | None,
        own: int,
        weakness: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Open nothing and ask nobody yet.

        Args:
            sharing: this device's part in a vault.
            secret_store: where its secrets are kept.
            prompt: answers questions.
            say: shows a sentence to whoever runs the command.
            folder: the folder's address; None for the remembered one.
            own: how many students on this device would be shared.
            weakness: returns a sentence if a new passphrase is weak, else "".

        Raises:
            BadAddress: the folder's address can't be read.
        """
        address = written_out(folder) if folder is not None else sharing.address
        self._address = address or BY_HAND
        self._sharing = sharing
        self._secret_store = secret_store
        self._prompt = prompt
        self._say = say
        self._own = own
        self._weakness = weakness

    async def sync(
        self, *, bring_along: bool, new_passphrase: bool = False, mend: bool = False
    ) -> bool:
        """Receive and send; return whether nothing is left for a person to do.

        Args:
            bring_along: all who share may see this device's students.
            new_passphrase: set one, and a new key with it.
            mend: read every file of the folder again, and replace those that are damaged.

        Raises:
            BadRequest, and any of ``sync.errors.FAILURES``.
        """

        async def work(folder: SharedFolder) -> Report:
            if not self._sharing.joined:
                await self._begin(folder, bring_along=bring_along)
            report = await self._sharing.sync(folder, deep=mend)
            if report.asks_passphrase:
                await self._learn(folder, report, "The shared folder has a new passphrase")
                report = await self._sharing.sync(folder)
            if new_passphrase:
                passphrase = self._prompt.passphrase("The new passphrase: ", confirm=True)
                self._warn(passphrase)
                await self._sharing.replace_key(folder, passphrase)
                self._say("The new passphrase holds from now on. Every other device asks for it.")
                report = await self._sharing.sync(folder)
            return report

        report = await self._in_folder(work)
        self._sharing.remember(self._address)
        self._say(report.summary)
        for sentence in report.advice:
            self._say(sentence)
        return not report.left_to_do

    async def check(self) -> bool:
        """Read every file of the folder and say what is wrong; return whether nothing is.

        Raises:
            BadRequest, and any of ``sync.errors.FAILURES``.
        """
        found: Checked = await self._in_folder(self._sharing.check)
        for sentence in found.sentences:
            self._say(sentence)
        return found.sound

    async def exchange_sync_files(
        self,
        opened: SyncFile | None,
        *,
        write: Callable[[bytes], None] | None,
        everything: bool,
        bring_along: bool,
    ) -> bool:
        """Receive a sync file, and make one; return whether nothing is left for a person to do.

        Args:
            opened: the file to receive, if there is one.
            write: keeps the file that is made; None to make none.
            everything: make it for anybody, not only for the maker of the last file opened.
            bring_along: all who share may see this device's students.

        Raises:
            BadRequest, and any of ``sync.errors.FAILURES``.
        """
        sharing = self._sharing
        if not sharing.joined:
            await self._begin(opened or sharing.key_files(), bring_along=bring_along)
        advice, left_to_do = list[str](), False
        if opened is not None:
            report = await sharing.unpack(opened)
            if report.asks_passphrase:
                await self._learn(opened, report, "The file was made under a new passphrase")
                report = await sharing.unpack(opened)
            self._say(report.summary)
            advice += report.advice
            left_to_do = bool(report.left_to_do)
        if write is not None:
            other = None if everything or not sharing.others else sharing.others[0]
            sync_file, report = await sharing.pack(other)
            write(sync_file.raw)
            whom = "anybody, with everything" if other is None else f"device {other[:4]}"
            self._say(f"Made a sync file for {whom}.")
            advice += [sentence for sentence in report.advice if sentence not in advice]
            left_to_do = left_to_do or bool(report.left_to_do)
        for sentence in advice:
            self._say(sentence)
        return not left_to_do

    async def _learn(self, folder: SharedFolder, report: Report, news: str) -> None:
        self._say(f"{news}.")
        for sentence in report.if_forged:
            self._say(sentence)
        await self._sharing.join(folder, self._prompt.passphrase(f"{news}: "))

    async def _begin(self, folder: SharedFolder, *, bring_along: bool) -> None:
        await folder.list()  # fails before anybody types a passphrase, if the folder is missing
        passphrase = self._prompt.passphrase("The shared folder's passphrase: ")

        def begun() -> None:
            self._sharing.remember(self._address)

        try:
            if self._own and not self._sharing.belongs and not bring_along:
                await self._ask_to_bring(folder, passphrase)
            await self._sharing.join(folder, passphrase, begun=begun)
            self._say("Joined the shared folder.")
        except NotShared:
            question = "Nothing is shared in this folder yet, so it begins now. Passphrase again: "
            if self._prompt.passphrase(question) != passphrase:
                raise NotAnswered(
                    "The two passphrases differ. Nothing was changed; try again."
                ) from None
            self._warn(passphrase)
            await self._sharing.found(folder, passphrase, begun=begun)
            self._say("Began a new shared folder. Whoever has its passphrase can join.")
        self._say(self._secret_store.where)

    def _warn(self, passphrase: str) -> None:
        """Say that a new passphrase is weak; whoever can be asked may choose another."""
        weakness = self._weakness(passphrase)
        if weakness and self._prompt.agrees(f"{weakness} Use it all the same?") is False:
            raise NotAnswered("Nothing was changed. Run this again with a longer passphrase.")
        if weakness:
            self._say(weakness)

    async def _ask_to_bring(self, folder: SharedFolder, passphrase: str) -> None:
        await self._sharing.try_passphrase(folder, passphrase)
        many = f"{self._own} students" if self._own != 1 else "1 student"
        agrees = self._prompt.agrees(
            f"This device has {many} already. All who share this folder will see them. Go on?"
        )
        if not agrees:
            raise NotAnswered(
                f"This device has {many} already, whom all who share this folder would see. "
                "Nothing was changed. To bring them along, add --bring-along; to start empty, name "
                "another data folder with --data."
            )

    async def _in_folder(self, work: Callable[[SharedFolder], Awaitable[_T]]) -> _T:
        """Work in the folder; if its server refuses the login, ask for one, once."""
        if self._address == BY_HAND:
            raise NotAnswered(
                "Which folder? Say it once with --folder, as in --folder ~/OneDrive/Aimline. Or "
                "go without one: --from opens a sync file, --to makes one."
            )
        login = await self._login()
        try:
            with reached(self._address, login) as folder:
                return await work(folder)
        except WrongLogin as problem:
            typed = self._prompt.types_login(user_in(self._address))
            if typed is None:
                raise WrongLogin(
                    f"{problem} Set {USER} and {PASSWORD}, or run this on a terminal to be asked."
                ) from None
        with reached(self._address, typed) as folder:
            done = await work(folder)
        await keep_login(self._secret_store, server_of(self._address), typed)
        return done

    async def _login(self) -> Login | None:
        if not needs_login(self._address):
            return None
        said = self._prompt.login(user_in(self._address))
        return said or await login_of(self._secret_store, server_of(self._address))
