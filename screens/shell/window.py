"""One tab: which screen it shows, and how it is drawn again.

Nothing is updated by itself: each screen says what changed. After the connection was lost and
came back, the client ignores changes to controls that it had before (Flet 1.0.5), so everything is
built anew.
"""

import asyncio
import errno
from abc import ABC, abstractmethod
from collections.abc import Callable

import flet as ft

from probes.giving.session import OutOfTurn
from records.record_store import Clock
from records.screen_lock import Lock
from screens.parts.controls import bold
from screens.parts.double_tap import SECOND_TAP_MS
from screens.parts.kept_focus import forget_focus, put_focus_back
from screens.parts.theme import DARK, FONTS, LIGHT, PHONE, WIDE, Palette, theme_values
from screens.shell import flet_speed
from screens.shell.host_browser import HostFiles, HostPrinting
from screens.shell.notices import Notices
from screens.shell.number_pad import plain_key
from screens.shell.same_place import in_same_place
from screens.words.catalogue import say

flet_speed.install()
ft.context.disable_auto_update()  # type: ignore[no-untyped-call]

LOOK_S = 5  # between two looks whether the lock is due
RAIL = 96  # px
WIDE_MARGINS, NARROW_MARGINS = 110, 70  # px beside what is inside a card


class Screen(ABC):
    """What a window can show.

    ``tab`` is the navigation's entry, None for none; ``foot`` says that the next step stands
    at the bottom instead.
    """

    tab: str | None = None
    foot = False

    @abstractmethod
    def build(self) -> ft.Control:
        """Build the whole screen from the records."""

    def key(self, event: ft.KeyboardEvent) -> None:  # noqa: B027 (most take none)
        """Do what a key means here."""

    def leave(self) -> None:  # noqa: B027 (most have nothing)
        """Stop what would outlive the screen."""


class Window:
    """One tab's page and the screen it shows."""

    def __init__(
        self,
        page: ft.Page,
        clock: Clock,
        lock: Lock,
        theme: Callable[[], str],
        tabs: dict[str, Callable[[], object]],
        locked: Callable[[], Screen],
        reading: Callable[[], bool] = lambda: False,
        files: HostFiles | None = None,
        printing: HostPrinting | None = None,
    ):
        """Take a page.

        Args:
            page: Flet's.
            clock: tells a double tap from two.
            lock: says when the screen is to be covered.
            theme: returns "system", "light" or "dark".
            tabs: what each entry of the navigation does.
            locked: makes the screen that covers the others.
            reading: tells whether so much is still unread that nothing is to be written: that
                would have to wait for it.
            files: saves and chooses files, where Flet's own dialogs don't serve.
            printing: makes PDFs, where it has to be brought first.
        """
        self.page = page
        self.files = files
        self.printing = printing
        self._clock = clock
        self._lock = lock
        self._theme = theme
        self.screen: Screen | None = None
        self._front: Screen | None = None
        self._notices = Notices(page.run_task, self.update)
        self.connected = True
        self._tabs = tabs
        self._shown_ms = 0
        self._tabs_are_new = False  # the screen before had its next step where they are now
        self._drawn: Palette | None = None
        self._looks: tuple[Screen, Palette, bool, bool] | None = None  # when it was drawn
        self._locked = locked
        self._reading = reading
        self._width = page.width or WIDE
        page.title = say("app")
        page.fonts = {} if page.web else FONTS  # a page has them from the start
        page.theme, page.dark_theme = (
            flet_speed.theme(theme_values(palette)) for palette in (LIGHT, DARK)
        )
        page.padding = 0
        page.on_connect = self._connected
        page.on_disconnect = page.on_close = self._disconnected
        page.on_resize = self._resized
        page.on_platform_brightness_change = self._brightened
        page.on_keyboard_event = self._key
        self._apply_theme()
        self._noticed = flet_speed.each_event(page, lock.touched)
        page.run_task(self._watch_lock)

    @property
    def palette(self) -> Palette:
        """The colours of the theme in force."""
        mode = self.page.theme_mode
        if mode is ft.ThemeMode.SYSTEM:
            return DARK if self.page.platform_brightness is ft.Brightness.DARK else LIGHT
        return DARK if mode is ft.ThemeMode.DARK else LIGHT

    @property
    def wide(self) -> bool:
        """Whether two columns and a rail fit."""
        return (self.page.width or WIDE) >= WIDE

    @property
    def phone(self) -> bool:
        """Whether rows have to stack."""
        return (self.page.width or WIDE) < PHONE

    @property
    def settled(self) -> bool:
        """Whether a tap is meant for this screen.

        The second one of a double tap lands on the next screen, where the next step
        stands in the same place.
        """
        return self._clock.steady_ms() - self._shown_ms >= SECOND_TAP_MS

    @property
    def room(self) -> float:
        """How many px there are inside a card, beside margins and rail: exactly, as a rule."""
        width = self.page.width or WIDE
        if not self.wide:
            return width - NARROW_MARGINS
        beside_rail = self.screen is not None and self.screen.tab is not None
        return width - WIDE_MARGINS - (RAIL if beside_rail else 0)

    @property
    def lives(self) -> bool:
        """Whether the tab is open, or may come back."""
        try:
            return self.page.session is not None
        except RuntimeError:  # Flet let go of it
            return False

    def uncover(self) -> None:
        """Show again what the lock had covered, as it was."""
        self._front = None
        self.draw()

    def show(self, screen: Screen) -> None:
        """Leave the screen shown and show another."""
        self._noticed()
        if self.screen is not None:
            self.screen.leave()
        self.put_notice_away()
        self._tabs_are_new = self.screen is not None and self.screen.foot
        if type(screen) is not type(self.screen):
            forget_focus(self.page)
        self.screen = screen
        self.draw()
        self._shown_ms = self._clock.steady_ms()

    @property
    def covered(self) -> bool:
        """Whether the lock is in front: what lies behind it is drawn anew when it goes."""
        return self._front is not None

    def draw(self) -> None:
        """Build the whole screen anew."""
        self._cover()
        screen = self._front or self.screen
        if screen is None:
            return
        self._apply_theme()
        before = self._before(screen)
        shown = self._notices.above_foot(self.palette, screen.build())
        body = ft.SafeArea(content=shown, expand=True)
        view = self.page.views[0]
        view.padding = 0
        view.bgcolor = self.palette.paper
        if screen.tab is None:
            view.navigation_bar = None
            view.controls = [in_same_place(before, body) or body]
        elif self.wide:
            view.navigation_bar = None
            rail = ft.Row([self._rail(screen.tab), body], expand=True, spacing=0)
            view.controls = [in_same_place(before, rail) or rail]
        else:
            view.navigation_bar = self._bar(screen.tab)
            view.controls = [in_same_place(before, body) or body]
        self._send()

    def _before(self, screen: Screen) -> ft.BaseControl | None:
        """Return what the screen showed till now; None if it is another one, or looks otherwise."""
        now = (screen, self.palette, self.wide, self.phone)
        same, self._looks = self._looks == now, now
        self._drawn = self.palette
        shown = self.page.views[0].controls
        return shown[0] if same and shown else None

    def update(self, *controls: ft.Control, in_front: bool = False) -> None:
        """Send what changed in these controls; ``in_front`` are those of the lock.

        While the connection is away, or the lock covers them, nothing is sent: what comes
        back is drawn anew.
        """
        if in_front != (self._front is not None):
            return
        for control in controls:
            self._send(control)

    def _send(self, control: ft.Control | None = None) -> None:
        """Send what changed in a control; without one, in the whole page."""
        if not self.connected:
            return
        try:
            if control is None:
                self.page.update()
            else:
                flet_speed.send(self.page, control)
        except AttributeError:
            # Flet 1.0.5 drops its queue before it tells us that the connection went.
            self._disconnected()
            return
        put_focus_back(self.page)

    def notice(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say something in passing, with a way to take it back."""
        if self.connected and self._front is None:
            self._notices.say(self.palette, text, undo)

    def put_notice_away(self) -> None:
        """Take what was said in passing off the screen."""
        self._notices.put_away()

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something that may not be possible; say so if it isn't. Return whether it was done."""
        if self._reading():
            self.notice(say("reading.later"))
            return False
        try:
            work()
        except OutOfTurn:
            return False  # the screen offered what had just become impossible
        except ValueError:
            self.notice(say("error.odd"))
            return False
        except OSError as problem:
            full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
            self.notice(say("error.full" if full else "error.write"))
            return False
        return True

    def _cover(self) -> None:
        """Put the lock in front of the screen if it is due; away if there is no code any more."""
        if self._front is None and self._lock.due():
            self.put_notice_away()
            self._front = self._locked()
        elif self._front is not None and not self._lock.set:
            self._front = None

    async def _watch_lock(self) -> None:
        while self.lives:
            await asyncio.sleep(LOOK_S)
            lock = self._lock
            if lock.due() if self._front is None else not lock.set:
                self.draw()

    def _apply_theme(self) -> None:
        self.page.theme_mode = ft.ThemeMode(self._theme())

    def _connected(self) -> None:
        self.connected = True
        # In the view that was there before, the client would ignore every later change.
        self.page.views.clear()
        self.page.views.append(ft.View(route="/"))
        self.draw()

    def _disconnected(self) -> None:
        self.connected = False
        # What comes back is drawn anew; an empty page saves the client drawing it twice.
        self.page.views[0].controls = []

    def _brightened(self) -> None:
        # The client says how bright it is as soon as it is there; what is drawn anew without need
        # takes no tap that is on its way.
        if self.palette is not self._drawn:
            self.draw()

    def _resized(self) -> None:
        before, self._width = self._width, self.page.width or WIDE
        if any((before < edge) != (self._width < edge) for edge in (PHONE, WIDE)):
            self.draw()

    def _key(self, event: ft.KeyboardEvent) -> None:
        self._noticed()
        screen = self._front or self.screen
        if screen is not None and not (event.ctrl or event.alt or event.meta):
            event.key = plain_key(event.key)
            screen.key(event)

    def _rail(self, tab: str) -> ft.Control:
        return ft.NavigationRail(
            destinations=[
                ft.NavigationRailDestination(icon=icon, label=say(f"nav.{name}"))
                for name, icon in TAB_ICONS.items()
            ],
            selected_index=list(TAB_ICONS).index(tab),
            label_type=ft.NavigationRailLabelType.ALL,
            bgcolor=self.palette.surface,
            min_width=RAIL,
            leading=ft.Container(
                bold(say("app"), 16, self.palette.title),
                padding=ft.Padding.symmetric(vertical=16),
            ),
            on_change=self._chosen,
        )

    def _bar(self, tab: str) -> ft.NavigationBar:
        return ft.NavigationBar(
            destinations=[
                ft.NavigationBarDestination(icon=icon, label=say(f"nav.{name}"))
                for name, icon in TAB_ICONS.items()
            ],
            selected_index=list(TAB_ICONS).index(tab),
            bgcolor=self.palette.surface,
            on_change=self._chosen,
        )

    def _chosen(self, event: ft.Event[ft.NavigationBar] | ft.Event[ft.NavigationRail]) -> None:
        self._noticed()
        if self._tabs_are_new and not self.settled:
            self.draw()  # the client shows it as chosen already
            return
        name = list(TAB_ICONS)[event.control.selected_index or 0]
        self._tabs[name]()


TAB_ICONS = {
    "today": ft.Icons.TODAY_OUTLINED,
    "students": ft.Icons.PEOPLE_OUTLINE,
    "caseload": ft.Icons.SHOW_CHART,
    "forms": ft.Icons.DESCRIPTION_OUTLINED,
    "settings": ft.Icons.TUNE,
}
