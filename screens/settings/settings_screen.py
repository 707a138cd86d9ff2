"""What the examiner chooses, on this device.

Long, because it is one card a choice.
"""

from typing import TYPE_CHECKING

import flet as ft

from probes.measures.measure import MEASURES, ORAL_READING
from probes.measures.profiles import profiles_for
from records.screen_lock import LONGEST, MINUTES, SHORTEST
from screens.desk import profile_field
from screens.parts.controls import bold, card, choice, field, heading, page_body, quiet, secondary
from screens.parts.theme import GAP, PASSAGE_FONT, PASSAGE_SIZES
from screens.settings.lock_screen import code_field
from screens.settings.whole_export import open_export, save_export
from screens.shell.window import Screen
from screens.words.catalogue import say
from screens.words.names import measure_name

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation

LONGEST_INITIALS = 12


class SettingsScreen(Screen):
    """Each choice is kept as it is made."""

    tab = "settings"

    def __init__(self, nav: "Navigation") -> None:
        self._nav = nav
        self._measure = ORAL_READING.id  # the one whose rules are shown
        self._code_text = self._again_text = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        nav, palette, settings = self._nav, self._nav.window.palette, self._nav.desk.settings
        sample = ft.Text(
            next(iter(nav.desk.forms.values())).items[0] + " …",
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
            card(palette, examiner),
            self._card("settings.paper", self._papers()),
            self._card("lock.card", *self._lock(), help_key="lock.card.help"),
            self._card(
                "sharing.title",
                ft.Row([secondary(say("settings.sharing"), nav.sharing)]),
                help_key="settings.sharing.help",
            ),
            self._card(
                "settings.folder",
                ft.Text(nav.desk.folder, size=16, color=palette.ink, selectable=True),
                *self._browser(),
                help_key="settings.folder.help"
                + (".browser" if nav.desk.browser is not None else ""),
            ),
            self._card(
                "whole.title",
                ft.Row(
                    [
                        secondary(say("whole.export"), self._export),
                        secondary(say("whole.import"), self._import),
                    ],
                    wrap=True,
                    spacing=GAP,
                    run_spacing=GAP,
                ),
                help_key="whole.help",
            ),
        ]
        if nav.desk.records.problems:
            problems = [ft.Text(p, size=15, color=palette.ink) for p in nav.desk.records.problems]
            cards.append(self._card("settings.problems", *problems))
        about = quiet(palette, say("settings.about", version=nav.desk.version))
        title = heading(palette, say("settings.title"))
        return page_body(nav.window.wide, title, *cards, about)

    async def _export(self) -> None:
        await save_export(self._nav)

    async def _import(self) -> None:
        await open_export(self._nav)

    def _card(self, key: str, *controls: ft.Control, help_key: str = "") -> ft.Control:
        palette = self._nav.window.palette
        parts = [bold(say(key), 17, palette.title), *controls]
        if help_key:
            parts.append(quiet(palette, say(help_key)))
        return card(palette, *parts)

    def _sizes(self) -> ft.Control:
        sizes = {str(size): say("settings.size.px", size=size) for size in PASSAGE_SIZES}
        chosen = str(self._nav.desk.settings.passage_size)
        return choice(
            self._nav.window.palette, sizes, chosen, lambda size: self._set(passage_size=int(size))
        )

    def _choices(self, name: str, options: tuple[str, ...]) -> ft.Control:
        texts = {option: say(f"settings.{name}.{option}") for option in options}
        chosen = getattr(self._nav.desk.settings, name)
        return choice(
            self._nav.window.palette, texts, chosen, lambda option: self._set(**{name: option})
        )

    def _papers(self) -> ft.Control:
        texts = {paper: say(f"forms.{paper}") for paper in ("letter", "a4")}
        chosen = self._nav.desk.settings.paper
        return choice(self._nav.window.palette, texts, chosen, lambda paper: self._set(paper=paper))

    def _profiles(self) -> list[ft.Control]:
        """Offer the measures that have several profiles, and those of the one chosen."""
        palette, settings = self._nav.window.palette, self._nav.desk.settings
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
        nav, lock = self._nav, self._nav.desk.lock
        if lock.set:
            minutes = {str(n): say("lock.minutes", minutes=n) for n in MINUTES}
            chosen = str(nav.desk.settings.lock_minutes)
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
        elif self._nav.window.attempt(lambda: self._nav.desk.lock.choose(code)):
            self._code_text = self._again_text = ""
            self._nav.window.draw()
            self._nav.window.notice(say("lock.chosen"))

    def _lock_now(self) -> None:
        if self._nav.desk.giving:
            self._nav.window.notice(say("lock.not_now"))
            return
        self._nav.desk.lock.lock()
        self._nav.window.draw()

    def _take_away(self) -> None:
        self._nav.window.attempt(self._nav.desk.lock.take_away)
        self._nav.window.draw()

    def _browser(self) -> list[ft.Control]:
        """Say what the browser has promised, and offer to install where it can be."""
        browser, palette = self._nav.desk.browser, self._nav.window.palette
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
        browser = self._nav.desk.browser
        if browser is not None:
            browser.install()

    def _switch(self, key: str, name: str) -> ft.Control:
        def flip(event: ft.Event[ft.Switch]) -> None:
            self._set(**{name: bool(event.control.value)})

        return ft.Switch(
            label=say(key),
            label_text_style=ft.TextStyle(size=17),
            value=getattr(self._nav.desk.settings, name),
            on_change=flip,
        )

    def _set_examiner(self, event: ft.Event[ft.TextField]) -> None:
        text = (event.control.value or "").strip()
        if text != self._nav.desk.settings.examiner:
            self._nav.window.attempt(lambda: self._nav.desk.change(examiner=text))

    def _set(self, **values: object) -> None:
        self._nav.window.attempt(lambda: self._nav.desk.change(**values))
        self._nav.window.draw()


def _profile_name(profile: str, measure: str) -> str:
    """Return what a profile is called; the house's rule is about what the measure has."""
    if profile == "house" and not MEASURES[measure].line_skips:
        return say("profile.house.other")
    return say(f"profile.{profile}")
