"""Today's list and the week's on paper, to carry where no screen is."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from records.device_settings import DeviceSettings
from records.due import TO_DO, Due
from records.today import Today, Week
from screens.forms.printing import hand_over
from screens.shell.navigation import Navigation
from screens.today.due_row import called, details
from screens.words.catalogue import count_of, say
from screens.words.days import whole_date
from screens.words.one_line import one_line

if TYPE_CHECKING:
    from screens.paper import Printed

DAYS_AHEAD = 6  # of school


async def print_today(
    nav: Navigation, settings: DeviceSettings, today: Today, name: Callable[[Due], str]
) -> None:
    """Print who is still due today, group by group, with boxes to tick."""
    size = settings.now.paper

    def make() -> "Printed":
        from screens.paper.list_page import ListSection, print_list  # slow, and rarely wanted

        sections = []
        for section in today.sections:
            due = [one for one in section.due if one.state in TO_DO]
            rows = [(name(one), one_line(details(one, today.day))) for one in due]
            if rows:
                sections.append(ListSection(called(section), rows))
        said = count_of("today.due", today.to_do, minutes=today.minutes)
        about = f"{whole_date(today.day)} · {said}"
        return print_list(say("today.title"), about, sections, size, boxes=True)

    await hand_over(nav, make, "aimline-today.pdf")


async def print_week(
    nav: Navigation,
    settings: DeviceSettings,
    week: Week,
    day: date,
    name: Callable[[Due], str],
) -> None:
    """Print who is due on each of the days that come."""
    size = settings.now.paper

    def make() -> "Printed":
        from screens.paper.list_page import ListSection, print_list  # slow, and rarely wanted

        sections = [
            ListSection(
                whole_date(one),
                [(name(d), one_line(details(d, day))) for d in sorted(some, key=name)],
            )
            for one, some in week.ahead(day, DAYS_AHEAD).items()
        ]
        return print_list(say("week.title"), whole_date(day), sections, size, boxes=True)

    await hand_over(nav, make, "aimline-week.pdf")
