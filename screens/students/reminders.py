"""What the list of students points out: sharing waits for somebody, records are here alone."""

from typing import TYPE_CHECKING

import flet as ft

from screens.desk import Desk
from screens.parts.controls import bold, card, primary, quiet, secondary
from screens.parts.theme import GAP
from screens.settings.whole_export import save_export
from screens.words.catalogue import count_of, say

if TYPE_CHECKING:
    from screens.shell.navigation import Navigation


def reminders(nav: "Navigation") -> list[ft.Control]:
    """Return cards that say what to do now, none if there is nothing."""
    asked = _asked(nav)
    alone = _alone(nav, asked=asked is not None)
    return [one for one in (asked, alone) if one is not None]


def _asked(nav: "Navigation") -> ft.Control | None:
    """Return what the shared folder asked for; being offline asks for nothing."""
    desk, palette = nav.desk, nav.window.palette
    if desk.shared is None or not desk.shared.status.joined:
        return None
    status = desk.shared.status
    if not (status.wants_passphrase or status.wants_login):
        return None
    asked = "sharing.new_passphrase" if status.wants_passphrase else "sharing.login"
    return card(
        palette,
        bold(say(asked), 17, palette.ink),
        quiet(palette, say("reminder.waits"), 16),
        ft.Row([primary(say("settings.sharing"), nav.sharing)]),
    )


def _alone(nav: "Navigation", *, asked: bool) -> ft.Control | None:
    """Return what to do so that records are also elsewhere, where a browser may lose them."""
    desk, palette = nav.desk, nav.window.palette
    shared = desk.shared
    if shared is None or desk.browser is None or not shared.status.known:
        return None
    if shared.status.wants_permission:
        allow = primary(say("reminder.allow"), shared.permit)
        return card(palette, bold(say("reminder.permission"), 17, palette.ink), ft.Row([allow]))
    status = shared.status
    held_up = status.by_hand or status.stuck or status.problem
    if status.joined and not held_up:
        return None
    counting = not desk.records.loaded
    count = 0 if counting else alone(desk)
    if not count and not counting:
        return None

    async def export() -> None:
        await save_export(nav)

    title = say("reminder.counting") if counting else count_of("reminder.alone", count)
    share = [] if asked else [primary(say("settings.sharing"), nav.sharing)]
    buttons: list[ft.Control] = [*share, secondary(say("whole.export"), export)]
    return card(
        palette,
        bold(title, 17, palette.ink),
        quiet(palette, say("reminder.why"), 16),
        ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=GAP),
    )


def alone(desk: Desk) -> int:
    """Return how many kept probes of real students were made here since they were last sent out."""
    made_up = {i for i, row in desk.records.rows("students").items() if row.get("sample")}
    rows = desk.records.rows("administrations")
    made = desk.records.made_since(desk.settings.out)
    return sum(rows.get(row_id, {}).get("student") not in made_up for row_id in made)
