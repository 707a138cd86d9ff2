"""What every screen says: days, navigation, and what went wrong."""

SENTENCES = {
    "app": "Aimline",
    "day.today": "today",
    "day.yesterday": "yesterday",
    "day.on": "on {weekday}",
    "day.monday": "Monday",
    "day.tuesday": "Tuesday",
    "day.wednesday": "Wednesday",
    "day.thursday": "Thursday",
    "day.friday": "Friday",
    "day.saturday": "Saturday",
    "day.sunday": "Sunday",
    "day.date": "{month} {day}",
    "day.date.year": "{month} {day}, {year}",
    "day.morning": "{hour}:{minute} AM",
    "day.afternoon": "{hour}:{minute} PM",
    "month.1": "Jan",
    "month.2": "Feb",
    "month.3": "Mar",
    "month.4": "Apr",
    "month.5": "May",
    "month.6": "Jun",
    "month.7": "Jul",
    "month.8": "Aug",
    "month.9": "Sep",
    "month.10": "Oct",
    "month.11": "Nov",
    "month.12": "Dec",
    "nav.students": "Students",
    "nav.caseload": "Caseload",
    "nav.forms": "Forms",
    "nav.settings": "Settings",
    "back": "Back",
    "cancel": "Cancel",
    "undo": "Undo",
    "save": "Save",
    "error.odd": "That did not work, and nothing was changed. Try once more.",
    "error.full": (
        "The device is full, so that could not be kept. Everything kept before it is safe. "
        "Make room, then try again."
    ),
    "error.write": (
        "That could not be kept. Everything kept before it is safe. Try again; if it happens "
        "once more, look at the data folder in Settings."
    ),
}
