"""The latest exchange with the shared folder, what is under way, and what can be done about it."""

import flet as ft

from records.devices import Devices
from records.record_store import Clock
from screens.parts.controls import bold, card, primary, quiet, secondary
from screens.parts.double_tap import SECOND_TAP_MS
from screens.parts.theme import GAP, Palette
from screens.sharing.device_names import device_name
from screens.sharing.sharing_client import SharingClient
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say
from screens.words.days import in_words, time_in_words

DAY_MS = 24 * 60 * 60 * 1000


def warning(palette: Palette, text: str) -> ft.Control:
    """Return a sentence that wants attention."""
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


class StatusCard:
    """A card of the Sharing screen, refreshed as the status changes."""

    def __init__(
        self, nav: Navigation, sharing: SharingClient, devices: Devices, clock: Clock
    ) -> None:
        self._nav = nav
        self._sharing = sharing
        self._devices = devices
        self._clock = clock
        self._cancelled_ms: int | None = None

    def build(self) -> ft.Control:
        """Build the card."""
        self._rows = ft.Column(
            self._parts(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return card(self._nav.window.palette, self._rows)

    def refresh(self) -> ft.Control:
        """Bring the card up to date; return the control to send."""
        self._rows.controls = self._parts()
        return self._rows

    def _parts(self) -> list[ft.Control]:
        palette, status = self._nav.window.palette, self._sharing.status
        rows = [bold(say("sharing.folder"), 17, palette.title), *self._latest()]
        if status.doing:
            return [*rows, *self._under_way()]
        rows += self._outcome()
        rows += [
            warning(
                palette,
                count_of("sharing.clock", ms // DAY_MS, device=device_name(self._devices, device)),
            )
            for device, ms in self._sharing.fast_clocks().items()
        ]
        if not status.by_hand:
            rows.append(ft.Row(self._buttons(), wrap=True, spacing=GAP, run_spacing=GAP))
        return rows

    def _latest(self) -> list[ft.Control]:
        """Return the folder's address, and when what was exchanged."""
        palette, status = self._nav.window.palette, self._sharing.status
        named = say("sharing.by_hand") if status.by_hand else status.folder_name
        folder_name = ft.Text(named, size=16, color=palette.ink, selectable=True)
        if status.at is None:
            return [folder_name, quiet(palette, say("sharing.never"), 16)]
        when = in_words("sharing.last", status.at.date(), self._clock.now().date())
        what = say(
            "sharing.exchanged",
            sent=count_of("sharing.sent", status.sent),
            received=count_of("sharing.received", status.received),
        )
        said = f"{when} {say('sharing.at', time=time_in_words(status.at))} {what}"
        return [folder_name, ft.Text(said, size=17, color=palette.ink)]

    def _under_way(self) -> list[ft.Control]:
        palette, status = self._nav.window.palette, self._sharing.status
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

    def _outcome(self) -> list[ft.Control]:
        """Return what went wrong, what to do, or that all is well."""
        palette, status = self._nav.window.palette, self._sharing.status
        if status.problem and status.offline:
            offline = ft.Text(say("sharing.offline"), size=17, color=palette.ink)
            return [offline, quiet(palette, status.problem)]
        if status.problem:
            return [warning(palette, status.problem)]
        if status.advice:
            return [warning(palette, sentence) for sentence in status.advice]
        if status.at is None or status.by_hand:
            return []
        done = ft.Icon(ft.Icons.DONE_ALL, color=palette.last, size=22)
        well = ft.Container(quiet(palette, say("sharing.well"), 16), expand=True)
        return [ft.Row([done, well], spacing=8)]

    def _buttons(self) -> list[ft.Control]:
        status = self._sharing.status
        if status.wants_permission:
            buttons: list[ft.Control] = [primary(say("sharing.allow"), self._allow)]
        else:
            sync = primary(say("sharing.now"), self.sync)
            buttons = [sync, secondary(say("sharing.mend"), self._mend)]
        if status.picked and status.problem:
            buttons.append(secondary(say("sharing.choose_again"), self._choose_again))
        return buttons

    def sync(self) -> None:
        """Exchange what is new."""
        since = self._cancelled_ms
        if since is not None and self._clock.steady_ms() - since < SECOND_TAP_MS:
            return  # meant for "Cancel", which was there a moment ago
        self._sharing.soon()

    async def _cancel(self) -> None:
        self._cancelled_ms = self._clock.steady_ms()
        if not await self._sharing.cancel():
            self._nav.window.notice(say("joining.begun"))

    async def _mend(self) -> None:
        problem = await self._sharing.mend()
        if problem:
            self._nav.window.notice(problem)
        elif not self._sharing.status.advice:
            self._nav.window.notice(say("sharing.mended"))

    async def _allow(self) -> None:
        await self._sharing.permit()

    async def _choose_again(self) -> None:
        address, problem = await self._sharing.pick()
        if address:
            problem = await self._sharing.move(address)
        if problem:
            self._nav.window.notice(problem)
