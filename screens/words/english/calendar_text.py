"""The school's calendar: years, breaks and benchmark windows."""

SENTENCES = {
    "calendar.title": "School calendar",
    "calendar.help": (
        "Probes are due on days of school only. Without a calendar, every Monday to Friday counts."
    ),
    "calendar.open": "Open the calendar",
    "calendar.kind.year": "School year",
    "calendar.kind.break": "Days without school",
    "calendar.kind.window": "Benchmark window",
    "calendar.add.title": "Add to the calendar",
    "calendar.name": "Name (optional)",
    "calendar.first": "First day",
    "calendar.last": "Last day (empty: one day)",
    "calendar.add": "Add",
    "calendar.remove": "Take {name} out of the calendar",
    "calendar.removed": "Taken out of the calendar.",
    "calendar.wrong.day": "Write a day such as {example}.",
    "calendar.wrong.order": "The last day comes before the first one.",
    "calendar.wrong.range": "Write days from 2000 to 2100.",
    "calendar.wrong.long": "These are more days than it can have: look at both.",
    "calendar.file": "From a calendar file (.ics)",
    "calendar.found": "What the file says",
    "calendar.of_file.one": "1 entry was recognized. Nothing counts until you add it.",
    "calendar.of_file.many": "{count} entries were recognized. Nothing counts until you add them.",
    "calendar.others.one": "1 other event was left alone.",
    "calendar.others.many": "{count} other events were left alone.",
    "calendar.repeating.one": "1 repeating event was left alone: type its days.",
    "calendar.repeating.many": "{count} repeating events were left alone: type their days.",
    "calendar.take.one": "Add 1 entry",
    "calendar.take.many": "Add {count} entries",
    "calendar.taken.one": "1 entry added.",
    "calendar.taken.many": "{count} entries added.",
    "calendar.refused.large": "That file is larger than a school’s calendar. Choose another one.",
    "calendar.refused.kind": (
        "That file is no calendar. Choose one that ends in .ics, as calendar programs export."
    ),
    "calendar.refused.missing": "Calendar files can’t be read on this device. Type the days.",
}
