"""Start a shared folder, or join one."""

from typing import TYPE_CHECKING

import flet as ft

from screens.catalogue import count_of, say
from screens.controls import bold, card, field, heading, page_body, primary, quiet, secondary
from screens.folder import SharedFolder
from screens.passphrase import NewPassphrase, secret
from screens.theme import GAP
from screens.window import Screen

if TYPE_CHECKING:
    from screens.way import Way

EXAMPLES = (
    ("joining.example.cloud", "~/OneDrive/Aimline"),
    ("joining.example.share", "smb://server/share/Aimline"),
    ("joining.example.dav", "davs://cloud.example.org/remote.php/dav/files/me/Aimline"),
    ("joining.example.s3", "s3://bucket/aimline?endpoint=https://storage.example.org"),
)


class Joining(Screen):
    """Address and passphrase; user and password where the address is a server's.

    Whoever joins with students on the device is asked first: all others will see them.
    """

    tab = "settings"

    def __init__(self, way: "Way", shared: SharedFolder, *, founding: bool) -> None:
        self._way = way
        self._shared = shared
        self._founding = founding
        self._new = NewPassphrase(way.window, self._go)
        self._address_text = ""
        self._passphrase_text = ""
        self._user_text = ""
        self._password_text = ""
        self._problem = ""
        self._working = False
        self._asking = False

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._way.window.palette
        what = "start" if self._founding else "join"
        title = heading(palette, say(f"joining.{what}"))
        self._foot = ft.Column(
            self._feet(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        if self._asking:
            return page_body(self._way.window.wide, title, self._question(), self._foot)
        self._address = field(
            say("joining.address"),
            self._address_text,
            on_change=self._typed_address,
        )
        self._login = ft.Column(
            self._login_fields(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self._passphrase = secret(
            say("joining.passphrase"),
            self._passphrase_text,
            on_change=self._typed,
            on_submit=self._go,
        )
        examples = [quiet(palette, f"{say(key)}: {example}") for key, example in EXAMPLES]
        return page_body(
            self._way.window.wide,
            title,
            ft.Text(say(f"joining.{what}.text"), size=17, color=palette.ink),
            card(palette, self._address, *examples, self._login),
            card(palette, self._new.build() if self._founding else self._passphrase),
            self._foot,
        )

    def _login_fields(self) -> list[ft.Control]:
        if not self._shared.asks_login(self._address_text):
            return []
        self._user = field(say("sharing.user"), self._user_text, on_change=self._typed)
        self._password = secret(say("sharing.password"), self._password_text, on_change=self._typed)
        return [self._user, self._password]

    def _question(self) -> ft.Control:
        palette = self._way.window.palette
        return card(
            palette,
            bold(count_of("joining.bring", self._own), 18, palette.title),
            quiet(palette, say("joining.bring.empty"), 16),
        )

    def _feet(self) -> list[ft.Control]:
        palette = self._way.window.palette
        rows: list[ft.Control] = []
        if self._problem:
            rows.append(
                ft.Row(
                    [
                        ft.Icon(ft.Icons.ERROR_OUTLINE, color=palette.error),
                        ft.Container(
                            ft.Text(self._problem, size=17, color=palette.ink), expand=True
                        ),
                    ],
                    vertical_alignment=ft.CrossAxisAlignment.START,
                )
            )
        if self._working:
            rows.append(
                ft.Row(
                    [
                        ft.ProgressRing(width=24, height=24),
                        quiet(palette, say("joining.working"), 17),
                    ],
                    spacing=GAP,
                )
            )
        what = "bring" if self._asking else "start" if self._founding else "join"
        buttons: list[ft.Control] = [
            primary(say(f"joining.{what}.do"), self._go, disabled=self._working),
            secondary(say("cancel"), self._way.sharing),
        ]
        rows.append(ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP))
        return rows

    @property
    def _own(self) -> int:
        """How many students here would be seen by the others; made-up ones stay."""
        return sum(not student.sample for student in self._way.desk.students())

    def _typed(self) -> None:
        if not self._founding:
            self._passphrase_text = self._passphrase.value or ""
        if self._login.controls:
            self._user_text = self._user.value or ""
            self._password_text = self._password.value or ""

    def _typed_address(self) -> None:
        self._address_text = self._address.value or ""
        if bool(self._login.controls) != self._shared.asks_login(self._address_text):
            self._login.controls = self._login_fields()
            self._way.window.update(self._login)

    def _say(self, problem: str, *, working: bool = False) -> None:
        self._problem, self._working = problem, working
        self._foot.controls = self._feet()
        if self._way.window.screen is self:
            self._way.window.update(self._foot)

    async def _go(self) -> None:
        if self._working:
            return
        typed = self._new.text if self._founding else self._passphrase_text
        if not self._address_text.strip():
            self._say(say("joining.no_address"))
            return
        if self._founding and self._new.problem:
            self._say(self._new.problem)
            return
        if not typed:
            self._say(say("joining.no_passphrase"))
            return
        self._say("", working=True)
        asks = self._shared.asks_login(self._address_text) and self._user_text
        login = (self._user_text, self._password_text) if asks else None
        if self._founding:
            problem = await self._shared.begin(self._address_text, typed, login)
        elif self._own and not self._shared.standing.belongs and not self._asking:
            problem = await self._shared.try_to_join(self._address_text, typed, login)
            self._asking = not problem
            if self._asking and self._way.window.screen is self:
                self._problem, self._working = "", False
                self._way.window.draw()
                return
        else:
            problem = await self._shared.join(self._address_text, typed, login)
        if self._way.window.screen is not self:
            return
        if problem and self._asking:
            self._asking, self._problem, self._working = False, problem, False
            self._way.window.draw()
        elif problem:
            self._say(problem)
        else:
            self._way.sharing()

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape":
            self._way.sharing()
