"""SharingScreen: what was exchanged, what is to do, who takes part; and the way in and out.

Long, because it is one card for each of these.
"""

from typing import TYPE_CHECKING

import flet as ft

from screens.giving.tap_modes import SECOND_TAP_MS
from screens.parts.controls import (
    bold,
    card,
    field,
    heading,
    icon_button,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.theme import GAP
from screens.sharing.device_names import LONGEST, call_this, device_name, own_name
from screens.sharing.passphrase_field import secret
from screens.sharing.print_join_card import save_join_card
from screens.sharing.sharing_client import SharingClient, SharingStatus
from screens.sharing.sync_file_cards import SyncFiles
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.days import in_words, time_in_words

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

DAY_MS = 24 * 60 * 60 * 1000


class SharingScreen(Screen):
    """Redraws what stands as it changes; what is being typed is left alone."""

    tab = "settings"

    def __init__(self, nav: "Navigation") -> None:
        self._nav = nav
        self._shared = nav.desk.shared
        self._opened = False
        self._problem = ""
        self._leaving = False
        self._typed_text: dict[str, str] = {}
        self._cancelled_ms: int | None = None
        self._drawn: object = None  # what decides which cards there are, when they were built
        if self._shared is not None:
            self._files = SyncFiles(nav, self._shared)
        if self._shared is not None:
            self._shared.watch(self._changed)

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, shared = self._nav.window.palette, self._shared
        head = ft.Row(
            [
                icon_button(ft.Icons.ARROW_BACK, say("back"), self._nav.settings),
                heading(palette, say("sharing.title")),
            ],
        )
        if shared is None:
            return self._page(head)
        if not self._opened:
            self._nav.window.page.run_task(self._open, shared)
            return self._page(head, ft.Row([ft.ProgressRing(width=24, height=24)]))
        self._drawn = _cards(shared.status)
        if not shared.status.joined:
            return self._page(head, *self._outside(shared))
        return self._page(head, *self._inside(shared))

    def _page(self, *controls: ft.Control) -> ft.Control:
        return page_body(self._nav.window.wide, *controls)

    def _sentence(self, text: str) -> ft.Control:
        return ft.Text(text, size=17, color=self._nav.window.palette.ink)

    async def _open(self, shared: SharingClient) -> None:
        self._problem = await shared.open()
        self._opened = True
        if self._nav.window.screen is self:
            self._nav.window.draw()

    # Without a folder

    def _outside(self, shared: SharingClient) -> list[ft.Control]:
        palette, nav = self._nav.window.palette, self._nav
        parts = [
            self._sentence(say("sharing.intro")),
            self._sentence(say("sharing.intro.outsider")),
        ]
        if self._problem:
            parts.append(self._notice(self._problem))
        parts.append(
            card(
                palette,
                bold(say("sharing.join.title"), 18, palette.title),
                quiet(palette, say("sharing.join.help"), 16),
                ft.Row([primary(say("joining.join"), lambda: nav.joining(shared, founding=False))]),
            )
        )
        if shared.status.belongs:
            browser = ".browser" if nav.desk.browser is not None else ""
            parts.append(self._sentence(say(f"sharing.left{browser}")))
        else:
            start = secondary(say("joining.start"), lambda: nav.joining(shared, founding=True))
            parts.append(
                card(
                    palette,
                    bold(say("sharing.start.title"), 18, palette.title),
                    quiet(palette, say("sharing.start.help"), 16),
                    ft.Row([start]),
                )
            )
        return parts

    # With one

    def _inside(self, shared: SharingClient) -> list[ft.Control]:
        status = shared.status
        self._status = ft.Column(
            self._state(shared),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        parts: list[ft.Control] = []  # what is wanted of a person comes first
        if status.wants_passphrase:
            parts.append(self._wants_passphrase(shared))
        if status.wants_login:
            parts.append(self._wants_login(shared))
        parts.append(card(self._nav.window.palette, self._status))
        if status.by_hand:
            parts.append(self._files.build())
        self._seen = ft.Column(self._devices(shared), spacing=4, tight=True)
        parts.append(self._who())
        if not status.by_hand:
            if not status.picked:
                parts.append(self._invite(shared))
            parts.append(self._files.build())
        parts += [self._keys(shared), self._way_out(shared)]
        return parts

    def _state(self, shared: SharingClient) -> list[ft.Control]:
        palette, status = self._nav.window.palette, shared.status
        named = say("sharing.by_hand") if status.by_hand else status.folder_name
        folder_name = ft.Text(named, size=16, color=palette.ink, selectable=True)
        rows: list[ft.Control] = [bold(say("sharing.folder"), 17, palette.title), folder_name]
        if status.at is None:
            rows.append(quiet(palette, say("sharing.never"), 16))
        else:
            today = self._nav.desk.clock.now().date()
            when = in_words("sharing.last", status.at.date(), today)
            what = say(
                "sharing.exchanged",
                sent=count_of("sharing.sent", status.sent),
                received=count_of("sharing.received", status.received),
            )
            said = f"{when} {say('sharing.at', time=time_in_words(status.at))} {what}"
            rows.append(ft.Text(said, size=17, color=palette.ink))
        if status.doing:
            return [*rows, *self._under_way(shared)]
        if status.problem:
            if status.offline:
                rows.append(self._sentence(say("sharing.offline")))
                rows.append(quiet(palette, status.problem))
            else:
                rows.append(self._notice(status.problem))
        elif status.advice:
            rows += [self._notice(sentence) for sentence in status.advice]
        elif status.at is not None and not status.by_hand:
            done = ft.Icon(ft.Icons.DONE_ALL, color=palette.last, size=22)
            well = ft.Container(quiet(palette, say("sharing.well"), 16), expand=True)
            rows.append(ft.Row([done, well], spacing=8))
        rows += [
            self._notice(
                count_of("sharing.clock", ms // DAY_MS, device=device_name(self._nav.desk, device))
            )
            for device, ms in shared.fast_clocks().items()
        ]
        if status.by_hand:
            return rows
        buttons: list[ft.Control] = [primary(say("sharing.now"), self._now)]
        if status.wants_permission:
            buttons = [primary(say("sharing.allow"), self._allow)]
        else:
            buttons.append(secondary(say("sharing.mend"), self._mend))
        if status.picked and status.problem:
            buttons.append(secondary(say("sharing.choose_again"), self._choose_again))
        rows.append(ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP))
        return rows

    def _under_way(self, shared: SharingClient) -> list[ft.Control]:
        palette, status = self._nav.window.palette, shared.status
        counts = status.doing in ("reading", "writing")
        said = say(f"sharing.{status.doing}")
        if counts:
            said = f"{said} {say('sharing.progress', done=status.done, of=status.of)}"
        share = status.done / status.of if counts and status.of else None
        bar = ft.ProgressBar(value=share, semantics_label=say("sharing.title"))
        return [
            quiet(palette, said, 16),
            bar,
            ft.Row([secondary(say("cancel"), self._cancel)]),
        ]

    def _notice(self, text: str) -> ft.Control:
        palette = self._nav.window.palette
        return ft.Container(
            ft.Row(
                [
                    ft.Icon(ft.Icons.INFO_OUTLINE, color=palette.caution),
                    ft.Container(ft.Text(text, size=16, color=palette.ink), expand=True),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            bgcolor=palette.caution_tint,
            border_radius=8,
            padding=12,
        )

    def _wants_passphrase(self, shared: SharingClient) -> ft.Control:
        async def enter() -> None:
            problem = await shared.learn(self._typed_text.get("passphrase", ""))
            self._nav.window.notice(problem or say("sharing.learnt"))

        return card(
            self._nav.window.palette,
            bold(say("sharing.new_passphrase"), 17, self._nav.window.palette.title),
            self._field("passphrase", say("joining.passphrase"), hidden=True),
            ft.Row([secondary(say("sharing.enter"), enter)]),
        )

    def _wants_login(self, shared: SharingClient) -> ft.Control:
        async def enter() -> None:
            typed = self._typed_text
            await shared.log_in(typed.get("user", ""), typed.get("password", ""))

        return card(
            self._nav.window.palette,
            bold(say("sharing.login"), 17, self._nav.window.palette.title),
            self._field("user", say("sharing.user")),
            self._field("password", say("sharing.password"), hidden=True),
            ft.Row([secondary(say("sharing.enter"), enter)]),
        )

    def _field(self, name: str, label: str, *, hidden: bool = False) -> ft.Control:
        def typed(event: ft.Event[ft.TextField]) -> None:
            self._typed_text[name] = event.control.value or ""

        value = self._typed_text.get(name, "")
        if hidden:
            return secret(self._nav.window, label, value, on_change=typed)
        return field(label, value, on_change=typed)

    def _who(self) -> ft.Control:
        palette, desk = self._nav.window.palette, self._nav.desk
        name = field(
            say("sharing.this_device"),
            own_name(desk),
            helper=say("sharing.this_device.help"),
            max_length=LONGEST,
            on_blur=self._named,
            on_submit=self._named,
        )
        return card(palette, bold(say("sharing.devices"), 17, palette.title), self._seen, name)

    def _devices(self, shared: SharingClient) -> list[ft.Control]:
        palette, desk = self._nav.window.palette, self._nav.desk
        rows: list[ft.Control] = []
        for device, changes in shared.devices().items():
            about = count_of("sharing.changes", changes)
            if device == desk.records.device:
                about = f"{say('sharing.this')} · {about}"
            name = ft.Text(device_name(desk, device), size=17, color=palette.ink)
            rows.append(ft.Row([name, quiet(palette, about)], wrap=True, spacing=GAP))
        return rows

    def _invite(self, shared: SharingClient) -> ft.Control:
        palette = self._nav.window.palette

        async def save() -> None:
            await save_join_card(self._nav, shared.status.folder_name)

        return card(
            palette,
            bold(say("sharing.card"), 17, palette.title),
            quiet(palette, say("sharing.card.help"), 16),
            ft.Row([secondary(say("sharing.card.save"), save)]),
        )

    def _keys(self, shared: SharingClient) -> ft.Control:
        palette, nav = self._nav.window.palette, self._nav
        change = secondary(say("sharing.repassphrase"), lambda: nav.repassphrase(shared))
        return card(
            palette,
            bold(say("sharing.keys"), 17, palette.title),
            ft.Text(shared.status.keys, size=16, color=palette.ink, selectable=True),
            quiet(palette, say("sharing.keys.help"), 16),
            ft.Row([change], wrap=True),
        )

    def _way_out(self, shared: SharingClient) -> ft.Control:
        palette = self._nav.window.palette

        def ask(asking: bool) -> None:
            self._leaving = asking
            self._nav.window.draw()

        async def leave() -> None:
            problem = await shared.leave()
            self._leaving = False
            if problem:
                self._nav.window.notice(problem)
            if self._nav.window.screen is self:
                self._nav.window.draw()

        if not self._leaving:
            return ft.Row([secondary(say("sharing.leave"), lambda: ask(True))])
        buttons: list[ft.Control] = [
            secondary(say("sharing.leave.do"), leave),
            secondary(say("sharing.leave.stay"), lambda: ask(False)),
        ]
        return card(
            palette,
            bold(say("sharing.leave"), 17, palette.title),
            self._sentence(say("sharing.leave.text")),
            ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
        )

    # What happens

    async def _cancel(self) -> None:
        if self._shared is not None:
            self._cancelled_ms = self._nav.desk.clock.steady_ms()
            if not await self._shared.cancel():
                self._nav.window.notice(say("joining.begun"))

    async def _mend(self) -> None:
        if self._shared is None:
            return
        problem = await self._shared.mend()
        if problem:
            self._nav.window.notice(problem)
        elif not self._shared.status.advice:
            self._nav.window.notice(say("sharing.mended"))

    def _now(self) -> None:
        since = self._cancelled_ms
        if since is not None and self._nav.desk.clock.steady_ms() - since < SECOND_TAP_MS:
            return  # meant for "Cancel", which was there a moment ago
        if self._shared is not None:
            self._shared.soon()

    async def _allow(self) -> None:
        if self._shared is not None:
            await self._shared.permit()

    async def _choose_again(self) -> None:
        if self._shared is None:
            return
        address, problem = await self._shared.pick()
        if address:
            problem = await self._shared.move(address)
        if problem:
            self._nav.window.notice(problem)

    def _named(self, event: ft.Event[ft.TextField]) -> None:
        desk, name = self._nav.desk, (event.control.value or "").strip()
        if name != own_name(desk) and self._nav.window.attempt(lambda: call_this(desk, name)):
            self._now()
            self._changed()

    def _changed(self) -> None:
        window, shared = self._nav.window, self._shared
        if window.screen is not self or shared is None or not self._opened:
            return
        if _cards(shared.status) != self._drawn:
            window.draw()
        elif shared.status.joined:
            self._status.controls = self._state(shared)
            self._seen.controls = self._devices(shared)
            window.update(self._status, self._seen)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape":
            self._nav.settings()


def _cards(status: SharingStatus) -> tuple[object, ...]:
    """Return what decides which cards there are."""
    wants = status.wants_login, status.wants_passphrase
    return status.joined, status.folder_name, status.by_hand, status.others, *wants
