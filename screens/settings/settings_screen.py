"""What the examiner chooses, on this device."""

from collections.abc import Sequence

import flet as ft

from probes.measures.measure import MEASURES, ORAL_READING
from probes.measures.profiles import profiles_for
from records.device_settings import PASSAGE_SIZES, DeviceSettings, profile_field
from records.form_library import FormLibrary
from records.screen_code import LONGEST, MINUTES, SHORTEST
from records.screen_lock import Lock
from records.sittings import Sittings
from screens.parts.controls import bold, card, choice, field, heading, page_body, quiet, secondary
from screens.parts.theme import GAP, PASSAGE_FONT
from screens.settings.lock_screen import code_field
from screens.settings.transfer import Transfer
from screens.shell import routes
from screens.shell.host_browser import HostBrowser
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.measure_names import measure_name

LONGEST_INITIALS = 12


class SettingsScreen(Screen):
    """Each choice is kept as it is made.

    Args:
        problems: what of the records could not be read, a sentence each.
        shares: whether there can be a shared folder.
        browser: the one that keeps the records on a tablet.
        folder: the data folder as people may read it.
        version: Aimline's.
        flet_problem: a sentence about Flet's version, "" if it is the one that belongs here.
    """

    tab = "settings"

    def __init__(
        self,
        nav: Navigation,
        settings: DeviceSettings,
        forms: FormLibrary,
        sittings: Sittings,
        lock: Lock,
        transfer: Transfer,
        *,
        problems: Sequence[str],
        shares: bool,
        browser: HostBrowser | None,
        folder: str,
        version: str,
        flet_problem: str,
    ) -> None:
        self._nav = nav
        self._settings = settings
        self._forms = forms
        self._sittings = sittings
        self._screen_lock = lock
        self._transfer = transfer
        self._problems = problems
        self._shares = shares
        self._host_browser = browser
        self._folder = folder
        self._version = version
        self._flet_problem = flet_problem
        self._measure = ORAL_READING.id  # the one whose rules are shown
        self._code_text = self._again_text = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        palette, settings = self._nav.window.palette, self._settings.now
        sample = ft.Text(
            next(iter(self._forms.built_in.values())).items[0] + " …",
            size=settings.passage_size,
            font_family=PASSAGE_FONT,
            color=palette.ink,
        )
        examiner = field(
            say("settings.examiner"),
            settings.examiner,
            helper=say("settings.examiner.help", most=LONGEST_INITIALS),
            max_length=LONGEST_INITIALS,
            on_blur=self._set_examiner,
            on_submit=self._set_examiner,
        )
        agreement = secondary(
            say("second.examiners"), lambda: self._nav.go(routes.ExaminersRoute())
        )
        cards = [
            self._card("settings.size", self._sizes(), sample),
            self._card("settings.theme", self._choices("theme", ("system", "light", "dark"))),
            self._card("settings.profile", *self._profiles(), help_key="settings.profile.help"),
            card(
                palette,
                self._switch("settings.discreet", "discreet"),
                quiet(palette, say("settings.discreet.help")),
                self._switch("settings.live", "live_rate"),
            ),
            card(palette, examiner, ft.Row([agreement])),
            self._card("settings.paper", self._papers()),
            self._card("lock.card", *self._lock(), help_key="lock.card.help"),
            *self._sharing(),
            self._card(
                "reports.head.title",
                ft.Row([secondary(say("reports.head.open"), self._open_head)]),
                help_key="reports.head.about",
            ),
            self._card(
                "calendar.title",
                ft.Row([secondary(say("calendar.open"), self._open_calendar)]),
                help_key="calendar.help",
            ),
            self._card(
                "district.title",
                ft.Row([secondary(say("district.open"), self._open_district)]),
                help_key="district.help",
            ),
            self._card(
                "settings.folder",
                ft.Text(self._folder, size=16, color=palette.ink, selectable=True),
                *self._browser(),
                help_key="settings.folder.help"
                + (".browser" if self._host_browser is not None else ""),
            ),
            self._card(
                "whole.title",
                ft.Row(
                    [
                        secondary(say("whole.export"), self._transfer.save),
                        secondary(say("whole.import"), self._transfer.open),
                        secondary(say("export.open"), self._open_export),
                    ],
                    wrap=True,
                    spacing=GAP,
                    run_spacing=GAP,
                ),
                help_key="whole.help",
            ),
        ]
        if self._problems:
            problems = [ft.Text(p, size=15, color=palette.ink) for p in self._problems]
            cards.append(self._card("settings.problems", *problems))
        about = [quiet(palette, say("settings.about", version=self._version))]
        if self._flet_problem:
            about.append(quiet(palette, self._flet_problem))
        title = heading(palette, say("settings.title"))
        return page_body(self._nav.window.wide, title, *cards, *about)

    def _open_head(self) -> None:
        self._nav.go(routes.SchoolHeadRoute())

    def _open_calendar(self) -> None:
        self._nav.go(routes.CalendarRoute())

    def _open_district(self) -> None:
        self._nav.go(routes.DistrictRoute())

    def _open_export(self) -> None:
        self._nav.go(routes.ExportRoute())

    def _sharing(self) -> list[ft.Control]:
        if not self._shares:
            return []
        there = secondary(say("settings.sharing"), lambda: self._nav.go(routes.SharingRoute()))
        return [self._card("sharing.title", ft.Row([there]), help_key="settings.sharing.help")]

    def _card(self, key: str, *controls: ft.Control, help_key: str = "") -> ft.Control:
        palette = self._nav.window.palette
        parts = [bold(say(key), 17, palette.title), *controls]
        if help_key:
            parts.append(quiet(palette, say(help_key)))
        return card(palette, *parts)

    def _sizes(self) -> ft.Control:
        sizes = {str(size): say("settings.size.px", size=size) for size in PASSAGE_SIZES}
        chosen = str(self._settings.now.passage_size)
        return choice(
            self._nav.window.palette, sizes, chosen, lambda size: self._set(passage_size=int(size))
        )

    def _choices(self, name: str, options: tuple[str, ...]) -> ft.Control:
        texts = {option: say(f"settings.{name}.{option}") for option in options}
        chosen = getattr(self._settings.now, name)
        return choice(
            self._nav.window.palette, texts, chosen, lambda option: self._set(**{name: option})
        )

    def _papers(self) -> ft.Control:
        texts = {paper: say(f"forms.{paper}") for paper in ("letter", "a4")}
        chosen = self._settings.now.paper
        return choice(self._nav.window.palette, texts, chosen, lambda paper: self._set(paper=paper))

    def _profiles(self) -> list[ft.Control]:
        """Offer the measures that have several profiles, and those of the one chosen."""
        palette, settings = self._nav.window.palette, self._settings.now
        several = {m: measure_name(m) for m in MEASURES if len(profiles_for(m)) > 1}
        measure = self._measure

        def choose(profile: str) -> None:
            self._set(**{profile_field(measure): profile})

        texts = {name: _profile_name(name, measure) for name in profiles_for(measure)}
        return [
            choice(palette, several, measure, self._choose_measure),
            ft.Divider(height=1, thickness=1, color=palette.line),
            choice(palette, texts, settings.rules(measure).id, choose),
        ]

    def _choose_measure(self, measure: str) -> None:
        self._measure = measure
        self._nav.window.draw()

    def _lock(self) -> list[ft.Control]:
        """Offer a code; with one, the time-out, and how to do without."""
        nav, lock = self._nav, self._screen_lock
        if lock.set:
            minutes = {str(n): say("lock.minutes", minutes=n) for n in MINUTES}
            chosen = str(self._settings.now.lock_minutes)
            buttons: list[ft.Control] = [
                secondary(say("lock.now"), self._lock_now),
                secondary(say("lock.take_away"), self._take_away),
            ]
            return [
                ft.Text(say("lock.after"), size=16, color=nav.window.palette.ink),
                choice(
                    nav.window.palette, minutes, chosen, lambda n: self._set(lock_minutes=int(n))
                ),
                ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
            ]
        self._code = code_field(
            nav.window,
            say("lock.code.new", least=SHORTEST, most=LONGEST),
            self._code_text,
            on_change=self._typed,
        )
        self._again = code_field(
            nav.window,
            say("lock.code.again"),
            self._again_text,
            on_change=self._typed,
            on_submit=self._choose_code,
        )
        return [self._code, self._again, ft.Row([secondary(say("lock.set"), self._choose_code)])]

    def _typed(self) -> None:
        self._code_text, self._again_text = self._code.value or "", self._again.value or ""

    def _choose_code(self) -> None:
        code = self._code.value or ""
        short = len(code) < SHORTEST
        if short or code != self._again.value:
            said = say("lock.short", least=SHORTEST) if short else say("lock.differ")
            self._code.error = said if short else None
            self._again.error = None if short else said
            self._nav.window.update(self._code, self._again)
        elif self._nav.window.attempt(lambda: self._screen_lock.choose(code)):
            self._code_text = self._again_text = ""
            self._nav.window.draw()
            self._nav.window.notice(say("lock.chosen"))

    def _lock_now(self) -> None:
        if self._sittings.giving:
            self._nav.window.notice(say("lock.not_now"))
            return
        self._screen_lock.lock()
        self._nav.window.draw()

    def _take_away(self) -> None:
        self._nav.window.attempt(self._screen_lock.take_away)
        self._nav.window.draw()

    def _browser(self) -> list[ft.Control]:
        """Say what the browser has promised, and offer to install where it can be."""
        browser, palette = self._host_browser, self._nav.window.palette
        if browser is None:
            return []
        promise = {True: "kept", False: "not_kept", None: "unknown"}[browser.persisted]
        said: list[ft.Control] = [
            ft.Text(say(f"settings.browser.{promise}"), size=16, color=palette.ink)
        ]
        if browser.installable:
            said.append(ft.Row([secondary(say("settings.install"), self._install)]))
            said.append(quiet(palette, say("settings.install.help")))
        return said

    def _install(self) -> None:
        browser = self._host_browser
        if browser is not None:
            browser.install()

    def _switch(self, key: str, name: str) -> ft.Control:
        def flip(event: ft.Event[ft.Switch]) -> None:
            self._set(**{name: bool(event.control.value)})

        return ft.Switch(
            label=say(key),
            label_text_style=ft.TextStyle(size=17),
            value=getattr(self._settings.now, name),
            on_change=flip,
        )

    def _set_examiner(self, event: ft.Event[ft.TextField]) -> None:
        text = (event.control.value or "").strip()
        if text != self._settings.now.examiner:
            self._nav.window.attempt(lambda: self._settings.change(examiner=text))

    def _set(self, **values: object) -> None:
        self._nav.window.attempt(lambda: self._settings.change(**values))
        self._nav.window.draw()


def _profile_name(profile: str, measure: str) -> str:
    """Return what a profile is called; our own depends on what the measure has."""
    if profile == "house" and not MEASURES[measure].line_skips:
        return say("profile.house.other")
    return say(f"profile.{profile}")
