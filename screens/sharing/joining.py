"""Start a shared folder, or join one."""

import flet as ft

from records.students import Students
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.theme import GAP
from screens.sharing.passphrase_field import NewPassphrase, feet, secret
from screens.sharing.sharing_client import BY_HAND, SharingClient
from screens.shell import routes
from screens.shell.file_dialogs import choose_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say

EXAMPLES = (
    ("joining.example.cloud", "~/OneDrive/Aimline"),
    ("joining.example.share", "smb://server/share/Aimline"),
    ("joining.example.dav", "davs://cloud.example.org/remote.php/dav/files/me/Aimline"),
    ("joining.example.s3", "s3://bucket/aimline?endpoint=https://storage.example.org"),
)


DAV_EXAMPLE = "/remote.php/dav/files/me/Aimline"


class Joining(Screen):
    """Place and passphrase; user and password where the place is on a server.

    Whoever joins with students on the device is asked first: all others will see them.
    ``founding`` says that the folder is a new one, ``in_browser`` that a browser keeps the
    records.
    """

    tab = "settings"

    def __init__(
        self,
        nav: Navigation,
        sharing: SharingClient,
        students: Students,
        *,
        founding: bool,
        in_browser: bool,
    ) -> None:
        self._nav = nav
        self._sharing = sharing
        self._students = students
        self._in_browser = in_browser
        self._founding = founding
        self._new = NewPassphrase(nav.window, self._go)
        self._kind = sharing.kinds[0]
        self._picked = ""  # the address of the folder that was chosen
        self._opened = False  # a sync file, to join by
        self._address_text = ""
        self._passphrase_text = ""
        self._user_text = ""
        self._password_text = ""
        self._problem = ""
        self._working = False
        self._asking = False

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        what = "start" if self._founding else "join"
        title = heading(palette, say(f"joining.{what}"))
        self._foot = ft.Column(
            self._feet(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        if self._asking:
            return page_body(self._nav.window.wide, title, self._question(), self._foot)
        self._passphrase = secret(
            self._nav.window,
            say("joining.passphrase"),
            self._passphrase_text,
            on_change=self._typed,
            on_submit=self._go,
        )
        self._login = ft.Column(
            self._login_fields(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        kinds = {kind: say(f"joining.kind.{kind}") for kind in self._sharing.kinds}
        about = say(f"joining.{what}.{'hand' if self._kind == 'hand' else 'text'}")
        return page_body(
            self._nav.window.wide,
            title,
            ft.Text(about, size=17, color=palette.ink),
            card(
                palette,
                bold(say("joining.kind"), 17, palette.title),
                choice(palette, kinds, self._kind, self._choose_kind),
                *self._place_fields(),
                self._login,
            ),
            card(palette, self._new.build() if self._founding else self._passphrase),
            self._foot,
        )

    def _place_fields(self) -> list[ft.Control]:
        palette, sharing = self._nav.window.palette, self._sharing
        match self._kind:
            case "pick":
                chosen = [secondary(say("joining.pick"), self._pick)]
                if self._picked:
                    name = sharing.name_of(self._picked)
                    chosen.append(bold(say("joining.picked", name=name), 16, palette.ink))
                return [
                    ft.Row(chosen, wrap=True, spacing=GAP, run_spacing=GAP),
                    quiet(palette, say("joining.pick.help")),
                ]
            case "hand" if self._founding:
                return [quiet(palette, say("joining.hand.start"), 16)]
            case "hand":
                about = say(f"joining.hand.{'opened' if self._opened else 'join'}")
                return [
                    quiet(palette, about, 16),
                    ft.Row([secondary(say("sync_files.open"), self._open)]),
                ]
        server = sharing.server
        self._address = field(
            say("joining.address"), self._address_text, on_change=self._typed_address
        )
        if server:
            example = say("joining.dav.help", server=server, example=DAV_EXAMPLE)
            return [self._address, quiet(palette, example)]
        examples = [quiet(palette, f"{say(key)}: {example}") for key, example in EXAMPLES]
        return [self._address, *examples]

    def _asks_login(self) -> bool:
        written = self._kind == "address" and self._sharing.asks_login(self._address_text)
        return written or self._kind == "dav"

    def _login_fields(self) -> list[ft.Control]:
        if not self._asks_login():
            return []
        self._user = field(say("sharing.user"), self._user_text, on_change=self._typed)
        self._password = secret(
            self._nav.window, say("sharing.password"), self._password_text, on_change=self._typed
        )
        return [self._user, self._password]

    def _question(self) -> ft.Control:
        palette = self._nav.window.palette
        browser = ".browser" if self._in_browser else ""
        return card(
            palette,
            bold(count_of("joining.bring", self._own), 18, palette.title),
            quiet(palette, say(f"joining.bring.empty{browser}"), 16),
        )

    def _feet(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        what = "bring" if self._asking else "start" if self._founding else "join"
        buttons: list[ft.Control] = [
            primary(say(f"joining.{what}.do"), self._go, disabled=self._working),
            secondary(say("cancel"), self._cancel),
        ]
        return feet(palette, buttons, self._problem, working=self._working)

    @property
    def _own(self) -> int:
        """How many students here would be seen by the others; made-up ones stay."""
        return sum(not student.sample for student in self._students.all())

    def _typed(self) -> None:
        if not self._founding:
            self._passphrase_text = self._passphrase.value or ""
        if self._login.controls:
            self._user_text = self._user.value or ""
            self._password_text = self._password.value or ""

    def _typed_address(self) -> None:
        self._address_text = self._address.value or ""
        if bool(self._login.controls) != self._asks_login():
            self._login.controls = self._login_fields()
            self._nav.window.update(self._login)

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._problem = ""
        self._nav.window.draw()

    async def _pick(self) -> None:
        address, problem = await self._sharing.pick()
        self._picked = address or self._picked
        self._problem = problem
        self._redraw()

    async def _open(self) -> None:
        chosen = await choose_file(self._nav.window)
        if chosen is not None:
            self._problem = await self._sharing.open_file(chosen.content)
            self._opened = not self._problem
            self._redraw()

    def _redraw(self) -> None:
        if self._nav.window.screen is self:
            self._nav.window.draw()

    def _place(self) -> tuple[str, str]:
        """Return the address as far as it is known, and what to do first if it isn't."""
        match self._kind:
            case "pick":
                return self._picked, say("joining.not_picked")
            case "hand":
                return BY_HAND if self._founding or self._opened else "", say("joining.not_opened")
        return self._address_text.strip(), say("joining.no_address")

    def _say(self, problem: str, *, working: bool = False) -> None:
        self._problem, self._working = problem, working
        self._foot.controls = self._feet()
        if self._nav.window.screen is self:
            self._nav.window.update(self._foot)

    async def _cancel(self) -> None:
        if not self._working or await self._sharing.cancel():
            self._nav.go(routes.SharingRoute())
        else:  # others may see the students already
            self._say(say("joining.begun"), working=True)

    async def _go(self) -> None:
        if self._working:
            return
        typed = self._new.text if self._founding else self._passphrase_text
        address, first = self._place()
        if not address:
            self._say(first)
            return
        if self._founding and self._new.problem:
            self._say(self._new.problem)
            return
        if not typed:
            self._say(say("joining.no_passphrase"))
            return
        self._say("", working=True)
        asks = self._asks_login() and self._user_text
        login = (self._user_text, self._password_text) if asks else None
        if self._founding:
            problem = await self._sharing.begin(address, typed, login)
        elif self._own and not self._sharing.status.belongs and not self._asking:
            problem = await self._sharing.try_to_join(address, typed, login)
            self._asking = not problem
            if self._asking and self._nav.window.screen is self:
                self._problem, self._working = "", False
                self._nav.window.draw()
                return
        else:
            problem = await self._sharing.join(address, typed, login)
        if self._nav.window.screen is not self:
            return
        if problem and self._asking:
            self._asking, self._problem, self._working = False, problem, False
            self._nav.window.draw()
        elif problem:
            self._say(problem)
        else:
            self._nav.go(routes.SharingRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape" and not self._working:
            self._nav.go(routes.SharingRoute())
